namespace ClawPowers.Core.Plans.Reading;

/// <summary>
/// A plan file, read. The reader is tolerant: what it does not understand is a problem with its line, and never an exception. The format is in
/// docs/plan-format.md.
/// </summary>
public sealed record PlanDocument
{
    /// <summary>The plan's name: what follows <c># Plan:</c>, else the file's name, as a slug; empty if there is neither.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; null if it does not say.</summary>
    public string? Goal { get; init; }

    /// <summary>How one sees that the whole is done.</summary>
    public IReadOnlyList<string> DoneWhen { get; init; } = [];

    /// <summary>The requirements that it lists.</summary>
    public IReadOnlyList<PlannedRequirement> Requirements { get; init; } = [];

    /// <summary>The tasks, in the order of the file, each id once.</summary>
    public IReadOnlyList<PlannedTask> Tasks { get; init; } = [];

    /// <summary>What is wrong with the file, or was not understood, by line. Errors keep it from being imported.</summary>
    public IReadOnlyList<PlanProblem> Problems { get; init; } = [];

    /// <summary>Whether it can be imported.</summary>
    public bool IsValid => !Problems.Any(static problem => problem.Severity == PlanProblemSeverity.Error);

    /// <summary>Reads a plan.</summary>
    /// <param name="text">The text, lines ended in any way.</param>
    /// <param name="path">The file, for the name of a plan that does not say its own; null for none.</param>
    public static PlanDocument Parse(string text, string? path = null)
    {
        string plain = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        return new PlanParser(path).Parse(plain);
    }
}
