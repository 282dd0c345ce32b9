namespace ClawPowers;

/// <summary>One version in an entry's history.</summary>
public record StateVersion
{
    /// <summary>The entry's key.</summary>
    public required string Key { get; init; }

    /// <summary>The version's number, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>What made this version.</summary>
    public required StateChange Change { get; init; }

    /// <summary>The value of this version; null for a removal.</summary>
    public required object? Value { get; init; }

    /// <summary>True for the newest version.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary><see cref="ClawScope.Project"/> or <see cref="ClawScope.Global"/>.</summary>
    public required ClawScope Scope { get; init; }

    /// <summary>The project's identity; null for a global entry.</summary>
    public string? Project { get; init; }

    /// <summary>When this version was written, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>From when on this version counted as absent, UTC; null if it did not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The session that wrote this version; null if unknown.</summary>
    public string? SessionId { get; init; }

    /// <summary>The agent that wrote this version; null if unknown.</summary>
    public string? Agent { get; init; }

    /// <summary>The key, so that a version can stand where a key is asked for.</summary>
    /// <returns><see cref="Key"/>.</returns>
    public sealed override string ToString() => Key;
}
