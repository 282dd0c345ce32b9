namespace ClawPowers;

/// <summary>When the tasks of a plan were worked on and when the others are likely to be, as a chart of text.</summary>
public record PlanGantt
{
    /// <summary>From when to when it reaches, and what its signs mean, in one line of at most 79 characters.</summary>
    public required string Caption { get; init; }

    /// <summary>The first moment, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The last moment, UTC.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>The tasks: those that began first, then those that are projected, then those of which no time is known.</summary>
    public required IReadOnlyList<PlanGanttRow> Rows { get; init => field = Indexable.Of(value); }

    /// <summary>The chart as lines, each with the task's id, its state, the bar and the title.</summary>
    /// <returns>Lines without control characters, joined by line feeds.</returns>
    public sealed override string ToString() => string.Join('\n', Rows.Select(static row => row.ToString()).Prepend(Caption));
}

/// <summary>A task in the chart of a plan.</summary>
public record PlanGanttRow
{
    /// <summary>The task.</summary>
    public required string Id { get; init; }

    /// <summary>Its id and its state, as wide as those of the other rows; without control characters.</summary>
    public required string Label { get; init; }

    /// <summary>Where it stands.</summary>
    public required TaskState State { get; init; }

    /// <summary>The bar, as wide as those of the other rows: <c>=</c> for work, <c>-</c> for what is projected, <c>|</c> for the present moment, <c>:</c> for a pause of all.</summary>
    public required string Bar { get; init; }

    /// <summary>The task's title on one line, whole; without control characters.</summary>
    public required string Title { get; init; }

    /// <summary>When it began or is projected to, UTC; null if neither is known.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When it ended or is projected to, UTC; null if neither is known.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>The row as a line.</summary>
    /// <returns>Label, bar and title.</returns>
    public sealed override string ToString() => $"{Label}  {Bar}  {Title}";
}
