namespace ClawPowers;

/// <summary>What the record says about the worktrees of a project.</summary>
public record WorktreeReport
{
    /// <summary>The project; null outside of one.</summary>
    public string? Project { get; init; }

    /// <summary>From when on worktrees were counted, by when they were made; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many are on record as made.</summary>
    public required int Made { get; init; }

    /// <summary>How many of them were removed after their work was merged.</summary>
    public required int Merged { get; init; }

    /// <summary>How many were removed without: their work was given up, or there was none.</summary>
    public required int GivenUp { get; init; }

    /// <summary>How many went without being removed by us.</summary>
    public required int Gone { get; init; }

    /// <summary>How many are still there.</summary>
    public required int Open { get; init; }

    /// <summary>The median time from making to removal of those that were removed; null without any.</summary>
    public TimeSpan? LifetimeP50 { get; init; }

    /// <summary>The longest time from making to removal; null without any.</summary>
    public TimeSpan? LifetimeLongest { get; init; }

    /// <summary>How many conflicted files runs of the skill recorded; null if none recorded any number.</summary>
    public double? Conflicts { get; init; }

    /// <summary>How many runs recorded such a number.</summary>
    public required int ConflictRuns { get; init; }

    /// <summary>The runs of the skill for worktrees, summed up; empty without any.</summary>
    public required IReadOnlyList<MetricSummary> Skills { get; init => field = Indexable.Of(value); }

    /// <summary>The linked worktrees of the repository here that call for something to be done: orphaned, merged, or without any activity for two weeks.</summary>
    public required IReadOnlyList<StaleWorktree> Stale { get; init => field = Indexable.Of(value); }

    /// <summary>The project and the figures.</summary>
    /// <returns>Such as <c>12 made, 9 merged, 1 given up, 0 gone, 2 open</c>.</returns>
    public sealed override string ToString() => FormattableString.Invariant($"{Made} made, {Merged} merged, {GivenUp} given up, {Gone} gone, {Open} open");
}
