using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>
/// Ends the claims whose lease is over. Every change to tasks does it first, so that what it then sees is open or is somebody's. What a session did before
/// it fell silent counts up to the last sign of life that it gave.
/// </summary>
internal static class TaskLapses
{
    private const string Lapsed = """
        SELECT t.id, t.claim FROM task t
        WHERE t.plan_id IN (SELECT value FROM json_each($plans)) AND t.status = 1 AND t.lease_until <= $now
        """;

    /// <summary>Ends those of some plans.</summary>
    /// <param name="transaction">The transaction, whose moment counts.</param>
    /// <param name="plans">The plans, as a JSON array of their rows.</param>
    public static void Settle(StoreTransaction transaction, string plans)
    {
        List<(long Task, long Claim)> lapsed = [];
        SqliteCommand command = transaction.Prepared(Lapsed, "$plans", "$now");
        command.Parameters[0].Value = plans;
        command.Parameters[1].Value = transaction.Now;
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                lapsed.Add((reader.GetInt64(0), reader.GetInt64(1)));
            }
        }

        foreach ((long task, long claim) in lapsed)
        {
            (string, object?)[] attempt = [("$task", task), ("$claim", claim)];
            transaction.Connection.Execute(
                "UPDATE task_attempt SET ending = 4, ended_at = max(seen_at, (SELECT lease_until FROM task WHERE id = $task)) WHERE task_id = $task AND claim = $claim",
                attempt);
            transaction.Connection.Execute(
                """
                UPDATE task SET status = 0, lease_until = NULL, actual = coalesce(actual, 0)
                    + (SELECT (a.seen_at - a.claimed_at) / 1000.0 FROM task_attempt a WHERE a.task_id = $task AND a.claim = $claim)
                WHERE id = $task
                """,
                attempt);
        }
    }
}
