namespace ClawPowers.Core.Plans.Reading;

/// <summary>A task as the plan file says it.</summary>
public sealed record PlannedTask
{
    /// <summary>Its name, such as <c>T3</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>The line of the file on which it begins, from 1; 0 if it came from no file.</summary>
    public int Line { get; init; }

    /// <summary>The tasks that must be done before it, as they are written, each once.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>The line that says what it needs; that of the task if none does.</summary>
    public int NeedsLine { get; init; }

    /// <summary>How long it should take.</summary>
    public TimeSpan? Estimate { get; init; }

    /// <summary>What it starts from.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>What it makes.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>How one sees that it is done.</summary>
    public IReadOnlyList<string> DoneWhen { get; init; } = [];

    /// <summary>The requirements that it meets.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>How likely it goes otherwise than planned, and how much falls with it.</summary>
    public TaskRisk? Risk { get; init; }

    /// <summary>What to watch for.</summary>
    public string? TripWire { get; init; }

    /// <summary>What the file itself says of how it stands: done, dropped or blocked; null for nothing.</summary>
    internal TaskStatus? Status { get; init; }

    /// <summary>Why, if it is blocked or dropped.</summary>
    public string? Reason { get; init; }

    /// <summary>How long it took, where a store of keys says so.</summary>
    internal TimeSpan? Actual { get; init; }
}

/// <summary>A requirement that the plan lists.</summary>
/// <param name="Id">Its name, such as <c>R1</c>.</param>
/// <param name="Text">What it says.</param>
/// <param name="Line">The line of the file, from 1.</param>
public sealed record PlannedRequirement(string Id, string Text, int Line);
