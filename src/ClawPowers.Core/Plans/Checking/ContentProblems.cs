using System.Text.RegularExpressions;
using ClawPowers.Core.Plans.Reading;

namespace ClawPowers.Core.Plans.Checking;

/// <summary>What a plan lacks that somebody else would need to carry it out: goal, done criteria, estimates, requirements that are covered.</summary>
internal static partial class ContentProblems
{
    private static readonly HashSet<string> Vague = new(StringComparer.OrdinalIgnoreCase)
    {
        "works", "it works", "everything works", "implemented", "it is implemented", "done", "it is done", "complete", "completed", "finished", "code complete", "tested", "fully tested",
        "edge cases handled", "edge cases are handled", "as discussed", "as agreed", "ok", "good", "looks good", "etc",
    };

    public static void Find(PlanDocument document, ProblemList problems)
    {
        if (document.Goal is null)
        {
            problems.Add(PlanProblemKind.NoGoal, PlanProblemSeverity.Note, line: null, "The plan has no goal.", "Write one sentence at its top: 'Goal: who can do what afterwards'.");
        }

        if (document.DoneWhen.Count == 0)
        {
            problems.Add(PlanProblemKind.NoDoneWhen, PlanProblemSeverity.Warning, line: null, "It is not said how one sees that the plan is done.", "List two to five checks below a line 'Done when:' at its top.");
        }

        Lacking(document, problems, PlanProblemKind.NoDoneWhen, static task => task.DoneWhen.Count == 0, "no done criterion", "Write 'done:' and a command with what it shows, or what is to be seen.");
        foreach (PlannedTask task in document.Tasks)
        {
            foreach (string criterion in task.DoneWhen.Where(static criterion => Vague.Contains(criterion.Trim().TrimEnd('.', '!')) || Unfinished().IsMatch(criterion)))
            {
                problems.Add(PlanProblemKind.VagueDoneWhen, PlanProblemSeverity.Warning, task.Line, $"The done criterion of {task.Id}, '{PlanNames.Short(criterion)}', is none that two people would judge alike.", "Write a command with what it shows, or what is to be seen.", task.Id);
            }
        }

        Lacking(document, problems, PlanProblemKind.NoEstimate, static task => task.Estimate is null, "no estimate", "Write 'estimate:' and minutes; without, neither the critical path nor the end can be told.");
        Requirements(document, problems);
    }

    private static void Lacking(PlanDocument document, ProblemList problems, PlanProblemKind kind, Func<PlannedTask, bool> lacks, string what, string advice)
    {
        PlannedTask[] lacking = [.. document.Tasks.Where(lacks)];
        if (lacking.Length > 0)
        {
            string[] ids = [.. lacking.Select(static task => task.Id)];
            problems.Add(kind, PlanProblemSeverity.Warning, lacking[0].Line, $"{ProblemList.Names(ids)} {(ids.Length == 1 ? "has" : "have")} {what}.", advice, ids);
        }
    }

    // Only where a plan lists requirements, and says of any task what it covers, is it known what is not covered.
    private static void Requirements(PlanDocument document, ProblemList problems)
    {
        if (document.Requirements.Count == 0 || !document.Tasks.Any(static task => task.Covers.Count > 0))
        {
            return;
        }

        HashSet<string> covered = new(document.Tasks.SelectMany(static task => task.Covers), StringComparer.OrdinalIgnoreCase);
        foreach (PlannedRequirement requirement in document.Requirements.Where(requirement => !covered.Contains(requirement.Id)))
        {
            problems.Add(PlanProblemKind.UncoveredRequirement, PlanProblemSeverity.Warning, requirement.Line, $"No task covers {PlanNames.Short(requirement.Id)}.", "Add a task for it, or move it to 'Not in scope'.");
        }

        HashSet<string> known = new(document.Requirements.Select(static requirement => requirement.Id), StringComparer.OrdinalIgnoreCase);
        foreach (PlannedTask task in document.Tasks)
        {
            foreach (string unknown in task.Covers.Where(requirement => !known.Contains(requirement)))
            {
                problems.Add(PlanProblemKind.UnknownRequirement, PlanProblemSeverity.Warning, task.Line, $"{task.Id} covers '{PlanNames.Short(unknown)}', which is not among the requirements.", "Add it to '## Requirements' in the words of whoever wants it.", task.Id);
            }
        }
    }

    [GeneratedRegex(@"\b(?:TBD|TODO|tbd)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfinished();
}
