namespace ClawPowers;

/// <summary>What a store is and holds, as seen from the current location.</summary>
public record StoreStatus
{
    /// <summary>The store's file, whether it exists or not.</summary>
    public required string Path { get; init; }

    /// <summary>Whether there is a store. When false, the figures below are zero and the identity is null.</summary>
    public required bool Exists { get; init; }

    /// <summary>Whether this process can write to the store, or could create it.</summary>
    public required bool IsWritable { get; init; }

    /// <summary>The store's identity, unique in the world; survives backup and restore.</summary>
    public string? StoreId { get; init; }

    /// <summary>The version of the store's schema.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The version of this program.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>The version of the SQLite library in use.</summary>
    public required string SqliteVersion { get; init; }

    /// <summary>The size of the store's file and its write-ahead log, in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The project of the current location, or null outside of one.</summary>
    public string? Project { get; init; }

    /// <summary>Where a write from here goes when nothing else is said.</summary>
    public required ClawScope WriteScope { get; init; }

    /// <summary>How many live entries the current project has.</summary>
    public required long ProjectEntries { get; init; }

    /// <summary>How many live entries are global.</summary>
    public required long GlobalEntries { get; init; }

    /// <summary>How many live entries there are in all scopes.</summary>
    public required long TotalEntries { get; init; }

    /// <summary>How many superseded versions are kept.</summary>
    public required long HistoryVersions { get; init; }

    /// <summary>When an entry was last changed, UTC; null if nothing was ever stored.</summary>
    public DateTimeOffset? LastChangedAt { get; init; }

    /// <summary>How many runs of skills the current project has on record.</summary>
    public required long ProjectMetrics { get; init; }

    /// <summary>How many runs of skills are on record in all scopes.</summary>
    public required long TotalMetrics { get; init; }

    /// <summary>When the last of them was, UTC; null if none is on record.</summary>
    public DateTimeOffset? LastMetricAt { get; init; }

    /// <summary>The session that commands run here are booked to, or null.</summary>
    public string? SessionId { get; init; }

    /// <summary>The agent that commands run here are booked to, or null.</summary>
    public string? Agent { get; init; }

    /// <summary>How <see cref="SessionId"/> was found.</summary>
    public SessionSource SessionSource { get; init; }

    /// <summary>The last session-start hooks that could not do their work, the newest first; at most five.</summary>
    public IReadOnlyList<HookFailure> HookFailures { get; init => field = Indexable.Of(value); } = [];
}
