using System.Reflection;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Sessions.Hooks;
using ClawPowers.Core.Sessions.Identity;
using ClawPowers.Core.State;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Storage;

/// <summary>Describes a store as it is seen from the current location.</summary>
internal static class StatusReader
{
    private const int ShownFailures = 5;

    public static StoreStatus Read(ClawContext context, ScopeSelection scopes)
    {
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store);
        var status = new StoreStatus
        {
            Path = context.Store.File,
            Exists = connection is not null,
            IsWritable = connection is null ? FolderIsWritable(context.Store) : !SqliteFile.IsReadOnly(connection.Handle!),
            SchemaVersion = 0,
            ProgramVersion = ProgramVersion,
            SqliteVersion = SQLitePCL.raw.sqlite3_libversion().utf8_to_string(),
            SizeBytes = Size(context.Store.File) + Size(context.Store.LogFile),
            Project = scopes.Here,
            WriteScope = StoredEntry.ScopeOf(scopes.ForWriting(scope: null, project: null)),
            ProjectEntries = 0,
            GlobalEntries = 0,
            TotalEntries = 0,
            HistoryVersions = 0,
            ProjectMetrics = 0,
            TotalMetrics = 0,
            HookFailures = HookLog.Read(context, ShownFailures),
        };
        if (connection is null)
        {
            return WithSession(status, context, sessions: null);
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, CancellationToken.None);
        long now = context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        return snapshot.Look(look =>
        {
            int schema = (int)look.ReadLong("PRAGMA user_version");
            StoreStatus counted = WithMetrics(look, schema, scopes.Here, status with
            {
                StoreId = (string)look.ReadValue("SELECT id FROM store")!,
                ProjectEntries = scopes.Here is { } here ? Count(look, here, now) : 0,
                GlobalEntries = Count(look, ScopeSelection.Global, now),
                TotalEntries = look.ReadLong($"SELECT count(*) FROM entry e WHERE {StoredEntry.IsLive}", ("$now", now)),
                HistoryVersions = look.ReadLong("SELECT count(*) FROM history"),
                LastChangedAt = look.ReadValue("SELECT max(updated_at) FROM entry") is long last ? StoredEntry.Moment(last) : null,
            });
            return WithSession(counted, context, schema < RegisteredSession.Schema ? null : look);
        });
    }

    private static StoreStatus WithSession(StoreStatus status, ClawContext context, SqliteConnection? sessions)
    {
        SessionIdentity identity = new SessionResolver(context).Resolve(sessions);
        return status with { SessionId = identity.Id, Agent = identity.Agent, SessionSource = identity.Source };
    }

    // From the daily totals, and the end of the index in each scope: the log itself is not looked through.
    private static StoreStatus WithMetrics(SqliteConnection connection, int schema, string? here, StoreStatus status)
    {
        status = status with { SchemaVersion = schema };
        if (schema < Metrics.MetricReader.Schema)
        {
            return status;
        }

        const string runs = "SELECT coalesce(sum(successes + failures + partials + skipped), 0) FROM metric_day";
        return status with
        {
            ProjectMetrics = here is null ? 0 : connection.ReadLong(runs + " WHERE scope_id = (SELECT id FROM scope WHERE project = $project)", ("$project", here)),
            TotalMetrics = connection.ReadLong(runs),
            LastMetricAt = connection.ReadValue("SELECT max((SELECT max(m.at) FROM metric m WHERE m.scope_id = s.id)) FROM scope s") is long last ? StoredEntry.Moment(last) : null,
        };
    }

    public static string ProgramVersion { get; } =
        typeof(StatusReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static long Count(SqliteConnection connection, string project, long now) => connection.ReadLong(
        $"SELECT count(*) FROM entry e WHERE e.scope_id = (SELECT id FROM scope WHERE project = $project) AND {StoredEntry.IsLive}",
        ("$project", project),
        ("$now", now));

    private static long Size(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static bool FolderIsWritable(StoreLocation store)
    {
        string? existing = store.Directory;
        while (existing is not null && !Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing);
        }

        // Asking the system is the only answer that counts everything; the probe is gone before anyone sees it.
        try
        {
            string probe = Path.Combine(existing!, ".clawpowers-" + Path.GetRandomFileName());
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                return true;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
