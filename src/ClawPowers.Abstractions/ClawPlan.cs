namespace ClawPowers;

/// <summary>A plan: how far it is, what it took against its estimates, and when it is likely to end.</summary>
public record ClawPlan
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; null if it does not say.</summary>
    public string? Goal { get; init; }

    /// <summary>When it is done as a whole.</summary>
    public required IReadOnlyList<string> DoneWhen { get; init => field = Indexable.Of(value); }

    /// <summary>The file that it was read from; null if there is none.</summary>
    public string? Path { get; init; }

    /// <summary>The project's identity, such as <c>github.com/owner/name</c>; null for a global plan.</summary>
    public string? Project { get; init; }

    /// <summary><see cref="ClawScope.Project"/> or <see cref="ClawScope.Global"/>.</summary>
    public required ClawScope Scope { get; init; }

    /// <summary>Where it stands.</summary>
    public required PlanState State { get; init; }

    /// <summary>How many tasks it has: the sum of the six counts below.</summary>
    public required int Total { get; init; }

    /// <summary>Tasks that are done.</summary>
    public required int Done { get; init; }

    /// <summary>Tasks that somebody has claimed.</summary>
    public required int Running { get; init; }

    /// <summary>Tasks that can be started.</summary>
    public required int Ready { get; init; }

    /// <summary>Tasks that wait for others.</summary>
    public required int Waiting { get; init; }

    /// <summary>Tasks that something outside of the plan stands against.</summary>
    public required int Blocked { get; init; }

    /// <summary>Tasks that will not be done.</summary>
    public required int Dropped { get; init; }

    /// <summary>The sum of the estimates of tasks that are not dropped; null if none has one.</summary>
    public TimeSpan? Estimate { get; init; }

    /// <summary>What has been spent on all tasks so far, those that are running included.</summary>
    public required TimeSpan Actual { get; init; }

    /// <summary>Estimate over actual of the finished tasks, the median: 0.5 means that they take twice their estimates; null if no finished task has both.</summary>
    public double? Velocity { get; init; }

    /// <summary>The 95% interval of <see cref="Velocity"/>, without assumptions on how it is distributed; null with fewer than six such tasks.</summary>
    public Interval? VelocityInterval { get; init; }

    /// <summary>The work that is likely left, of all unfinished tasks together; null if no task has an estimate.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>How many tasks the projection lets run at once: as many as have so far.</summary>
    public required int AtOnce { get; init; }

    /// <summary>When all is likely done that can be, if work goes on without a pause, UTC; null if nothing is left that can be, or no task has an estimate.</summary>
    public DateTimeOffset? ProjectedEnd { get; init; }

    /// <summary>When it is, if what is left goes as well as the best tenth of earlier tasks, UTC; null with fewer than nine earlier tasks.</summary>
    public DateTimeOffset? ProjectedEarliest { get; init; }

    /// <summary>When it is, if what is left goes as badly as the worst tenth of earlier tasks, UTC; null with fewer than nine earlier tasks.</summary>
    public DateTimeOffset? ProjectedLatest { get; init; }

    /// <summary>What the projection rests on and what it leaves out, in sentences; null for a plan with nothing left to do.</summary>
    public string? ProjectionBasis { get; init; }

    /// <summary>Unfinished tasks that are not projected, as they are blocked or wait for what never comes.</summary>
    public required IReadOnlyList<string> Unprojected { get; init => field = Indexable.Of(value); }

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

    /// <summary>How long it took until somebody went on with them, together: from the last sign of life to the next claim.</summary>
    public required TimeSpan Recovery { get; init; }

    /// <summary>When it was first imported, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last imported, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the first task was claimed, UTC; null if none was.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last task was finished, UTC; null unless the plan is done.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Its tasks, in the order of the file.</summary>
    public required IReadOnlyList<ClawTask> Tasks { get; init => field = Indexable.Of(value); }

    /// <summary>The tasks over time; null if no task was begun and none can be projected.</summary>
    public PlanGantt? Gantt { get; init; }

    /// <summary>The plan's name, so that a plan can stand where a name is asked for.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public sealed override string ToString() => Name;
}

/// <summary>A task that took or takes longer than estimated.</summary>
public record TaskOverrun
{
    /// <summary>The task.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required string Title { get; init; }

    /// <summary>What it was to take.</summary>
    public required TimeSpan Estimate { get; init; }

    /// <summary>What it has taken so far.</summary>
    public required TimeSpan Actual { get; init; }

    /// <summary>Actual over estimate.</summary>
    public required double Ratio { get; init; }

    /// <summary>Whether it is still not done.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>What is on record of why: rework, interruptions, attempts that were given back, what blocked it, the last note; null if nothing is.</summary>
    public string? Cause { get; init; }

    /// <summary>The task and how far it was off.</summary>
    /// <returns>Such as <c>T3 2.4</c>.</returns>
    public sealed override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id} {Ratio:0.##}");
}

/// <summary>Why tasks were done again.</summary>
public record ReworkCause
{
    /// <summary><c>slip</c>, <c>spec</c>, <c>change</c>, <c>dependency</c> or other words; <c>unknown</c> if nobody said.</summary>
    public required string Cause { get; init; }

    /// <summary>How often.</summary>
    public required int Count { get; init; }

    /// <summary>What it took.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The tasks.</summary>
    public required IReadOnlyList<string> Tasks { get; init => field = Indexable.Of(value); }

    /// <summary>The cause and how often.</summary>
    /// <returns>Such as <c>slip 2</c>.</returns>
    public sealed override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Cause} {Count}");
}
