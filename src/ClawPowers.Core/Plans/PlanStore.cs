using ClawPowers.Core.Errors;
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

    /// <summary>The tasks that match, plan by plan (nearest scope first), in the order of the file.</summary>
    /// <param name="query">Which tasks.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Tasks; none if there is no store.</returns>
    /// <exception cref="ClawException"><c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public IReadOnlyList<ClawTask> Tasks(TaskQuery query, CancellationToken cancellation = default)
    {
        IReadOnlyList<ClawTask> all = Look(query.Scope, query.Project, static _ => [], (reader, scopes) => reader.TasksOf(reader.Plans(scopes, query.Plans)), cancellation);
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
