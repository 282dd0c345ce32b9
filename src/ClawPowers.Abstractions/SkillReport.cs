namespace ClawPowers;

/// <summary>What the record says about one skill.</summary>
public record SkillReport
{
    /// <summary>The skill's name.</summary>
    public required string Skill { get; init; }

    /// <summary>What follows from the interval.</summary>
    public required SkillVerdict Verdict { get; init; }

    /// <summary>How many runs were looked at, without skipped ones: at most the last 2,000.</summary>
    public required int Runs { get; init; }

    /// <summary>How many of them succeeded.</summary>
    public required int Successes { get; init; }

    /// <summary>How many of them failed.</summary>
    public required int Failures { get; init; }

    /// <summary>How many of them succeeded in part.</summary>
    public required int Partials { get; init; }

    /// <summary>How many runs beside them were skipped.</summary>
    public required int Skipped { get; init; }

    /// <summary>Successes over runs, from 0 to 1; null without runs.</summary>
    public double? Rate { get; init; }

    /// <summary>The 95% Wilson interval of the rate; null without runs.</summary>
    public Interval? Interval { get; init; }

    /// <summary>About how many more runs at the present rate would settle the verdict; null if it is settled, or if it would take more than 1,000: the rate is too close to 70% to tell.</summary>
    public int? RunsNeeded { get; init; }

    /// <summary>The median duration; null if none is known.</summary>
    public TimeSpan? DurationP50 { get; init; }

    /// <summary>The 95th percentile of the duration; null if none is known.</summary>
    public TimeSpan? DurationP95 { get; init; }

    /// <summary>The time spent in all the runs whose duration is known.</summary>
    public TimeSpan TimeSpent { get; init; }

    /// <summary>Where the success rate is going.</summary>
    public required SkillTrend Trend { get; init; }

    /// <summary>The rate by who reported it, where more than one kind did.</summary>
    public required IReadOnlyList<SourceRate> Sources { get; init => field = Indexable.Of(value); }

    /// <summary>Claims that were tested and hold up, the most severe first.</summary>
    public required IReadOnlyList<SkillFinding> Findings { get; init => field = Indexable.Of(value); }

    /// <summary>What else the record says, with no claim that it means anything.</summary>
    public required IReadOnlyList<SkillFinding> Facts { get; init => field = Indexable.Of(value); }

    /// <summary>What is different from the last call that asked the same, one sentence each.</summary>
    public required IReadOnlyList<string> Changes { get; init => field = Indexable.Of(value); }

    /// <summary>When that call was, UTC; null if there was none.</summary>
    public DateTimeOffset? ComparedWith { get; init; }

    /// <summary>The first run that was looked at, UTC; null without runs.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The last run that was looked at, UTC; null without runs.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The skill's name, so that a report can stand where a skill is asked for.</summary>
    /// <returns><see cref="Skill"/>.</returns>
    public sealed override string ToString() => Skill;
}
