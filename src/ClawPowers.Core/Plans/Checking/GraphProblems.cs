using ClawPowers.Core.Plans.Graph;
using ClawPowers.Core.Plans.Reading;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Plans.Checking;

/// <summary>Circles, needs of what is not there, and tasks that can never become ready because of them.</summary>
internal static class GraphProblems
{
    private const int MostNamed = 12;
    private const int MostCompared = 2_000;

    /// <summary>Notes the problems.</summary>
    /// <returns>The tasks that can never become ready.</returns>
    public static IReadOnlySet<string> Find(PlanDocument document, TaskGraph graph, ProblemList problems)
    {
        Dictionary<string, PlannedTask> tasks = document.Tasks.ToDictionary(static task => task.Id, StringComparer.OrdinalIgnoreCase);
        HashSet<string> inCycle = new(StringComparer.OrdinalIgnoreCase);
        foreach (IReadOnlyList<string> cycle in graph.Cycles)
        {
            inCycle.UnionWith(cycle);
            problems.Add(PlanProblemKind.Cycle, PlanProblemSeverity.Error, tasks[cycle[0]].NeedsLine, InWords(cycle), "Take away the need that is none, or cut the task that makes two things into two.", cycle);
        }

        List<string> lacking = [];
        foreach (PlannedTask task in document.Tasks)
        {
            foreach (string need in task.Needs.Where(need => !tasks.ContainsKey(need)))
            {
                if (lacking.Count == 0 || lacking[^1] != task.Id)
                {
                    lacking.Add(task.Id);
                }

                problems.Add(PlanProblemKind.UnknownNeed, PlanProblemSeverity.Error, task.NeedsLine, $"{task.Id} needs '{PlanNames.Short(need)}', which is no task of the plan.", Near(need, document.Tasks) is { } near ? $"Did you mean {near}?" : "List ids of tasks; what else must be there belongs to 'in'.", task.Id);
            }
        }

        HashSet<string> stuck = new(document.Tasks.Select(static task => task.Id).Where(id => !graph.IsFree(id)), StringComparer.OrdinalIgnoreCase);
        stuck.UnionWith(graph.Behind(lacking));
        List<string> behind = [.. document.Tasks.Select(static task => task.Id).Where(id => stuck.Contains(id) && !inCycle.Contains(id))];
        behind.RemoveAll(new HashSet<string>(lacking, StringComparer.OrdinalIgnoreCase).Contains);
        if (behind.Count > 0)
        {
            problems.Add(
                PlanProblemKind.Unreachable,
                PlanProblemSeverity.Error,
                tasks[behind[0]].Line,
                $"{ProblemList.Names(behind)} can never become ready: what {(behind.Count == 1 ? "it needs" : "they need")} is in a circle, or needs what is no task.",
                "This goes away with the errors before it.",
                behind);
        }

        return stuck;
    }

    private static string InWords(IReadOnlyList<string> cycle)
    {
        if (cycle.Count == 1)
        {
            return $"{cycle[0]} needs itself.";
        }

        string steps = string.Join(", ", cycle.Take(MostNamed).Select((id, at) => at == 0 ? $"{id} needs {cycle[1]}" : $"which needs {cycle[(at + 1) % cycle.Count]}"));
        return $"A circle: {steps}{(cycle.Count > MostNamed ? FormattableString.Invariant($", and so on, {cycle.Count} tasks in all") : string.Empty)}.";
    }

    private static string? Near(string need, IReadOnlyList<PlannedTask> tasks) => need.Length > 40 || tasks.Count > MostCompared ? null : tasks
        .Select(task => (task.Id, Distance: EditDistance.Between(need.ToUpperInvariant(), task.Id.ToUpperInvariant(), 1)))
        .Where(static near => near.Distance <= 1 && near.Id.Length > 2)
        .Select(static near => near.Id)
        .FirstOrDefault();
}
