using System.Security.Cryptography;
using ClawPowers.Core.Plans.Importing;
using ClawPowers.Core.Plans.Reading;
using ClawPowers.Core.Scope;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Plans.Checking;

/// <summary>Prepares plans of the store, and files, for the check.</summary>
internal sealed class StoredSubjects(ClawContext context, PlanPaths paths, PlanReader reader)
{
    public IReadOnlyList<PlanSubject> Of(IReadOnlyList<PlanRow> plans)
    {
        ILookup<(string, string), ClawTask> tasks = reader.TasksOf(plans).ToLookup(static task => (task.Project ?? string.Empty, task.Plan));
        return [.. plans.Select(plan => Of(plan, [.. tasks[(plan.Project, plan.Name)]]))];
    }

    public static PlanSubject Of(PlanFile file) => new()
    {
        Document = WithoutDropped(file.Document, new HashSet<string>(file.Document.Tasks.Where(static task => task.Status == TaskStatus.Dropped).Select(static task => task.Id), StringComparer.OrdinalIgnoreCase)),
        Done = new HashSet<string>(file.Document.Tasks.Where(static task => task.Status == TaskStatus.Done).Select(static task => task.Id), StringComparer.OrdinalIgnoreCase),
        Path = file.Path,
        Root = Path.GetDirectoryName(file.Path) is { } folder ? ProjectIdentity.TopFolder(folder) : null,
    };

    private PlanSubject Of(PlanRow plan, IReadOnlyList<ClawTask> tasks)
    {
        string? path = paths.ToUser(plan.File, plan.Project);
        var document = new PlanDocument
        {
            Name = plan.Name,
            Goal = plan.Goal,
            DoneWhen = plan.Document.DoneWhen,
            Requirements = plan.Document.Requirements,
            Tasks = [.. tasks.Select(static task => new PlannedTask
            {
                Id = task.Id,
                Title = task.Title,
                Line = task.Line ?? 0,
                NeedsLine = task.Line ?? 0,
                Needs = task.Needs,
                Estimate = task.Estimate,
                Inputs = task.Inputs,
                Outputs = task.Outputs,
                DoneWhen = task.DoneWhen,
                Covers = task.Covers,
                Risk = task.Risk,
            })],
            Problems = HasChanged(plan, path) ? [Changed(plan.Name)] : [],
        };
        return new PlanSubject
        {
            Document = WithoutDropped(document, Named(tasks, TaskState.Dropped)),
            Done = Named(tasks, TaskState.Done),
            Path = path,
            Project = StoredEntry.ProjectOf(plan.Project),
            Scope = StoredEntry.ScopeOf(plan.Project),
            Root = paths.RootOf(plan.Project),
        };
    }

    private static HashSet<string> Named(IReadOnlyList<ClawTask> tasks, TaskState state) =>
        new(tasks.Where(task => task.State == state).Select(static task => task.Id), StringComparer.OrdinalIgnoreCase);

    private static PlanDocument WithoutDropped(PlanDocument document, HashSet<string> dropped) => dropped.Count == 0 ? document : document with
    {
        Tasks = [.. document.Tasks.Where(task => !dropped.Contains(task.Id)).Select(task => task with { Needs = [.. task.Needs.Where(need => !dropped.Contains(need))] })],
    };

    private bool HasChanged(PlanRow plan, string? path)
    {
        if (path is null || reader.HashOf(plan) is not { } hash)
        {
            return false;
        }

        try
        {
            string file = Path.GetFullPath(path, context.WorkingDirectory);
            return File.Exists(file) && new FileInfo(file).Length <= PlanFile.MaximumBytes && !Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))).Equals(hash, StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static PlanProblem Changed(string plan) => new()
    {
        Plan = plan,
        Kind = PlanProblemKind.FileChanged,
        Severity = PlanProblemSeverity.Note,
        Message = "The file is not as it was imported; this check is of what was imported.",
        Advice = "Import-ClawPlan reads it again, and loses no progress.",
    };
}
