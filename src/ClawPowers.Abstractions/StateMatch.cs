namespace ClawPowers;

/// <summary>An entry found by its text.</summary>
public record StateMatch
{
    /// <summary>The entry's key.</summary>
    public required string Key { get; init; }

    /// <summary>The part of the value around the first word found, at most about 160 characters, secrets masked; empty if only the key matched and the value has no text.</summary>
    public required string Snippet { get; init; }

    /// <summary>How well the entry fits: the BM25 rank with its sign turned, so that higher is better. Comparable within one search only.</summary>
    public required double Score { get; init; }

    /// <summary><see cref="ClawScope.Project"/> or <see cref="ClawScope.Global"/>.</summary>
    public required ClawScope Scope { get; init; }

    /// <summary>The project's identity; null for a global entry.</summary>
    public string? Project { get; init; }

    /// <summary>The entry's version.</summary>
    public required long Version { get; init; }

    /// <summary>When the entry was last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The key, so that a match can stand where a key is asked for.</summary>
    /// <returns><see cref="Key"/>.</returns>
    public sealed override string ToString() => Key;
}
