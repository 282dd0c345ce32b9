using ClawPowers.Core.Sessions.Identity.Processes;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Sessions.Identity;

/// <summary>A process that a hook registered, and whose session it is.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Started">When it started, as its system counts.</param>
/// <param name="Id">The session.</param>
/// <param name="Agent">The agent; null for a person's terminal.</param>
internal sealed record RegisteredSession(int ProcessId, long Started, string Id, string? Agent)
{
    /// <summary>The schema in which sessions came into being.</summary>
    public const int Schema = 3;

    /// <summary>The session of this process, else of the nearest process above it that has one. Looks at processes only if any is registered here.</summary>
    public static RegisteredSession? Nearest(SqliteConnection connection, IProcessTable processes)
    {
        List<RegisteredSession> sessions = HasAny(connection) ? Of(connection, processes.Host) : [];
        if (sessions.Count == 0)
        {
            return null;
        }

        // Processes further up only started earlier.
        long earliest = sessions.Min(static session => session.Started);
        foreach (ProcessInstance process in Ancestry.From(processes, processes.OwnId))
        {
            if (process.Started < earliest)
            {
                return null;
            }

            if (sessions.Find(session => session.IsOf(process)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The sessions that are registered where process ids mean the same as here.</summary>
    public static List<RegisteredSession> Of(SqliteConnection connection, string host)
    {
        List<RegisteredSession> sessions = [];
        using SqliteCommand command = connection.Command("SELECT process_id, started, id, agent FROM session WHERE host = $host", ("$host", host));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            sessions.Add(new RegisteredSession((int)reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.TextOrNull(3)));
        }

        return sessions;
    }

    /// <summary>Whether it is that very process, and not a later one of the same number.</summary>
    public bool IsOf(ProcessInstance process) => process.Id == ProcessId && process.Started == Started;

    // Before every write of who uses no hooks.
    private static bool HasAny(SqliteConnection connection)
    {
        using var any = new PreparedStatement(connection, "SELECT EXISTS (SELECT 1 FROM session)");
        return any.RunForRow().First != 0;
    }
}
