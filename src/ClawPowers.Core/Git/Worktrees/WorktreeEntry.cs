namespace ClawPowers.Core.Git.Worktrees;

/// <summary>A worktree as Git's own files tell of it.</summary>
internal sealed record WorktreeEntry
{
    /// <summary>Where Git keeps what is its alone; for the main one, what all share.</summary>
    public required string GitFolder { get; init; }

    /// <summary>Its folder.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it is the repository's own.</summary>
    public bool IsMain { get; init; }

    /// <summary>Whether that has no files.</summary>
    public bool IsBare { get; init; }

    /// <summary>The reference that is checked out, such as <c>refs/heads/main</c>; null if it is a commit.</summary>
    public string? Reference { get; init; }

    /// <summary>The commit that is checked out by itself; null if it is a branch.</summary>
    public string? DetachedCommit { get; init; }

    /// <summary>Why it is locked, empty for no reason; null if it is not.</summary>
    public string? Lock { get; init; }

    /// <summary>Whether its folder is gone.</summary>
    public bool IsOrphaned { get; init; }

    /// <summary>When it was made; null for the main one.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The name that Git knows it by: the name of its folder when it was made, perhaps with a number.</summary>
    public string Id => System.IO.Path.GetFileName(GitFolder);

    /// <summary>The branch; null if a commit is checked out by itself.</summary>
    public string? Branch => Reference is { } reference ? reference.StartsWith(WorktreeFiles.Branches, StringComparison.Ordinal) ? reference[WorktreeFiles.Branches.Length..] : reference : null;

    /// <summary>The last part of its folder.</summary>
    public string Leaf => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));
}
