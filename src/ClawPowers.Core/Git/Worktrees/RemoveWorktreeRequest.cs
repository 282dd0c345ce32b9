namespace ClawPowers.Core.Git.Worktrees;

/// <summary>A worktree to remove.</summary>
public sealed record RemoveWorktreeRequest
{
    /// <summary>The worktree by name, branch or folder.</summary>
    public required string Name { get; init; }

    /// <summary>Removes it though it has changes or work that is not merged, is locked, or is the one of the location. A branch that is not merged is kept all the same.</summary>
    public bool Force { get; init; }

    /// <summary>False to find out whether it can be removed, and remove nothing.</summary>
    public bool Commit { get; init; } = true;
}

/// <summary>What became of a worktree that was to be removed.</summary>
/// <param name="Worktree">How it was.</param>
/// <param name="IsBranchDeleted">Whether its branch went too, or would.</param>
/// <param name="Message">What is left of it and where; null if nothing is.</param>
public sealed record WorktreeRemoval(ClawWorktree Worktree, bool IsBranchDeleted, string? Message);
