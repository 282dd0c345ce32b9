using ClawPowers.Core.Plans.Reading;

namespace ClawPowers.Core.Plans.Checking;

/// <summary>A plan that is to be checked, from a file or from the store.</summary>
internal sealed record PlanSubject
{
    /// <summary>What it says; without the tasks that were dropped, and without needs that name them.</summary>
    public required PlanDocument Document { get; init; }

    /// <summary>Tasks that are done: what they start from is no matter any more.</summary>
    public IReadOnlySet<string> Done { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The plan file; null if it came from no file.</summary>
    public string? Path { get; init; }

    public string? Project { get; init; }

    public ClawScope? Scope { get; init; }

    /// <summary>The folder in which the files lie that tasks start from; null if it is not known, and nothing is said of files then.</summary>
    public string? Root { get; init; }
}

/// <summary>Notes problems of one plan.</summary>
internal sealed class ProblemList(string plan)
{
    private const int MostNamed = 5;

    private readonly List<PlanProblem> _problems = [];

    public void Add(PlanProblemKind kind, PlanProblemSeverity severity, int? line, string message, string? advice, params IReadOnlyList<string> tasks) => _problems.Add(new PlanProblem
    {
        Plan = plan,
        Kind = kind,
        Severity = severity,
        Tasks = tasks.ToArray(), // PowerShell can't index into the list that the compiler makes of one argument.
        Line = line is > 0 ? line : null,
        Message = message,
        Advice = advice,
    });

    /// <summary>The gravest first, then by line.</summary>
    public IReadOnlyList<PlanProblem> With(IEnumerable<PlanProblem> others) =>
        others.Concat(_problems).OrderByDescending(static problem => problem.Severity).ThenBy(static problem => problem.Line ?? int.MaxValue).ToArray();

    /// <summary>Names of tasks in a sentence: all of a few, the first of many.</summary>
    public static string Names(IReadOnlyList<string> ids) => ids.Count switch
    {
        0 => string.Empty,
        1 => ids[0],
        <= MostNamed => string.Join(", ", ids.Take(ids.Count - 1)) + " and " + ids[^1],
        _ => string.Join(", ", ids.Take(MostNamed - 1)) + FormattableString.Invariant($" and {ids.Count - MostNamed + 1} more"),
    };
}
