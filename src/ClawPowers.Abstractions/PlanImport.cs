namespace ClawPowers;

/// <summary>What the import of a plan did, or would do.</summary>
public record PlanImport
{
    /// <summary>The plan's name.</summary>
    public required string Plan { get; init; }

    /// <summary>The file that was read; null for keys of the state.</summary>
    public string? Path { get; init; }

    /// <summary>The project's identity; null for a global plan.</summary>
    public string? Project { get; init; }

    /// <summary><see cref="ClawScope.Project"/> or <see cref="ClawScope.Global"/>.</summary>
    public required ClawScope Scope { get; init; }

    /// <summary>Whether the plan was not known before.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Whether it was kept; false if it was only tried.</summary>
    public required bool IsDone { get; init; }

    /// <summary>How many tasks the plan has now, dropped ones included.</summary>
    public required int Tasks { get; init; }

    /// <summary>The tasks that are new.</summary>
    public required IReadOnlyList<string> Added { get; init => field = Indexable.Of(value); }

    /// <summary>The tasks of which something changed.</summary>
    public required IReadOnlyList<string> Changed { get; init => field = Indexable.Of(value); }

    /// <summary>The tasks that left the file before anybody had begun them, and are gone.</summary>
    public required IReadOnlyList<string> Removed { get; init => field = Indexable.Of(value); }

    /// <summary>The tasks that left the file after somebody had begun them, and are kept as dropped.</summary>
    public required IReadOnlyList<string> Dropped { get; init => field = Indexable.Of(value); }

    /// <summary>What was not understood, and what keeps the plan from being carried out. <c>Test-ClawPlan</c> says more.</summary>
    public required IReadOnlyList<PlanProblem> Problems { get; init => field = Indexable.Of(value); }

    /// <summary>The plan's name, so that an import can stand where a name is asked for.</summary>
    /// <returns><see cref="Plan"/>.</returns>
    public sealed override string ToString() => Plan;
}
