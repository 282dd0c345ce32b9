namespace ClawPowers;

/// <summary>
/// A skill's success before a lesson or parameter was approved, and since its newest version was. Runs count as since only
/// if they are known to have been made under it.
/// </summary>
public sealed record LessonEffect
{
    /// <summary>How many runs before were compared, without skipped ones.</summary>
    public required int RunsBefore { get; init; }

    /// <summary>Their success rate, from 0 to 1; null without runs.</summary>
    public double? RateBefore { get; init; }

    /// <summary>How many runs since were compared, without skipped ones.</summary>
    public required int RunsAfter { get; init; }

    /// <summary>Their success rate, from 0 to 1; null without runs.</summary>
    public double? RateAfter { get; init; }

    /// <summary>Rate after less rate before, from -1 to 1; null without runs on both sides.</summary>
    public double? Difference { get; init; }

    /// <summary>The 95% interval of the difference (Newcombe's hybrid score interval); null without runs on both sides.</summary>
    public Interval? Interval { get; init; }
}
