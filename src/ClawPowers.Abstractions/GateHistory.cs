namespace ClawPowers;

/// <summary>What is known of a gate from all of its runs that were recorded.</summary>
public record GateHistory
{
    /// <summary>The gate's name.</summary>
    public required string Gate { get; init; }

    /// <summary>How often it ran; where it was skipped or stopped does not count.</summary>
    public required int Runs { get; init; }

    /// <summary>How often it passed.</summary>
    public required int Passed { get; init; }

    /// <summary>How often it did not pass, and so caught something.</summary>
    public required int Catches { get; init; }

    /// <summary>The share of runs that passed, from 0 to 1; null without runs.</summary>
    public double? Rate { get; init; }

    /// <summary>The 95% interval of the rate, by Wilson.</summary>
    public required Interval Interval { get; init; }

    /// <summary>The median of its times; null if none is known.</summary>
    public TimeSpan? MedianTime { get; init; }

    /// <summary>The sum of its times.</summary>
    public required TimeSpan TotalTime { get; init; }

    /// <summary>All of its time for each catch; null if it has caught nothing.</summary>
    public TimeSpan? TimePerCatch { get; init; }

    /// <summary>The sum of its findings; null if none of its runs names any.</summary>
    public long? Findings { get; init; }

    /// <summary>When it ran last.</summary>
    public required DateTimeOffset LastRun { get; init; }

    /// <summary>When it last caught something; null if never.</summary>
    public DateTimeOffset? LastCatch { get; init; }

    /// <summary>What was noted of the last catch; null if nothing.</summary>
    public string? LastNotes { get; init; }

    /// <summary>Whether none of its runs has caught anything.</summary>
    public required bool NeverCaught { get; init; }

    /// <summary>
    /// Of a gate that has never caught anything: how many further runs without a catch are needed before it can be said, with 95% confidence,
    /// that it catches something in less than one run of ten; 0 if it can be said now, null if it has caught something.
    /// </summary>
    public int? RunsNeeded { get; init; }

    /// <summary>The gate's name, so that one can stand where one is asked for.</summary>
    /// <returns><see cref="Gate"/>.</returns>
    public sealed override string ToString() => Gate;
}
