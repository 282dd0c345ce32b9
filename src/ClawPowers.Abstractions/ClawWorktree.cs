namespace ClawPowers;

/// <summary>A worktree of a Git repository: what is checked out in it, how that stands, and who works in it.</summary>
public record ClawWorktree
{
    /// <summary>The name it was made by, else that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>Its folder.</summary>
    public required string Path { get; init; }

    /// <summary>The branch; null if a commit is checked out by itself.</summary>
    public string? Branch { get; init; }

    /// <summary>The commit that is checked out; null before the first one, or if it can't be found.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether it is the repository's own and no linked one. It can't be removed.</summary>
    public required bool IsMain { get; init; }

    /// <summary>Whether it is the place of a bare repository, where nothing is checked out.</summary>
    public bool IsBare { get; init; }

    /// <summary>Whether it is the one that the current location is in.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>Whether a commit is checked out and no branch.</summary>
    public bool IsDetached { get; init; }

    /// <summary>Whether there are changes that are not committed, or files that Git neither tracks nor ignores; null if that can't be told.</summary>
    public bool? IsDirty => Changes is { } changes ? changes > 0 : null;

    /// <summary>How many files have such changes; a folder of new files counts once. Null if that can't be told.</summary>
    public int? Changes { get; init; }

    /// <summary>How many commits it has that its base lacks; null without a base.</summary>
    public int? Ahead { get; init; }

    /// <summary>How many commits its base has that it lacks; null without a base.</summary>
    public int? Behind { get; init; }

    /// <summary>What its work goes to: the main branch here or that of the remote <c>origin</c>; null if there is none.</summary>
    public string? Base { get; init; }

    /// <summary>Whether all of its commits, or all that they change, are in the base.</summary>
    public bool IsMerged => MergedBy != WorktreeMerge.None;

    /// <summary>How they came there.</summary>
    public WorktreeMerge MergedBy { get; init; }

    /// <summary>Whether its folder is gone, so that only Git's own record is left of it.</summary>
    public bool IsOrphaned { get; init; }

    /// <summary>Whether it is locked against removal.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Why it is locked; null if nobody said.</summary>
    public string? LockReason { get; init; }

    /// <summary>The last commit, the last change of what is checked out, or the last change of a file that is not committed, whichever is the latest; null if unknown.</summary>
    public DateTimeOffset? LastActivity { get; init; }

    /// <summary>The plan it serves; null if unknown.</summary>
    public string? Plan { get; init; }

    /// <summary>The task it serves: the one that runs in its folder, else the one it was made for; null if unknown.</summary>
    public string? Task { get; init; }

    /// <summary>The agent that works on that task, else the one that made it; null if unknown.</summary>
    public string? Agent { get; init; }

    /// <summary>The session of that agent; null if unknown.</summary>
    public string? SessionId { get; init; }

    /// <summary>When it was made; null for the repository's own.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>What kept some of this from being found out; null for nothing.</summary>
    public string? Problem { get; init; }

    /// <summary>The name, so that it can stand where a worktree is asked for.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public sealed override string ToString() => Name;
}
