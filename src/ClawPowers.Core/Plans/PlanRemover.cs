using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans;

/// <summary>A plan that may be removed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Scope"><see cref="ClawScope.Project"/> or <see cref="ClawScope.Global"/>.</param>
/// <param name="Project">The project's identity; null for a global plan.</param>
/// <param name="Tasks">How many tasks it has.</param>
public sealed record RemovablePlan(string Name, ClawScope Scope, string? Project, int Tasks)
{
    internal long Id { get; init; }
}

/// <summary>Takes plans out of the store.</summary>
internal sealed class PlanRemover(ClawContext context, ScopeSelection scopes)
{
    public IReadOnlyList<RemovablePlan> Find(string name, ClawScope? scope, string? project, CancellationToken cancellation)
    {
        IReadOnlyList<string>? wanted = scopes.ForChanging(scope, project);
        bool isExact = new SkillGlob(name).IsExact;
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, PlanReader.Schema);
        if (connection is null)
        {
            return isExact ? throw PlanErrors.NotFound(name, wanted, []) : [];
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
        IReadOnlyList<(long Id, string Project)> rows = snapshot.Scopes(wanted);
        var reader = new PlanReader(connection, new PlanPaths(context, scopes), now: 0);
        RemovablePlan[] plans = snapshot.Look(look => reader.Plans(rows, [name]).Select(plan => Removable(look, plan)).ToArray());
        return plans.Length == 0 && isExact ? throw PlanErrors.NotFound(name, wanted, snapshot.Look(_ => reader.Elsewhere(name))) : plans;
    }

    /// <summary>Removes plans in one commit. One that somebody works on stays, unless forced, and says so.</summary>
    public IReadOnlyList<(RemovablePlan Plan, ClawException? Error)> Remove(IReadOnlyList<RemovablePlan> plans, bool force, CancellationToken cancellation) => plans.Count == 0 ? [] : StoreTransaction.Run(
        context,
        commit: true,
        transaction => plans.Select(plan => (plan, Remove(transaction, plan, force))).ToArray(),
        cancellation);

    private static RemovablePlan Removable(SqliteConnection connection, PlanRow plan) => new(
        plan.Name,
        StoredEntry.ScopeOf(plan.Project),
        StoredEntry.ProjectOf(plan.Project),
        (int)connection.ReadLong("SELECT count(*) FROM task WHERE plan_id = $plan", ("$plan", plan.Id)))
    {
        Id = plan.Id,
    };

    private static ClawException? Remove(StoreTransaction transaction, RemovablePlan plan, bool force)
    {
        List<string> running = force ? [] : Running(transaction, plan.Id);
        if (running.Count > 0)
        {
            return PlanErrors.InUse(plan.Name, running);
        }

        transaction.Connection.Execute("DELETE FROM plan WHERE id = $plan", ("$plan", plan.Id));
        return null;
    }

    private static List<string> Running(StoreTransaction transaction, long plan)
    {
        List<string> running = [];
        using SqliteCommand command = transaction.Connection.Command("SELECT name FROM task WHERE plan_id = $plan AND status = 1 AND lease_until > $now ORDER BY position", ("$plan", plan), ("$now", transaction.Now));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            running.Add(reader.GetString(0));
        }

        return running;
    }
}
