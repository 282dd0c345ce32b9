namespace ClawPowers;

/// <summary>What is wrong with a plan, and in which order its tasks can be done.</summary>
public record PlanCheck
{
    /// <summary>The plan's name.</summary>
    public required string Plan { get; init; }

    /// <summary>The plan file; null if it came from no file.</summary>
    public string? Path { get; init; }

    /// <summary>The project's identity; null for a global plan, and for a file that was not imported.</summary>
    public string? Project { get; init; }

    /// <summary>Where the plan is kept; null for a file that was not imported.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>Whether no problem is an error: the plan can be carried out to its end.</summary>
    public required bool Passed { get; init; }

    /// <summary>The problems, the gravest first, then by line.</summary>
    public required IReadOnlyList<PlanProblem> Problems { get; init => field = Indexable.Of(value); }

    /// <summary>The chain of tasks, each needing the one before, that takes longest by the estimates.</summary>
    public required IReadOnlyList<string> CriticalPath { get; init => field = Indexable.Of(value); }

    /// <summary>How long that chain takes: no number of workers is done sooner.</summary>
    public required TimeSpan CriticalTime { get; init; }

    /// <summary>How long all tasks take, one after the other.</summary>
    public required TimeSpan TotalTime { get; init; }

    /// <summary>The tasks in the order in which one worker is given them; without those that can never become ready.</summary>
    public required IReadOnlyList<string> Order { get; init => field = Indexable.Of(value); }

    /// <summary>The tasks that can be done at once: those of one wave need only tasks of earlier ones.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Waves { get; init => field = Indexable.Of(value); }

    /// <summary>How many tasks the largest wave has: more workers are of no use in any of them.</summary>
    public required int AtOnce { get; init; }

    /// <summary>The plan's name, so that a check can stand where a name is asked for.</summary>
    /// <returns><see cref="Plan"/>.</returns>
    public sealed override string ToString() => Plan;
}
