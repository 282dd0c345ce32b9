using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>Finds the task that a request means.</summary>
internal static class TaskFinder
{
    // The plans come in the order in which they were made: what was begun first is finished first.
    private const string FirstReady = """
        SELECT (SELECT r.id FROM (
                    SELECT * FROM (SELECT t.id, t.rank, t.position FROM task t WHERE t.plan_id = j.value AND t.status = 0 AND t.waiting = 0 ORDER BY t.rank, t.position LIMIT 1)
                    UNION ALL
                    SELECT t.id, t.rank, t.position FROM task t WHERE t.plan_id = j.value AND t.status = 1 AND t.lease_until <= $now AND t.waiting = 0) r
                ORDER BY r.rank, r.position LIMIT 1) AS ready
        FROM json_each($plans) j WHERE ready IS NOT NULL ORDER BY j.key LIMIT 1
        """;

    private const string Named = """
        SELECT t.id, t.status, a.session, a.agent, p.name, s.project
        FROM task t JOIN plan p ON p.id = t.plan_id JOIN scope s ON s.id = p.scope_id
        LEFT JOIN task_attempt a ON a.task_id = t.id AND a.claim = t.claim
        WHERE t.plan_id IN (SELECT value FROM json_each($plans)) AND t.name = $name
        """;

    private const string Running = """
        SELECT t.id, t.status, a.session, a.agent, p.name || ' ' || t.name, s.project
        FROM task t JOIN plan p ON p.id = t.plan_id JOIN scope s ON s.id = p.scope_id
        JOIN task_attempt a ON a.task_id = t.id AND a.claim = t.claim
        WHERE t.plan_id IN (SELECT value FROM json_each($plans)) AND t.status = 1 AND ($claim IS NULL OR t.claim = $claim)
        """;

    private const string LastLost = """
        SELECT t.id FROM task t JOIN task_attempt a ON a.task_id = t.id
        WHERE t.plan_id IN (SELECT value FROM json_each($plans)) AND a.ending = 4 AND ($claim IS NULL OR a.claim = $claim)
          AND a.session IS $session AND ($session IS NOT NULL OR a.agent IS $agent)
          AND NOT EXISTS (SELECT 1 FROM task_attempt l WHERE l.task_id = a.task_id AND l.claim > a.claim
                            AND l.session IS $session AND ($session IS NOT NULL OR l.agent IS $agent))
        ORDER BY a.claimed_at DESC, a.claim DESC, t.id LIMIT 1
        """;

    /// <summary>The task to give out next; null if none is ready.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="plans">The plans, as a JSON array of their rows.</param>
    /// <param name="now">The moment; a claim whose lease is over by then holds nobody up.</param>
    public static long? Next(SqliteConnection connection, string plans, long now) =>
        (long?)connection.ReadValue(FirstReady, ("$plans", plans), ("$now", now));

    /// <summary>The task of a name; null if there is none. Of several the one that fits what is asked for.</summary>
    /// <exception cref="ClawException"><c>TaskAmbiguous</c>.</exception>
    public static long? ByName(SqliteConnection connection, string plans, string name, TaskRequest request, TaskHolder asking)
    {
        List<Candidate> found = Read(connection, Named, ("$plans", plans), ("$name", name));
        if (found.Count == 0)
        {
            found = Read(connection, Named + " COLLATE NOCASE", ("$plans", plans), ("$name", name));
        }

        if (found.Count < 2)
        {
            return found.Count == 0 ? null : found[0].Task;
        }

        List<Candidate> fitting = found.FindAll(candidate => request switch
        {
            StartTaskRequest { Reopen: true } => candidate.Status is TaskStatus.Done or TaskStatus.Blocked or TaskStatus.Dropped,
            StartTaskRequest => !TaskStates.IsSettled(candidate.Status),
            _ => candidate.Status == TaskStatus.Running && candidate.Holder.Is(asking),
        });
        return fitting.Count == 1 ? fitting[0].Task : throw TaskErrors.Ambiguous(name, Places(fitting.Count == 0 ? found : fitting));
    }

    /// <summary>The task that somebody has claimed, else the last that was lost; null if there is none.</summary>
    /// <exception cref="ClawException"><c>TaskAmbiguous</c>.</exception>
    public static long? Held(SqliteConnection connection, string plans, long? claim, TaskHolder asking)
    {
        List<Candidate> held = Read(connection, Running, ("$plans", plans), ("$claim", claim)).FindAll(candidate => candidate.Holder.Is(asking));
        return held.Count switch
        {
            0 => (long?)connection.ReadValue(LastLost, ("$plans", plans), ("$claim", claim), ("$session", asking.Session), ("$agent", asking.Agent)),
            1 => held[0].Task,
            _ => throw TaskErrors.Ambiguous(id: null, Places(held)),
        };
    }

    private static IEnumerable<string> Places(IReadOnlyList<Candidate> candidates) =>
        candidates.Select(static candidate => $"{candidate.Name} in {ScopeSelection.Describe(candidate.Project)}").Order(StringComparer.Ordinal);

    private static List<Candidate> Read(SqliteConnection connection, string sql, params ReadOnlySpan<(string, object?)> parameters)
    {
        List<Candidate> candidates = [];
        using SqliteCommand command = connection.Command(sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            candidates.Add(new Candidate(reader.GetInt64(0), (TaskStatus)reader.GetInt64(1), new TaskHolder(reader.TextOrNull(2), reader.TextOrNull(3)), reader.GetString(4), reader.GetString(5)));
        }

        return candidates;
    }

    private sealed record Candidate(long Task, TaskStatus Status, TaskHolder Holder, string Name, string Project);
}
