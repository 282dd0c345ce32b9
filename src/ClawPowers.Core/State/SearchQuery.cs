namespace ClawPowers.Core.State;

/// <summary>What to search for, and where.</summary>
public sealed record SearchQuery
{
    /// <summary>Words, all of which must occur; each matches from its beginning and in its grammatical forms.</summary>
    public required string Text { get; init; }

    /// <summary>The keys to look in.</summary>
    public KeyPattern Keys { get; init; } = KeyPattern.Everything;

    /// <summary>The scope to look in; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to look in, if not that of the location.</summary>
    public string? Project { get; init; }

    /// <summary>The most matches wanted, at least 1.</summary>
    public int Limit { get; init; } = 20;
}
