using ClawPowers.Core.Metrics;
using ClawPowers.Core.Plans.Graph;
using ClawPowers.Core.Plans.Reading;

namespace ClawPowers.Core.Plans.Checking;

/// <summary>Finds what is wrong with a plan, and what can be done when.</summary>
internal static class PlanChecker
{
    public static PlanCheck Check(PlanSubject subject)
    {
        PlanDocument document = subject.Document;
        var problems = new ProblemList(document.Name);
        var graph = new TaskGraph(Nodes(document.Tasks));
        IReadOnlySet<string> stuck = GraphProblems.Find(document, graph, problems);
        PlannedTask[] reachable = stuck.Count == 0 ? [.. document.Tasks] : [.. document.Tasks.Where(task => !stuck.Contains(task.Id))];
        TaskGraph rest = stuck.Count == 0 ? graph : new TaskGraph(Nodes(reachable));
        ContentProblems.Find(document, problems);
        InputProblems.Find(subject, rest, problems);
        IReadOnlyList<PlanProblem> all = problems.With(document.Problems);
        int[] ranks = TaskReadiness.Ranks([.. reachable.Select(task => (task.Risk, rest.Tail(task.Id), task.Estimate?.TotalSeconds))]);
        return new PlanCheck
        {
            Plan = document.Name,
            Path = subject.Path,
            Project = subject.Project,
            Scope = subject.Scope,
            Passed = !all.Any(static problem => problem.Severity == PlanProblemSeverity.Error),
            Problems = all,
            CriticalPath = rest.CriticalPath,
            CriticalTime = StoredMetric.Duration(rest.CriticalSeconds),
            TotalTime = StoredMetric.Duration(document.Tasks.Sum(static task => task.Estimate?.TotalSeconds ?? 0)),
            Order = rest.OrderBy(ranks),
            Waves = rest.Waves,
            AtOnce = rest.Waves.Select(static wave => wave.Count).DefaultIfEmpty(0).Max(),
        };
    }

    private static GraphTask[] Nodes(IReadOnlyList<PlannedTask> tasks) =>
        [.. tasks.Select(static task => new GraphTask(task.Id, task.Needs, task.Estimate?.TotalSeconds ?? 0))];
}
