using ClawPowers.Core.Errors;
using ClawPowers.Core.Plans.Checking;
using ClawPowers.Core.Plans.Importing;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans;

/// <summary>Plans and their tasks: importing, checking, removing and reading. Made anew for every command.</summary>
public sealed class PlanStore
{
    private readonly ClawContext _context;
    private readonly ScopeSelection _scopes;
    private readonly PlanPaths _paths;

    /// <summary>Prepares access; touches nothing yet.</summary>
    /// <param name="context">Which store, from where, and who asks.</param>
    public PlanStore(ClawContext context)
    {
        _context = context;
        _scopes = new ScopeSelection(context);
        _paths = new PlanPaths(context, _scopes);
    }

    /// <summary>Reads a plan file and keeps what it says, in one commit. The file decides what the tasks are, the store how they stand.</summary>
    /// <param name="request">Which file.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="ClawException"><c>PlanFileNotFound</c>, <c>PlanFileUnreadable</c>, <c>PlanNotValid</c>, <c>InvalidPlanName</c>, <c>SecretInValue</c>, <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public PlanImport Import(ImportPlanRequest request, CancellationToken cancellation = default) => new PlanImporter(_context, _scopes).Import(request, cancellation);

    /// <summary>Turns entries <c>plan:*</c> and <c>execution:*</c>, in which clawpowers 1.0.0 and the skills before there were plans kept them, into plans. The entries stay.</summary>
    /// <param name="request">Which plans.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>What changed, a plan each.</returns>
    /// <exception cref="ClawException"><c>PlanNotFound</c>: no entry tells of a task of a plan of this name. <c>SecretInValue</c>, <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public IReadOnlyList<PlanImport> ImportState(ImportStateRequest request, CancellationToken cancellation = default) => new StateImporter(_context, _scopes).Import(request, cancellation);

    /// <summary>Checks plans of the store.</summary>
    /// <param name="name">A name or a glob, in any case; null for all.</param>
    /// <param name="scope">The scope to look in; null leaves it to the environment and the location.</param>
    /// <param name="project">The project to look in, if not that of the location.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>A check for each plan.</returns>
    /// <exception cref="ClawException"><c>PlanNotFound</c>: there is no plan of this name. <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public IReadOnlyList<PlanCheck> Check(string? name, ClawScope? scope = null, string? project = null, CancellationToken cancellation = default)
    {
        IReadOnlyList<PlanSubject> subjects = Look(scope, project, wanted => NoPlans<PlanSubject>(name, wanted), (reader, scopes) => new StoredSubjects(_context, _paths, reader).Of(Named(reader, scopes, name, scope, project)), cancellation);
        return [.. subjects.Select(PlanChecker.Check)];
    }

    /// <summary>Checks a file, whether it is imported or not.</summary>
    /// <param name="path">The file, absolute or from the working directory.</param>
    /// <returns>The check. What keeps the file from being imported is among its problems.</returns>
    /// <exception cref="ClawException"><c>PlanFileNotFound</c>, <c>PlanFileUnreadable</c>, <c>PlanNotValid</c>: it is too long to be looked at.</exception>
    public PlanCheck CheckFile(string path)
    {
        var file = PlanFile.Read(Path.GetFullPath(path, _context.WorkingDirectory));
        return PlanChecker.Check(StoredSubjects.Of(file));
    }

    /// <summary>The plans that a removal would mean.</summary>
    /// <param name="name">A name or a glob, in any case.</param>
    /// <param name="scope">The scope to look in; null for the one that a change goes to.</param>
    /// <param name="project">The project to look in, if not that of the location.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>What <see cref="Remove"/> takes.</returns>
    /// <exception cref="ClawException"><c>PlanNotFound</c>: there is no plan of this name. <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public IReadOnlyList<RemovablePlan> FindToRemove(string name, ClawScope? scope = null, string? project = null, CancellationToken cancellation = default) =>
        new PlanRemover(_context, _scopes).Find(name, scope, project, cancellation);

    /// <summary>Removes plans with their tasks, in one commit. The files stay, and so do the runs that were recorded.</summary>
    /// <param name="plans">What <see cref="FindToRemove"/> found.</param>
    /// <param name="force">Whether to remove a plan that somebody works on.</param>
    /// <param name="cancellation">Ends the work; nothing is removed then.</param>
    /// <returns>Each plan, and why it is still there: <c>PlanInUse</c>, or null if it is gone.</returns>
    public IReadOnlyList<(RemovablePlan Plan, ClawException? Error)> Remove(IReadOnlyList<RemovablePlan> plans, bool force = false, CancellationToken cancellation = default) =>
        new PlanRemover(_context, _scopes).Remove(plans, force, cancellation);

