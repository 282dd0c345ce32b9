namespace ClawPowers;

/// <summary>One remembered key with its value, as it is now or was at a moment.</summary>
public record StateEntry
{
    /// <summary>The key: segments joined by <c>:</c>, at most 512 UTF-16 units.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// The value: <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>, <see cref="bool"/>,
    /// <see cref="DateTime"/>, <see cref="DateTimeOffset"/>, an ordered case-insensitive dictionary or an array of such.
    /// </summary>
    public required object? Value { get; init; }

    /// <summary>How many times the entry has changed, from 1. Never restarts, not after removal or expiry.</summary>
    public required long Version { get; init; }

    /// <summary><see cref="ClawScope.Project"/> or <see cref="ClawScope.Global"/>.</summary>
    public required ClawScope Scope { get; init; }

    /// <summary>The project's identity, such as <c>github.com/owner/name</c>; null for a global entry.</summary>
    public string? Project { get; init; }

    /// <summary>When the key came into being (anew, if it had been removed or had expired), UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this version was written, UTC, to the millisecond. Never earlier than the version before it.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>From when on the entry counts as absent, UTC; null if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The session that wrote this version; null if unknown.</summary>
    public string? SessionId { get; init; }

    /// <summary>The agent that wrote this version; null if unknown.</summary>
    public string? Agent { get; init; }

    /// <summary>The key, so that an entry can stand where a key is asked for.</summary>
    /// <returns><see cref="Key"/>.</returns>
    public sealed override string ToString() => Key;
}
