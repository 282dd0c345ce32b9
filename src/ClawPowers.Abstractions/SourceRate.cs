namespace ClawPowers;

/// <summary>How often a skill works by the word of one kind of source.</summary>
public sealed record SourceRate
{
    /// <summary>Who says so.</summary>
    public required MetricSource Source { get; init; }

    /// <summary>How many runs it spoke about, without skipped ones.</summary>
    public required int Runs { get; init; }

    /// <summary>How many of them succeeded.</summary>
    public required int Successes { get; init; }

    /// <summary>Successes over runs, from 0 to 1.</summary>
    public required double Rate { get; init; }

    /// <summary>The 95% Wilson interval of the rate.</summary>
    public required Interval Interval { get; init; }
}
