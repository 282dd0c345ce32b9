namespace ClawPowers;

/// <summary>How much a problem of a plan matters.</summary>
public enum PlanProblemSeverity
{
    /// <summary>Worth knowing; nothing need be done.</summary>
    Note = 0,

    /// <summary>The plan can be carried out, and is worse than it need be.</summary>
    Warning = 1,

    /// <summary>The plan can't be read or can't be carried out to its end.</summary>
    Error = 2,
}

/// <summary>What a problem of a plan is about.</summary>
public enum PlanProblemKind
{
    /// <summary>The file can't be read as a plan.</summary>
    Unreadable,

    /// <summary>The plan has no name.</summary>
    NoName,

    /// <summary>The plan has no tasks.</summary>
    NoTasks,

    /// <summary>Two tasks have one id.</summary>
    DuplicateTask,

    /// <summary>A task's id can't be one.</summary>
    InvalidId,

    /// <summary>A field is not known, and so was not read.</summary>
    UnknownField,

    /// <summary>Something in the list of a task is no field.</summary>
    NotAField,

    /// <summary>A field says what it can't say, or says it twice.</summary>
    InvalidField,

    /// <summary>Tasks need each other in a circle.</summary>
    Cycle,

    /// <summary>A task needs one that is not in the plan.</summary>
    UnknownNeed,

    /// <summary>A task can never become ready.</summary>
    Unreachable,

    /// <summary>Nobody makes what a task starts from.</summary>
    MissingInput,

    /// <summary>It is not said how one sees that the task, or the plan, is done.</summary>
    NoDoneWhen,

    /// <summary>It is said in words that two people would judge differently.</summary>
    VagueDoneWhen,

    /// <summary>A task has no estimate.</summary>
    NoEstimate,

    /// <summary>Two tasks make the same.</summary>
    DuplicateOutput,

    /// <summary>A requirement that no task covers.</summary>
    UncoveredRequirement,

    /// <summary>A task covers a requirement that the plan does not list.</summary>
    UnknownRequirement,

    /// <summary>The plan has no goal.</summary>
    NoGoal,

    /// <summary>The file is not as it was imported.</summary>
    FileChanged,
}

/// <summary>One problem of a plan.</summary>
public record PlanProblem
{
    /// <summary>The plan's name; empty if it has none.</summary>
    public required string Plan { get; init; }

    /// <summary>What it is about.</summary>
    public required PlanProblemKind Kind { get; init; }

    /// <summary>How much it matters.</summary>
    public required PlanProblemSeverity Severity { get; init; }

    /// <summary>The tasks that it is about; of a cycle in their order, each needs the next and the last the first. Empty if it is about the plan.</summary>
    public IReadOnlyList<string> Tasks { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The first of <see cref="Tasks"/>; null if there is none.</summary>
    public string? Task => Tasks.Count == 0 ? null : Tasks[0];

    /// <summary>The line of the plan file, from 1; null if it is on none.</summary>
    public int? Line { get; init; }

    /// <summary>What is wrong, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; null if there is nothing to say.</summary>
    public string? Advice { get; init; }

    /// <summary>The problem in words.</summary>
    /// <returns>The line, if there is one, and <see cref="Message"/>.</returns>
    public sealed override string ToString() => Line is { } line ? $"line {line.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {Message}" : Message;
}
