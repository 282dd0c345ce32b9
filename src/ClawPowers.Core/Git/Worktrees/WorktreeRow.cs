namespace ClawPowers.Core.Git.Worktrees;

/// <summary>What became of a worktree; as stored.</summary>
internal enum WorktreeEnding
{
    /// <summary>Its work was merged.</summary>
    Merged = 0,

    /// <summary>It was removed, and its work was not merged or there was none.</summary>
    GivenUp = 1,

    /// <summary>It went without us.</summary>
    Gone = 2,
}

/// <summary>What is on record of a worktree.</summary>
internal sealed record WorktreeRow
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Its folder when it was made.</summary>
    public required string Folder { get; init; }

    public string? Branch { get; init; }

    /// <summary>The commit that it began from.</summary>
    public string? Base { get; init; }

    public string? Plan { get; init; }

    public string? Task { get; init; }

    public required long CreatedAt { get; init; }

    public string? Session { get; init; }

    public string? Agent { get; init; }

    public long? RemovedAt { get; init; }

    public WorktreeEnding? Ending { get; init; }

    /// <summary>Whether it is about a worktree that Git knows: of its folder, or moved since.</summary>
    public bool IsOf(WorktreeEntry entry) =>
        Folder == entry.Path || (Path.GetFileName(Folder) == entry.Id && Branch == entry.Branch && !Directory.Exists(Folder));
}

/// <summary>A task that is being worked on.</summary>
internal sealed record RunningTask(string Plan, string Task, string? Agent, string? Session, string Folder, long SeenAt);