    /// <summary>The tasks that match, plan by plan (nearest scope first), in the order of the file.</summary>
    /// <param name="query">Which tasks.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Tasks; none if there is no store.</returns>
    /// <exception cref="ClawException"><c>PlanNotFound</c>: a plan that is named without a pattern is not there. <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public IReadOnlyList<ClawTask> Tasks(TaskQuery query, CancellationToken cancellation = default)
    {
        IReadOnlyList<string>? wanted = _scopes.ForReading(query.Scope, query.Project);
        IReadOnlyList<ClawTask> all = Look<IReadOnlyList<ClawTask>>(
            query.Scope,
            query.Project,
            _ => query.Plans?.FirstOrDefault(static name => new SkillGlob(name).IsExact) is { } missing ? throw PlanErrors.NotFound(missing, wanted, []) : [],
            (reader, scopes) =>
            {
                IReadOnlyList<PlanRow> plans = reader.Plans(scopes, query.Plans);
                return query.Plans?.Select(static name => new SkillGlob(name)).FirstOrDefault(name => name.IsExact && !plans.Any(plan => name.Matches(plan.Name))) is { } missing
                    ? throw PlanErrors.NotFound(missing.Pattern, wanted, wanted is null ? [] : reader.Elsewhere(missing.Pattern))
                    : reader.TasksOf(plans);
            },
            cancellation);
        SkillGlob[]? ids = query.Ids?.Select(static id => new SkillGlob(id)).ToArray();
        return ids is null && query.States is null ? all :
        [
            .. all.Where(task => (ids is null || Array.Exists(ids, id => id.Matches(task.Id))) && query.States?.Contains(task.State) != false),
        ];
    }

    /// <summary>The names of the plans that are seen from here, each once.</summary>
    /// <returns>Names; none if there is no store.</returns>
    public IReadOnlyList<string> Names() => Look<IReadOnlyList<string>>(
        scope: null,
        project: null,
        static _ => [],
        static (reader, scopes) => [.. reader.Plans(scopes).Select(static plan => plan.Name).Distinct(StringComparer.Ordinal)],
        CancellationToken.None);

    // The plans of a name or glob; an exact name is that of the nearest plan, unless every scope is asked for.
    internal IReadOnlyList<PlanRow> Named(PlanReader reader, IReadOnlyList<(long Id, string Project)> scopes, string? name, ClawScope? scope, string? project)
    {
        IReadOnlyList<PlanRow> plans = reader.Plans(scopes, name is null ? null : [name]);
        if (name is null || !new SkillGlob(name).IsExact)
        {
            return plans;
        }

        IReadOnlyList<string>? wanted = _scopes.ForReading(scope, project);
        return plans.Count > 0 ? (wanted is null ? plans : [plans[0]])
            : throw PlanErrors.NotFound(name, wanted, wanted is null ? [] : [.. reader.Elsewhere(name)]);
    }

    internal static IReadOnlyList<T> NoPlans<T>(string? name, IReadOnlyList<string>? wanted) =>
        name is null || !new SkillGlob(name).IsExact ? [] : throw PlanErrors.NotFound(name, wanted, []);

    // What is read in one snapshot of the store; what stands for it where there is no store, or none with plans in it.
    internal T Look<T>(ClawScope? scope, string? project, Func<IReadOnlyList<string>?, T> nothing, Func<PlanReader, IReadOnlyList<(long Id, string Project)>, T> look, CancellationToken cancellation)
    {
        IReadOnlyList<string>? wanted = _scopes.ForReading(scope, project);
        using SqliteConnection? connection = StoreConnections.OpenForReading(_context.Store, PlanReader.Schema);
        if (connection is null)
        {
            return nothing(wanted);
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, _context.Store, cancellation);
        IReadOnlyList<(long Id, string Project)> scopes = snapshot.Scopes(wanted);
        var reader = new PlanReader(connection, _paths, _context.Time.GetUtcNow().ToUnixTimeMilliseconds());
        return snapshot.Look(_ => look(reader, scopes));
    }
}
