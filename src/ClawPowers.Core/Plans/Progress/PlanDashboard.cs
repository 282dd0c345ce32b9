using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans.Progress;

/// <summary>How far plans are, what they took against their estimates, and when they are likely to end. Made anew for every command.</summary>
public sealed class PlanDashboard
{
    private readonly ClawContext _context;
    private readonly ScopeSelection _scopes;

    /// <summary>Prepares access; touches nothing yet.</summary>
    /// <param name="context">Which store, from where, and who asks.</param>
    public PlanDashboard(ClawContext context)
    {
        _context = context;
        _scopes = new ScopeSelection(context);
    }

    /// <summary>The plans that match, nearest scope first and by name.</summary>
    /// <param name="query">Which plans.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Plans; none if there is no store.</returns>
    /// <exception cref="ClawException"><c>PlanNotFound</c>: a plan that is named without a pattern is not there. <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public IReadOnlyList<ClawPlan> Plans(PlanQuery query, CancellationToken cancellation = default)
    {
        IReadOnlyList<string>? wanted = _scopes.ForReading(query.Scope, query.Project);
        using SqliteConnection? connection = StoreConnections.OpenForReading(_context.Store, PlanReader.Schema);
        if (connection is null)
        {
            RefuseMissing(query.Names, [], wanted, static () => []);
            return [];
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, _context.Store, cancellation);
        IReadOnlyList<(long Id, string Project)> scopes = snapshot.Scopes(wanted);
        IReadOnlyList<(long Id, string Project)> everywhere = snapshot.Scopes(null);
        return snapshot.Look(look =>
        {
            long now = _context.Time.GetUtcNow().ToUnixTimeMilliseconds();
            var paths = new PlanPaths(_context, _scopes);
            var reader = new PlanReader(look, paths, now);
            IReadOnlyList<PlanRow> rows = reader.Plans(scopes, query.Names);
            RefuseMissing(query.Names, rows, wanted, () => reader.Plans(everywhere));
            var progress = new ProgressReader(look, reader, now);
            List<ClawPlan> plans = [];
            foreach (PlanRow row in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                if (query is { Names: null, WithDone: false } && !IsOpen(look, row.Id))
                {
                    continue;
                }

                plans.Add(PlanProgress.Of(Head(row, paths), progress.Tasks(row), progress.OtherRatios(row), now, _context.Time.LocalTimeZone));
            }

            return plans;
        });
    }

    private static PlanHead Head(PlanRow row, PlanPaths paths) => new()
    {
        Name = row.Name,
        Goal = row.Goal,
        DoneWhen = row.Document.DoneWhen,
        Path = paths.ToUser(row.File, row.Project),
        Project = StoredEntry.ProjectOf(row.Project),
        Scope = StoredEntry.ScopeOf(row.Project),
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
    };

    // A plan without tasks is not done either.
    private static bool IsOpen(SqliteConnection connection, long plan) =>
        connection.ReadLong("SELECT EXISTS (SELECT 1 FROM task WHERE plan_id = $plan AND status IN (0, 1, 3)) OR NOT EXISTS (SELECT 1 FROM task WHERE plan_id = $plan)", ("$plan", plan)) != 0;

    private static void RefuseMissing(IReadOnlyList<string>? names, IReadOnlyList<PlanRow> found, IReadOnlyList<string>? wanted, Func<IReadOnlyList<PlanRow>> everywhere)
    {
        foreach (SkillGlob name in (names ?? []).Select(static name => new SkillGlob(name)))
        {
            if (name.IsExact && !found.Any(plan => name.Matches(plan.Name)))
            {
                throw PlanErrors.NotFound(name.Pattern, wanted, [.. everywhere().Where(plan => name.Matches(plan.Name)).Select(static plan => plan.Project).Distinct(StringComparer.Ordinal)]);
            }
        }
    }
}
