using System.Collections.Frozen;
using System.Globalization;
using ClawPowers.Core.Feedback.Runs;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>Something known about runs that may go with how they ended: a measure, or a field such as the agent.</summary>
internal sealed class Factor
{
    /// <summary>How many measures of a skill are looked at, those recorded most often first.</summary>
    public const int Most = 40;

    // Known only at the end, or another word for the end: they go with success, and advice to have more of them is none.
    private static readonly FrozenSet<string> Results = new[]
    {
        "actual", "cases_failed", "cases_passed", "checks_failed", "checks_passed", "comments", "conflicts", "correct", "critical", "cycles", "declined",
        "dependency_violations", "error", "errors", "exit_code", "failed", "failures", "false_positives", "findings", "fixed", "high",
        "hypotheses_tested", "integration_failures", "interruption_recovery_minutes", "limit_hit", "low", "medium", "minutes",
        "minutes_to_green", "mutation_score", "outcome", "passed", "reactions", "refactor_cycles", "reopened", "responded", "response_hours",
        "result", "retries", "review_cycles", "revisions", "rework", "scenarios_passed", "seconds", "serial_seconds", "status",
        "succeeded", "success", "successes", "tasks_completed", "tests_failed", "tests_passed", "time_to_root_cause", "views",
        "wall_seconds", "warnings",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly MeasureColumn? _column;
    private readonly Func<Run, string?>? _field;

    private Factor(string name, SkillRuns runs, MeasureColumn? column, Func<Run, string?>? field, Func<int, bool> counts)
    {
        (Name, _column, _field) = (name, column, field);
        List<int> places = [];
        bool isNumeric = column is not null && column.Numbers > column.Labels;
        for (int i = 0; i < runs.Count; i++)
        {
            if (!counts(i))
            {
                continue;
            }

            if (isNumeric ? !double.IsNaN(column!.Number(i)) : Label(runs, i) is not null)
            {
                places.Add(i);
            }
        }

        Places = [.. places];
        if (isNumeric)
        {
            Numbers = [.. places.Select(place => column!.Number(place))];
            Distinct = [.. Numbers.Distinct().Order()];
        }

        // Two numbers are two kinds of runs, no scale.
        Labels = isNumeric && Distinct.Length > 2 ? null : [.. places.Select(place => Label(runs, place)!)];
    }

    public string Name { get; }

    /// <summary>Whether it is a measure, which can be what a lesson is about.</summary>
    public bool IsMeasure => _column is not null;

    /// <summary>The runs that have it, by place, the oldest first.</summary>
    public int[] Places { get; }

    /// <summary>Its label for each of these runs; null if it is a number with more than two values.</summary>
    public string[]? Labels { get; }

    /// <summary>Its number for each of these runs; empty if it is a label.</summary>
    public double[] Numbers { get; } = [];

    /// <summary>Its different numbers in ascending order.</summary>
    public double[] Distinct { get; } = [];

    /// <summary>Whether a measure says how a run ended, so that it is no reason for it.</summary>
    public static bool IsResult(string measure) => Results.Contains(measure);

    /// <summary>What may go with how the runs of a skill ended, or with a goal's measure.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="context">Says what the goals are.</param>
    /// <param name="counts">Whether a run, by its place, is looked at.</param>
    public static IEnumerable<Factor> Of(SkillRuns runs, AnalysisContext context, Func<int, bool> counts)
    {
        foreach (MeasureColumn column in runs.Measures.OrderByDescending(static column => column.Count).Take(Most))
        {
            // What calibration judges is a forecast of the end, and no reason for it either.
            if (!IsResult(column.Name) && context.Goal(column.Name) is null && !string.Equals(column.Name, CalibrationAnalyzer.Confidence, StringComparison.OrdinalIgnoreCase))
            {
                yield return new Factor(column.Name, runs, column, field: null, counts);
            }
        }

        yield return new Factor("agent", runs, column: null, static run => run.Agent, counts);
        yield return new Factor("model", runs, column: null, static run => run.Model, counts);
        yield return new Factor("version", runs, column: null, static run => run.SkillHash, counts);
    }

    private string? Label(SkillRuns runs, int place) =>
        _field is not null ? _field(runs.Runs[place])
        : _column!.Label(place) ?? (double.IsNaN(_column.Number(place)) ? null : _column.Number(place).ToString(CultureInfo.InvariantCulture));
}
