namespace ClawPowers.Core.Skills.Repositories;

/// <summary>How much of a stranger's repository is taken in before it is refused.</summary>
internal sealed record RepositoryLimits
{
    /// <summary>What is fetched at once, in bytes as they arrive.</summary>
    public long MostBytes { get; init; } = 256L << 20;

    /// <summary>What is fetched at once, in objects of Git.</summary>
    public int MostObjects { get; init; } = 1_000_000;

    /// <summary>How long a fetch may take.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long it may take until the server says anything.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A commit, with its message, in bytes.</summary>
    public long LargestCommit { get; init; } = 1 << 20;

    /// <summary>One folder's list of entries, in bytes.</summary>
    public long LargestFolder { get; init; } = 4 << 20;

    /// <summary>How many folders are looked into for skills.</summary>
    public int MostFolders { get; init; } = 2_000;

    /// <summary>How deep folders with skills may lie.</summary>
    public int DeepestFolder { get; init; } = 6;

    /// <summary>How many commits between two are looked at.</summary>
    public int MostCommits { get; init; } = 1_000;

    /// <summary>How many of them are told.</summary>
    public int MostCommitsTold { get; init; } = 50;

    /// <summary>The difference of two versions, in characters.</summary>
    public int LongestDifference { get; init; } = 1 << 20;

    /// <summary>How many branches and tags are fetched to look for a commit.</summary>
    public int MostRefs { get; init; } = 1_000;
}
