namespace ClawPowers.Core.Skills.Installing;

/// <summary>How a skill's folder is to be brought in line with its source.</summary>
internal sealed record SyncRequest
{
    /// <summary>The agents that ask for it, beside those that have.</summary>
    public IReadOnlyList<ClawAgent> Agents { get; init; } = [];

    /// <summary>Whether files that someone removed come back.</summary>
    public bool Restore { get; init; }

    /// <summary>Whether installed lessons stay that the source and the store have no more.</summary>
    public bool KeepLessons { get; init; }

    /// <summary>What is to be said about it; null for nothing.</summary>
    public string? Message { get; init; }
}
