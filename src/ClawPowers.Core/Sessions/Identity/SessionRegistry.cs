using System.Collections.Concurrent;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Identity.Processes;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Sessions.Identity;

/// <summary>Registers which process is whose session, so that commands started below it find theirs.</summary>
/// <param name="context">The store and the processes; those of this system if it names none.</param>
internal sealed class SessionRegistry(ClawContext context)
{
    /// <summary>Why nothing was registered where no agent runs.</summary>
    public const string NoAgent = "no process above this one looks like an agent's";

    /// <summary>Why nothing was registered where another hook has told the agent the same already.</summary>
    public const string SaidAlready = "another hook of the agent has registered this start of the session";

    // Rows of other boots and containers can't be checked. They go when they are old or many.
    private const int MostRows = 500;
    private const int MostChecks = 64;
    private static readonly TimeSpan LongestUnchecked = TimeSpan.FromDays(30);

    private const string Upsert =
        """
        INSERT INTO session (host, process_id, started, id, agent, registered_at, project, reason)
        VALUES ($host, $process, $started, $id, $agent, $now, $project, $reason)
        ON CONFLICT (host, process_id) DO UPDATE SET
            started = excluded.started, id = excluded.id, agent = excluded.agent, registered_at = excluded.registered_at,
            project = excluded.project, reason = excluded.reason
        """;

    private const string Same =
        """
        SELECT COUNT(*) FROM session
        WHERE host = $host AND process_id = $process AND started = $started AND id = $id AND agent IS $agent AND reason IS $reason AND registered_at >= $since
        """;

    // A process that lives on, such as a shell that calls the cmdlet again, was not started for the one call.
    private static readonly ConcurrentDictionary<(int Process, string Id), bool> Registered = new();

    /// <summary>Registers a session for the agent's process; a later one of the same process takes its place.</summary>
    /// <param name="session">The session.</param>
    /// <returns>Null if it was registered, else why not, in one line. Never throws for what the store, the system or the agent does.</returns>
    public string? Register(HookSession session)
    {
        if (SessionName.Normalize(session.Id) is not { } id)
        {
            return $"the session's id is blank, longer than {SessionName.MaximumLength} characters or has control characters";
        }

        if (id.StartsWith(HookSample.IdPrefix, StringComparison.Ordinal))
        {
            return null; // A proof's session does not exist, and must not become that of whoever asked for the proof.
        }

        try
        {
            IProcessTable processes = context.Surroundings?.Processes ?? ProcessTable.OfThisSystem;
            ProcessInstance? began = null;
            ProcessInstance? process = session.IsOfThisProcess ? processes.Find(processes.OwnId) : AgentProcess.Above(processes, out began);
            if (process is not { } found)
            {
                return NoAgent;
            }

            // Agents run all their hooks at once. Should two of them be ours, one speaks: what was registered since they were started is the other's.
            TimeSpan? age = began is { } own && !Registered.ContainsKey((processes.OwnId, id)) ? processes.AgeOf(own) : null;
            using var haste = LockHaste.Begin(LockHaste.OfSessionStart);
            return Write(session with { Id = id }, processes, found, age) ? null : SaidAlready;
        }
        catch (ClawException exception) when (exception.ErrorId == "StoreBusy")
        {
            return $"the store '{context.Store.File}' stayed locked";
        }
        catch (Exception exception) when (exception is ClawException or SqliteException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return exception.Message.ReplaceLineEndings(" ");
        }
    }

    private bool Write(HookSession session, IProcessTable processes, ProcessInstance process, TimeSpan? age)
    {
        using SqliteConnection connection = StoreConnections.OpenForWriting(context.Store);

        // Merging the log into the store waits for the disk, several times. The next command that closes the store does it; a session that starts has no time.
        SqliteFile.LeaveUntouchedOnClose(connection.Handle!);
        return StoreGuard.Call(connection, context.Store, () =>
        {
            // Processes are looked at before the lock is taken.
            List<RegisteredSession> dead = Dead(connection, processes);
            WriteLock.Begin(connection, context.Store, CancellationToken.None);
            try
            {
                long now = context.Time.GetUtcNow().ToUnixTimeMilliseconds();
                (string Name, object? Value)[] row =
                [
                    ("$host", processes.Host),
                    ("$process", process.Id),
                    ("$started", process.Started),
                    ("$id", session.Id),
                    ("$agent", session.Agent is { } agent ? AgentDefinition.Of(agent).Name : null),
                    ("$reason", SessionName.Normalize(session.Reason)),
                ];
                bool isNews = age is null || connection.ReadLong(Same, [.. row, ("$since", now - (long)age.Value.TotalMilliseconds)]) == 0;
                if (isNews)
                {
                    Prune(connection, processes.Host, dead, now - (long)LongestUnchecked.TotalMilliseconds);
                    connection.Execute(Upsert, [.. row, ("$now", now), ("$project", session.Project)]);
                    Registered.TryAdd((processes.OwnId, session.Id), value: true);
                }

                connection.Execute("COMMIT");
                return isNews;
            }
            catch
            {
                WriteLock.RollBack(connection);
                throw;
            }
        });
    }

    private static List<RegisteredSession> Dead(SqliteConnection connection, IProcessTable processes) =>
        [.. RegisteredSession.Of(connection, processes.Host).Take(MostChecks).Where(session => processes.Find(session.ProcessId) is not { } process || !session.IsOf(process))];

    private static void Prune(SqliteConnection connection, string host, List<RegisteredSession> dead, long oldest)
    {
        foreach (RegisteredSession session in dead)
        {
            connection.Execute(
                "DELETE FROM session WHERE host = $host AND process_id = $process AND started = $started",
                ("$host", host),
                ("$process", session.ProcessId),
                ("$started", session.Started));
        }

        connection.Execute(
            """
            DELETE FROM session WHERE (host <> $host AND registered_at < $oldest)
                OR (host, process_id) IN (SELECT host, process_id FROM session ORDER BY registered_at DESC LIMIT -1 OFFSET $most)
            """,
            ("$host", host),
            ("$oldest", oldest),
            ("$most", MostRows - 1));
    }
}
