namespace ClawPowers.Core.Metrics;

/// <summary>Which runs to read. What is null does not restrict.</summary>
public sealed record MetricQuery
{
    /// <summary>Runs by their ids, wherever they are unless a scope is named.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Skills, each a name or a glob; a run of any of them matches.</summary>
    public IReadOnlyList<string>? Skills { get; init; }

    /// <summary>How they ended.</summary>
    public IReadOnlyList<SkillOutcome>? Outcomes { get; init; }

    /// <summary>Who said so.</summary>
    public IReadOnlyList<MetricSource>? Sources { get; init; }

    /// <summary>The first moment that matches.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The first moment that does not match any more.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The session that recorded them.</summary>
    public string? SessionId { get; init; }

    /// <summary>The agent that recorded them.</summary>
    public string? Agent { get; init; }

    /// <summary>What their measures must fulfil, all of it.</summary>
    public IReadOnlyList<MeasureCondition>? Measures { get; init; }

    /// <summary>The scope to look in; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to look in, if not that of the location.</summary>
    public string? Project { get; init; }

    /// <summary>How many runs at most, the newest.</summary>
    public long? First { get; init; }

    /// <summary>Whether each run is followed by what it said before it was amended, the newest version first.</summary>
    public bool WithHistory { get; init; }
}
