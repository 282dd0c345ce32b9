namespace ClawPowers.Core.Plans.Progress;

/// <summary>A claim of a task, with what the store says of it.</summary>
internal sealed record TaskAttempt
{
    /// <summary>When it was worked on: up to its end, or to the last sign of life where nobody ended it.</summary>
    public required WorkSpan Span { get; init; }

    /// <summary>Whether it has no end in the store.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether nobody ended it: its lease ran out.</summary>
    public bool HasLapsed { get; init; }

    /// <summary>Whether the task was given back before it was done.</summary>
    public bool IsGivenBack { get; init; }

    /// <summary>Whether the task was done before.</summary>
    public bool IsReopened { get; init; }

    /// <summary>Why it was rework; null if nobody said.</summary>
    public string? Cause { get; init; }

    /// <summary>Whether it was rework.</summary>
    public bool IsRework => IsReopened || Cause is not null;
}

/// <summary>A task, with all that was done on it.</summary>
internal sealed record TaskProgress
{
    /// <summary>The task as others see it.</summary>
    public required ClawTask Task { get; init; }

    /// <summary>In which order ready ones are given out: the smallest first.</summary>
    public required long Rank { get; init; }

    /// <summary>Its claims, in order.</summary>
    public IReadOnlyList<TaskAttempt> Attempts { get; init; } = [];

    /// <summary>Whether nothing is to be done about it any more.</summary>
    public bool IsSettled => Task.State is TaskState.Done or TaskState.Dropped;

    /// <summary>Its estimate in seconds; null if it has none that says something.</summary>
    public double? Estimate => Task.Estimate is { } estimate && estimate > TimeSpan.Zero ? estimate.TotalSeconds : null;

    /// <summary>What it has taken so far, in seconds: what has ended, and what goes on.</summary>
    public double Spent => (Task.Actual ?? TimeSpan.Zero).TotalSeconds + Attempts.Where(static attempt => attempt.IsOpen).Sum(static attempt => attempt.Span.Length / 1000.0);

    /// <summary>Actual over estimate, of a finished task; null where one of them is missing or 0.</summary>
    public double? Ratio => Task is { State: TaskState.Done, Actual: { } actual } && actual > TimeSpan.Zero ? actual.TotalSeconds / Estimate : null;
}
