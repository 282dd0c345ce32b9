namespace ClawPowers;

/// <summary>Figures over a group of runs.</summary>
public record MetricSummary
{
    /// <summary>What the runs were grouped by: <c>Skill</c>, <c>Day</c>, a field or a measure; null for all of them together.</summary>
    public string? GroupBy { get; init; }

    /// <summary>The group: a skill's name, a UTC day as <c>yyyy-MM-dd</c>, a value. Null for all together, or where the run has no such value.</summary>
    public string? Group { get; init; }

    /// <summary>How many runs there are, skipped ones included.</summary>
    public required long Runs { get; init; }

    /// <summary>How many succeeded.</summary>
    public required long Successes { get; init; }

    /// <summary>How many failed.</summary>
    public required long Failures { get; init; }

    /// <summary>How many succeeded in part.</summary>
    public required long Partials { get; init; }

    /// <summary>How many were skipped.</summary>
    public required long Skipped { get; init; }

    /// <summary>Successes over runs that were not skipped, from 0 to 1; null without such runs.</summary>
    public double? Rate { get; init; }

    /// <summary>The 95% Wilson interval of the rate; null without runs that were not skipped.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The mean duration of the runs that have one; null if none has.</summary>
    public TimeSpan? MeanDuration { get; init; }

    /// <summary>The measure that the figures below are of; null if none was asked for.</summary>
    public string? Measure { get; init; }

    /// <summary>How many runs have the measure as a number.</summary>
    public long? Count { get; init; }

    /// <summary>The sum; null without numbers.</summary>
    public double? Sum { get; init; }

    /// <summary>The arithmetic mean; null without numbers.</summary>
    public double? Mean { get; init; }

    /// <summary>The median; null without numbers.</summary>
    public double? P50 { get; init; }

    /// <summary>The 95th percentile (linear between ranks, type 7); null without numbers.</summary>
    public double? P95 { get; init; }
}
