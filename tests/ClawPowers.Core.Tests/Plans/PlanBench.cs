using ClawPowers.Core.Plans;
using ClawPowers.Core.Plans.Graph;
using ClawPowers.Core.Plans.Importing;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Plans;

/// <summary>A plan file and a store of its own for one test.</summary>
internal sealed class PlanBench : IDisposable
{
    public Scratch Scratch { get; } = new();

    public PlanStore Store => new(Scratch.Context);

    public string File => Path.Combine(Scratch.WorkingDirectory, "plan.md");

    public PlanImport Import(string text)
    {
        System.IO.File.WriteAllText(File, text);
        return Store.Import(new ImportPlanRequest { Path = File });
    }

    public IReadOnlyList<ClawTask> Tasks(string? plan = null) => Store.Tasks(new TaskQuery { Plans = plan is null ? null : [plan] });

    public ClawTask Task(string id) => Store.Tasks(new TaskQuery { Ids = [id] }).Single();

    /// <summary>Does a task, as its completion leaves it in the store.</summary>
    public void Finish(string id, int status = 2) => StoreTransaction.Run(
        Scratch.Context,
        commit: true,
        transaction =>
        {
            long task = transaction.Connection.ReadLong("SELECT id FROM task WHERE name = $name", ("$name", id));
            bool wasSettled = transaction.Connection.ReadLong("SELECT status IN (2, 4) FROM task WHERE id = $id", ("$id", task)) != 0;
            transaction.Connection.Execute(
                "UPDATE task SET status = $status, claim = claim + 1, ended_at = CASE WHEN $status IN (2, 4) THEN $now END WHERE id = $id",
                ("$status", status),
                ("$now", transaction.Now),
                ("$id", task));
            bool isSettled = status is 2 or 4;
            if (isSettled && !wasSettled)
            {
                TaskReadiness.Settled(transaction, task);
            }
            else if (wasSettled && !isSettled)
            {
                TaskReadiness.Unsettled(transaction, task);
            }

            return 0;
        },
        CancellationToken.None);

    /// <summary>All that the store holds of plans, as text.</summary>
    public string Dump() => Read("SELECT group_concat(x, char(10)) FROM (SELECT id || name || coalesce(goal, '-') || file || file_hash || created_at || updated_at || document AS x FROM plan ORDER BY id)")
        + Read("SELECT group_concat(x, char(10)) FROM (SELECT id || name || position || title || status || waiting || rank || coalesce(estimate, '-') || claim || detail AS x FROM task ORDER BY id)")
        + Read("SELECT group_concat(x, char(10)) FROM (SELECT task_id || needs || coalesce(need_id, '-') AS x FROM task_need ORDER BY task_id, needs)");

    public string Read(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Scratch.Location.File, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return $"{command.ExecuteScalar()}";
    }

    public void Dispose() => Scratch.Dispose();
}
