namespace ClawPowers.Core.Metrics;

/// <summary>What to sum up, and by what.</summary>
public sealed record SummaryQuery
{
    /// <summary>Skills, each a name or a glob; null for all.</summary>
    public IReadOnlyList<string>? Skills { get; init; }

    /// <summary>The first moment that counts; null for the beginning.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The first moment that does not count any more; null for the end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How they ended; null for any.</summary>
    public IReadOnlyList<SkillOutcome>? Outcomes { get; init; }

    /// <summary>Who said so; null for any.</summary>
    public IReadOnlyList<MetricSource>? Sources { get; init; }

    /// <summary>The session that recorded them; null for any.</summary>
    public string? SessionId { get; init; }

    /// <summary>The agent that recorded them; null for any.</summary>
    public string? Agent { get; init; }

    /// <summary>What their measures must fulfil, all of it; null for nothing.</summary>
    public IReadOnlyList<MeasureCondition>? Measures { get; init; }

    /// <summary>
    /// What to group by, in any case: one or more of <c>Skill Day Outcome Source Agent SessionId Model Project</c>, or <c>None</c>
    /// alone; any other text is a measure's name. Null or empty for <c>Skill</c>.
    /// </summary>
    public IReadOnlyList<string>? GroupBy { get; init; }

    /// <summary>The measure to give figures of; <c>duration</c> is the run's duration in seconds. Null for none.</summary>
    public string? Measure { get; init; }

    /// <summary>The scope to look in; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to look in, if not that of the location.</summary>
    public string? Project { get; init; }
}
