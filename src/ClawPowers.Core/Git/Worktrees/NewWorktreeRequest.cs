namespace ClawPowers.Core.Git.Worktrees;

/// <summary>A worktree to make.</summary>
public sealed record NewWorktreeRequest
{
    /// <summary>Its name, and that of its branch if no other is given, such as <c>fix/empty-cart</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The branch to check out; made if there is none. Null for one of the worktree's name.</summary>
    public string? Branch { get; init; }

    /// <summary>What a new branch begins from; null for the main branch, or for the branch of that name at <c>origin</c>.</summary>
    public string? From { get; init; }

    /// <summary>The folder, absolute or from the working directory; null for one beside the repository: <c>../&lt;repository&gt;.worktrees/&lt;name with - for /&gt;</c>.</summary>
    public string? Path { get; init; }

    /// <summary>Whether to check out the commit by itself, without a branch.</summary>
    public bool Detach { get; init; }

    /// <summary>The plan that it is for.</summary>
    public string? Plan { get; init; }

    /// <summary>The task that it is for.</summary>
    public string? Task { get; init; }

    /// <summary>False to find out whether it can be made, and where.</summary>
    public bool Commit { get; init; } = true;
}
