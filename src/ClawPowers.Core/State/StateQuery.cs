namespace ClawPowers.Core.State;

/// <summary>Which entries to read.</summary>
public sealed record StateQuery
{
    /// <summary>A key or a glob.</summary>
    public required KeyPattern Keys { get; init; }

    /// <summary>The scope to look in; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to look in, if not that of the location.</summary>
    public string? Project { get; init; }

    /// <summary>
    /// Whether the entries are to be changed. A pattern then means only the scope that a write goes to, so that a change
    /// inside a project never reaches global entries unless they are asked for.
    /// </summary>
    public bool ForChange { get; init; }

    /// <summary>The moment whose entries are wanted; null for now.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
