namespace ClawPowers;

/// <summary>One task of a plan: what the plan file says of it, and how it stands.</summary>
public record ClawTask
{
    /// <summary>The plan's name.</summary>
    public required string Plan { get; init; }

    /// <summary>The task's name within the plan, such as <c>T3</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>How it stands.</summary>
    public required TaskState State { get; init; }

    /// <summary>The tasks that must be done before it.</summary>
    public IReadOnlyList<string> Needs { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Those of <see cref="Needs"/> that are neither done nor dropped, and those that are in no plan.</summary>
    public IReadOnlyList<string> Unmet { get; init => field = Indexable.Of(value); } = [];

    /// <summary>How long it should take; null if nobody said.</summary>
    public TimeSpan? Estimate { get; init; }

    /// <summary>How long all attempts took that have ended; null if none has.</summary>
    public TimeSpan? Actual { get; init; }

    /// <summary>The risk; null if nobody said.</summary>
    public TaskRisk? Risk { get; init; }

    /// <summary>What it starts from.</summary>
    public IReadOnlyList<string> Inputs { get; init => field = Indexable.Of(value); } = [];

    /// <summary>What it makes.</summary>
    public IReadOnlyList<string> Outputs { get; init => field = Indexable.Of(value); } = [];

    /// <summary>How one sees that it is done.</summary>
    public IReadOnlyList<string> DoneWhen { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The requirements that it meets.</summary>
    public IReadOnlyList<string> Covers { get; init => field = Indexable.Of(value); } = [];

    /// <summary>What to watch for, and what to do then; null for nothing.</summary>
    public string? TripWire { get; init; }

    /// <summary>The agent that has it, or had it last; null if unknown or never begun.</summary>
    public string? Agent { get; init; }

    /// <summary>The session that has it, or had it last; null if unknown or never begun.</summary>
    public string? SessionId { get; init; }

    /// <summary>The number of the last claim; 0 if it was never begun.</summary>
    public long Claim { get; init; }

    /// <summary>Until when it is whose it is, UTC; null unless it was begun and not ended. In the past: the lease has lapsed.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When it was begun first, UTC; null if never.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was done or dropped, UTC; null unless it is.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>How many attempts were rework.</summary>
    public int Rework { get; init; }

    /// <summary>The causes of the rework, each once.</summary>
    public IReadOnlyList<string> ReworkCauses { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The last thing that was noted; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>What it is blocked by; null unless it is.</summary>
    public string? BlockedBy { get; init; }

    /// <summary>The line of the plan file on which it begins, from 1; null if it came from no file.</summary>
    public int? Line { get; init; }

    /// <summary>The plan file; null if it came from no file.</summary>
    public string? Path { get; init; }

    /// <summary>The project's identity, such as <c>github.com/owner/name</c>; null for a global plan.</summary>
    public string? Project { get; init; }

    /// <summary><see cref="ClawScope.Project"/> or <see cref="ClawScope.Global"/>.</summary>
    public required ClawScope Scope { get; init; }

    /// <summary>The task's name, so that a task can stand where a name is asked for.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public sealed override string ToString() => Id;
}
