using ClawPowers.Core.Errors;
using ClawPowers.Core.Plans.Reading;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Plans.Importing;

/// <summary>Plans to import from entries of the state.</summary>
public sealed record ImportStateRequest
{
    /// <summary>Names or globs of the plans; null for all.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The scope to read and keep in; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to read and keep in, if not that of the location.</summary>
    public string? Project { get; init; }

    /// <summary>False to find out what would happen and keep nothing.</summary>
    public bool Commit { get; init; } = true;
}

/// <summary>Makes plans of entries. A plan whose file is named among them, and is there, is read from it, and the entries say how its tasks stand.</summary>
internal sealed class StateImporter(ClawContext context, ScopeSelection scopes)
{
    public IReadOnlyList<PlanImport> Import(ImportStateRequest request, CancellationToken cancellation)
    {
        string project = scopes.ForWriting(request.Scope, request.Project);
        IReadOnlyList<StatePlan> plans = StatePlans.Of(Entries(request, cancellation));
        SkillGlob[]? globs = request.Names?.Select(static name => new SkillGlob(name)).ToArray();
        foreach (string name in request.Names ?? [])
        {
            var glob = new SkillGlob(name);
            if (glob.IsExact && !plans.Any(plan => glob.Matches(plan.Name)))
            {
                throw PlanErrors.NoKeys(name, [project]);
            }
        }

        // All that can fail on the way is done before the lock is taken.
        (PlanDocument Document, PlanSource Source)[] chosen =
        [
            .. plans.Where(plan => globs is null || Array.Exists(globs, glob => glob.Matches(plan.Name))).Select(plan => Document(plan, project)),
        ];
        return chosen.Length == 0 ? [] : StoreTransaction.Run<IReadOnlyList<PlanImport>>(
            context,
            request.Commit,
            transaction => [.. chosen.Select(plan => PlanMerge.Into(transaction, plan.Document, plan.Source, request.Commit))],
            cancellation);
    }

    private List<StateEntry> Entries(ImportStateRequest request, CancellationToken cancellation)
    {
        List<StateEntry> entries = [];
        foreach (string pattern in (string[])["plan:*", "execution:*"])
        {
            entries.AddRange(new StateStore(context).Read(new StateQuery { Keys = KeyPattern.Parse(pattern), Scope = request.Scope, Project = request.Project, ForChange = true }, cancellation));
        }

        return entries;
    }

    private (PlanDocument Document, PlanSource Source) Document(StatePlan plan, string project)
    {
        PlanDocument told = plan.ToDocument();
        if (plan.File is null || FileOf(plan.File) is not { } path)
        {
            return (told, new PlanSource(project, File: null, Path: null, Hash: null, IsWhole: false));
        }

        var file = PlanFile.Read(path);
        if (!file.Document.IsValid)
        {
            throw PlanErrors.NotValid($"'{file.Path}'", file.Document.Problems);
        }

        file.RefuseSecrets();
        Dictionary<string, PlannedTask> known = told.Tasks.ToDictionary(static task => task.Id, StringComparer.OrdinalIgnoreCase);
        HashSet<string> named = new(file.Document.Tasks.Select(static task => task.Id), StringComparer.OrdinalIgnoreCase);
        return (
            file.Document with
            {
                Name = plan.Name,
                Tasks =
                [
                    .. file.Document.Tasks.Select(task => known.TryGetValue(task.Id, out PlannedTask? key) ? task with { Status = key.Status ?? task.Status, Reason = key.Reason ?? task.Reason, Actual = key.Actual } : task),
                    .. told.Tasks.Where(task => !named.Contains(task.Id)),
                ],
            },
            new PlanSource(project, PlanPaths.ToStored(path, project), path, file.Hash, IsWhole: true));
    }

    private string? FileOf(string named)
    {
        string? root = ProjectIdentity.TopFolder(context.WorkingDirectory);
        try
        {
            return new[] { root, context.WorkingDirectory }.OfType<string>().Select(folder => Path.GetFullPath(named.Trim(), folder)).FirstOrDefault(File.Exists);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
