using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans.Graph;

/// <summary>
/// Keeps <c>task.waiting</c> and <c>task.rank</c> right, in the transaction of whoever changes a status or the graph. Nobody else writes them.
/// </summary>
internal static class TaskReadiness
{
    /// <summary>After an import: finds the tasks that needs name, counts anew what each task waits for, and ranks all of them.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="planId">The plan.</param>
    public static void Recount(StoreTransaction transaction, long planId)
    {
        SqliteConnection connection = transaction.Connection;
        connection.Execute(
            """
            UPDATE task_need SET need_id = (SELECT id FROM task WHERE plan_id = $plan AND name = task_need.needs)
            WHERE need_id IS NULL AND task_id IN (SELECT id FROM task WHERE plan_id = $plan)
            """,
            ("$plan", planId));
        List<Row> rows = Read(connection, planId);
        Dictionary<long, (List<string> Needs, int Waiting)> needs = ReadNeeds(connection, planId);
        var graph = new TaskGraph([.. rows.Select(row => new GraphTask(row.Name, needs.GetValueOrDefault(row.Id).Needs ?? [], row.Estimate ?? 0))]);
        int[] rank = Ranks([.. rows.Select(row => (row.Risk, graph.Tail(row.Name), row.Estimate))]);
        using var update = new PreparedStatement(connection, "UPDATE task SET waiting = ?2, rank = ?3 WHERE id = ?1");
        for (int i = 0; i < rows.Count; i++)
        {
            int waiting = needs.GetValueOrDefault(rows[i].Id).Waiting;
            if (waiting != rows[i].Waiting || rank[i] != rows[i].Rank)
            {
                update.Bind(1, rows[i].Id);
                update.Bind(2, (long)waiting);
                update.Bind(3, (long)rank[i]);
                update.Run();
            }
        }
    }

    /// <summary>After a task became done or dropped, and was neither before: those that need it wait for one less.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="taskId">The task.</param>
    public static void Settled(StoreTransaction transaction, long taskId) => Shift(transaction, taskId, -1);

    /// <summary>After a task that was done or dropped is neither any more: those that need it wait for one more.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="taskId">The task.</param>
    public static void Unsettled(StoreTransaction transaction, long taskId) => Shift(transaction, taskId, +1);

    /// <summary>
    /// The ranks of tasks, given in the order of the file: high risk first, then the longest tail of work behind it, then the shortest, then the
    /// earliest in the file.
    /// </summary>
    public static int[] Ranks(IReadOnlyList<(TaskRisk? Risk, double Tail, double? Seconds)> tasks)
    {
        int[] order =
        [
            .. Enumerable.Range(0, tasks.Count)
                .OrderByDescending(i => tasks[i].Risk == TaskRisk.High)
                .ThenByDescending(i => tasks[i].Tail)
                .ThenBy(i => tasks[i].Seconds ?? double.MaxValue)
                .ThenBy(static i => i),
        ];
        var rank = new int[order.Length];
        for (int place = 0; place < order.Length; place++)
        {
            rank[order[place]] = place;
        }

        return rank;
    }

    private static void Shift(StoreTransaction transaction, long taskId, int by) => transaction.Connection.Execute(
        "UPDATE task SET waiting = waiting + $by WHERE id IN (SELECT task_id FROM task_need WHERE need_id = $task)",
        ("$by", by),
        ("$task", taskId));

    private static List<Row> Read(SqliteConnection connection, long planId)
    {
        List<Row> rows = [];
        using SqliteCommand command = connection.Command(
            "SELECT id, name, waiting, rank, estimate, json_extract(detail, '$.risk') FROM task WHERE plan_id = $plan ORDER BY position, id",
            ("$plan", planId));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new Row(reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3), reader.IsDBNull(4) ? null : reader.GetDouble(4), (TaskRisk?)reader.LongOrNull(5)));
        }

        return rows;
    }

    private static Dictionary<long, (List<string> Needs, int Waiting)> ReadNeeds(SqliteConnection connection, long planId)
    {
        Dictionary<long, (List<string> Needs, int Waiting)> needs = [];
        using SqliteCommand command = connection.Command(
            """
            SELECT n.task_id, n.needs, n.need_id IS NULL OR d.status NOT IN (2, 4)
            FROM task t JOIN task_need n ON n.task_id = t.id LEFT JOIN task d ON d.id = n.need_id
            WHERE t.plan_id = $plan
            """,
            ("$plan", planId));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            (List<string> all, int waiting) = needs.TryGetValue(reader.GetInt64(0), out (List<string> Needs, int Waiting) known) ? known : ([], 0);
            all.Add(reader.GetString(1));
            needs[reader.GetInt64(0)] = (all, waiting + (reader.GetInt64(2) != 0 ? 1 : 0));
        }

        return needs;
    }

    private sealed record Row(long Id, string Name, int Waiting, int Rank, double? Estimate, TaskRisk? Risk);
}
