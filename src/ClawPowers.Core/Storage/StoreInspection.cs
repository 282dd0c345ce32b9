using System.Globalization;
using ClawPowers.Core.Errors;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Storage;

/// <summary>Checks a store from the outside in, and stops where going on makes no sense.</summary>
internal static class StoreInspection
{
    private const long LargeLogBytes = 64L << 20;
    private const long LowDiskBytes = 100L << 20;
    private const string MoveAndRestore = "Move the file and its -wal and -shm to a safe place, then run Restore-ClawStore with your newest backup.";

    public static IEnumerable<StoreCheck> Run(ClawContext context, CancellationToken cancellation)
    {
        StoreLocation store = context.Store;
        bool exists = File.Exists(store.File);
        yield return exists
            ? Good("Exists", store.File)
            : Bad("Exists", $"There is no store at {store.File}.", "Run Initialize-ClawStore (clawpowers init), or just write something.");
        if (!exists)
        {
            yield break;
        }

        (SqliteConnection? connection, StoreCheck opened) = Open(store);
        yield return opened;
        if (connection is null)
        {
            yield break;
        }

        using (connection)
        {
            using CancellationTokenRegistration interrupt = connection.InterruptOn(cancellation);
            long schema = StoreGuard.Call(connection, store, () => connection.ReadLong("PRAGMA user_version"));
            yield return Good("Schema", schema == Migrator.CurrentVersion ? $"Version {schema}." : $"Version {schema}; the next write brings it to {Migrator.CurrentVersion}.");
            yield return Problems("Integrity", Lines(connection, "PRAGMA integrity_check(20)", cancellation, "ok"), "The file is sound.", MoveAndRestore);
            yield return Problems("References", Lines(connection, "PRAGMA foreign_key_check", cancellation), "Every row belongs to an entry and a scope.", MoveAndRestore);
            bool hasRuns = schema >= Metrics.MetricReader.Schema;
            List<string> history = [.. Lines(connection, BrokenHistory, cancellation), .. hasRuns ? Lines(connection, BrokenAmendments, cancellation) : []];
            yield return Problems("History", history, "Versions are in order.", MoveAndRestore);
            yield return Problems("SearchIndex", Lines(connection, MissingFromIndex, cancellation), "Every entry is indexed or waits to be.", "Write the entry again, or remove it; searching indexes it anew.");
            if (hasRuns)
            {
                yield return Problems("Totals", Lines(connection, Metrics.DayTotals.Differences, cancellation), "The daily totals agree with the log of runs.", RebuildTotals);
            }

            yield return Permissions(store);
            yield return Journal(store);
            yield return Disk(store);
        }
    }

    private const string RebuildTotals = "Amend or remove a run of that skill and day, which counts the day anew; or export the store and import it into an empty one.";

    private const string BrokenHistory = """
        SELECT e.key || ': version ' || h.version || ' is not before version ' || e.version
        FROM history h JOIN entry e ON e.id = h.entry_id WHERE h.version >= e.version OR h.updated_at > e.updated_at LIMIT 20
        """;

    private const string BrokenAmendments = """
        SELECT 'run ' || m.id || ': version ' || h.version || ' is not before version ' || m.version
        FROM metric_history h JOIN metric m ON m.id = h.metric_id WHERE h.version >= m.version OR h.written_at > m.written_at LIMIT 20
        """;

    private const string MissingFromIndex = """
        SELECT e.key FROM entry e
        WHERE e.type IS NOT NULL AND e.id NOT IN (SELECT rowid FROM entry_text) AND e.id NOT IN (SELECT entry_id FROM unindexed)
          AND e.id <= (SELECT up_to FROM indexed) LIMIT 20
        """;

    private static (SqliteConnection? Connection, StoreCheck Check) Open(StoreLocation store)
    {
        try
        {
            SqliteConnection? connection = StoreConnections.OpenForReading(store);
            return connection is null
                ? (null, Bad("Opens", "The file is empty.", "The next write makes a store of it. If it was not empty before, run Restore-ClawStore with your newest backup."))
                : (connection, Good("Opens", SqliteFile.IsReadOnly(connection.Handle!) ? "Read-only from here." : "Read and write."));
        }
        catch (ClawException exception)
        {
            return (null, Bad("Opens", exception.ErrorId, exception.Message));
        }
    }

    private static List<string> Lines(SqliteConnection connection, string sql, CancellationToken cancellation, string? good = null)
    {
        cancellation.ThrowIfCancellationRequested();
        List<string> lines = [];
        try
        {
            using SqliteCommand command = connection.Command(sql);
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                string line = Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture) ?? string.Empty;
                if (line != good)
                {
                    lines.Add(line);
                }
            }
        }
        catch (SqliteException exception)
        {
            cancellation.ThrowIfCancellationRequested();
            StoreGuard.LeaveIfDamaged(connection, exception);
            lines.Add(exception.Message);
        }

        return lines;
    }

    private static StoreCheck Permissions(StoreLocation store) => StoreFolder.IsOpenToOthers(store)
        ? Bad("Permissions", "Other users of this machine can read the store.", $"Run: chmod 700 '{store.Directory}'")
        : Good("Permissions", "Only the owner can read the store.");

    private static StoreCheck Journal(StoreLocation store)
    {
        var log = new FileInfo(store.LogFile);
        long size = log.Exists ? log.Length : 0;
        return size > LargeLogBytes
            ? Bad("Journal", $"The write-ahead log has {size >> 20} MiB.", "A process that reads for very long keeps it from being merged. Close long-running sessions; it shrinks by itself.")
            : Good("Journal", $"The write-ahead log has {size >> 10} KiB.");
    }

    private static StoreCheck Disk(StoreLocation store)
    {
        long free;
        try
        {
            free = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(store.Directory)! : store.Directory).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Good("Disk", "How much is free can't be read here.");
        }

        return free < LowDiskBytes
            ? Bad("Disk", $"{free >> 20} MiB are free.", "Free some space: a full disk makes every write fail (and lose nothing).")
            : Good("Disk", $"{free >> 30} GiB are free.");
    }

    private static StoreCheck Problems(string check, List<string> problems, string whenGood, string recommendation) =>
        problems.Count == 0 ? Good(check, whenGood) : Bad(check, string.Join("; ", problems), recommendation);

    private static StoreCheck Good(string check, string detail) => new() { Check = check, Passed = true, Detail = detail };

    private static StoreCheck Bad(string check, string detail, string recommendation) =>
        new() { Check = check, Passed = false, Detail = detail, Recommendation = recommendation };
}
