namespace ClawPowers;

/// <summary>What the record says about one plan: what it took against its estimates, and where the time went.</summary>
public record PlanReport
{
    /// <summary>The plan's name.</summary>
    public required string Plan { get; init; }

    /// <summary>The project's identity, such as <c>github.com/owner/name</c>; null for a global plan, and for one that only runs name.</summary>
    public string? Project { get; init; }

    /// <summary>Where it stands; null for a plan that was never imported, of which there are only runs.</summary>
    public PlanState? State { get; init; }

    /// <summary>How many tasks it has.</summary>
    public required int Total { get; init; }

    /// <summary>How many of them are done.</summary>
    public required int Done { get; init; }

    /// <summary>The sum of the estimates of tasks that are not dropped; null if none has one.</summary>
    public TimeSpan? Estimate { get; init; }

    /// <summary>What has been spent on all tasks so far.</summary>
    public required TimeSpan Actual { get; init; }

    /// <summary>Actual over estimate of the finished tasks, the median; null if none has both.</summary>
    public double? Ratio { get; init; }

    /// <summary>The 95% interval of <see cref="Ratio"/>, without assumptions on how it is distributed; null with fewer than six such tasks.</summary>
    public Interval? RatioInterval { get; init; }

    /// <summary>Tasks that took or take longer than estimated, those with the largest excess first.</summary>
    public required IReadOnlyList<TaskOverrun> Overruns { get; init => field = Indexable.Of(value); }

    /// <summary>How many times a task was done again.</summary>
    public required int Rework { get; init; }

    /// <summary>What that took.</summary>
    public required TimeSpan ReworkTime { get; init; }

    /// <summary>Why, the most frequent cause first.</summary>
    public required IReadOnlyList<ReworkCause> ReworkCauses { get; init => field = Indexable.Of(value); }

    /// <summary>How many times a task's claim ended without an answer.</summary>
    public required int Interruptions { get; init; }

    /// <summary>How long it took until somebody went on with them, together.</summary>
    public required TimeSpan Recovery { get; init; }

    /// <summary>The runs that are booked to the plan by their measure <c>plan</c>, summed up for each skill.</summary>
    public required IReadOnlyList<MetricSummary> Skills { get; init => field = Indexable.Of(value); }

    /// <summary>Claims that were tested and hold up among everything tested here.</summary>
    public required IReadOnlyList<PlanFinding> Findings { get; init => field = Indexable.Of(value); }

    /// <summary>What else the record says, with no claim that it means anything.</summary>
    public required IReadOnlyList<PlanFinding> Facts { get; init => field = Indexable.Of(value); }

    /// <summary>The plan's name, so that a report can stand where a plan is asked for.</summary>
    /// <returns><see cref="Plan"/>.</returns>
    public sealed override string ToString() => Plan;
}

/// <summary>Something that the record of a plan shows, with what it rests on.</summary>
public record PlanFinding
{
    /// <summary>What it is about: <c>estimates</c>, <c>drift</c>, <c>overruns</c>, <c>rework</c>, <c>recovery</c>, <c>runs</c> or <c>failures</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The finding in one sentence, with its figures.</summary>
    public required string Summary { get; init; }

    /// <summary>False for a claim that was tested and holds up; true for what the record says, with no claim that it means anything.</summary>
    public required bool IsFact { get; init; }

    /// <summary>What to do about it; null if there is nothing to do.</summary>
    public string? Recommendation { get; init; }

    /// <summary>The tasks that show it.</summary>
    public required IReadOnlyList<string> Tasks { get; init => field = Indexable.Of(value); }

    /// <summary>The runs that show it, the newest first, at most 20.</summary>
    public required IReadOnlyList<long> Ids { get; init => field = Indexable.Of(value); }

    /// <summary>How many tasks or runs it rests on.</summary>
    public required int N { get; init; }

    /// <summary>How large the effect is: a ratio, a rate, or a correlation; null without one.</summary>
    public double? Effect { get; init; }

    /// <summary>The 95% interval of the effect; null if there is none.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The probability of something at least as extreme if nothing were going on; null for a fact.</summary>
    public double? P { get; init; }

    /// <summary><see cref="P"/> adjusted for everything tested here (Benjamini–Hochberg): a finding has at most 0.05. Null for a fact.</summary>
    public double? Q { get; init; }

    /// <summary>The finding in one sentence.</summary>
    /// <returns><see cref="Summary"/>.</returns>
    public sealed override string ToString() => Summary;
}
