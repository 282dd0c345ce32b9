using System.Globalization;
using ClawPowers.Core.Errors;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClawPowers.Core.Storage;

/// <summary>Brings a store's schema up to date: each version one embedded SQL file, run once, in one transaction.</summary>
internal static class Migrator
{
    /// <summary>The newest schema that this program knows.</summary>
    public const int CurrentVersion = 4;

    /// <summary>Runs what is missing. Safe when several processes try at once.</summary>
    public static void Migrate(SqliteConnection connection, StoreLocation store)
    {
        UseWriteAheadLog(connection, store, waits: true);
        RunScripts(connection, store, CurrentVersion, ReadScript);
    }

    /// <summary>Makes a store in memory, to find out there what a command would do.</summary>
    public static void MigrateScratch(SqliteConnection connection, StoreLocation store) =>
        RunScripts(connection, store, CurrentVersion, ReadScript);

    /// <summary>Runs what is missing inside a transaction that will be rolled back, so that what is tried in there finds today's tables.</summary>
    public static void Rehearse(SqliteConnection connection) => RunMissing(connection, CurrentVersion, ReadScript);

    /// <summary>Runs what is missing up to a version, from given scripts.</summary>
    internal static void RunScripts(SqliteConnection connection, StoreLocation store, int target, Func<int, string> script)
    {
        WriteLock.Begin(connection, store, CancellationToken.None);
        try
        {
            RunMissing(connection, target, script);
            connection.Execute("COMMIT");
        }
        catch
        {
            WriteLock.RollBack(connection);
            throw;
        }
    }

    private static void RunMissing(SqliteConnection connection, int target, Func<int, string> script)
    {
        long version = StoreConnections.ReadIdentity(connection);
        if (version == 0)
        {
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {StoreConnections.ApplicationId}"));
        }

        for (int next = (int)version + 1; next <= target; next++)
        {
            connection.Execute(script(next));
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {next}"));
        }

        if (version == 0)
        {
            connection.Execute(
                "INSERT INTO store (id, created_at) VALUES ($id, $now)",
                ("$id", Guid.NewGuid().ToString("N")),
                ("$now", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        }
    }

    /// <summary>The embedded script of a version.</summary>
    internal static string ReadScript(int version)
    {
        using Stream stream = typeof(Migrator).Assembly.GetManifestResourceStream(string.Create(CultureInfo.InvariantCulture, $"{version:0000}.sql"))!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Gives the store its write-ahead log, which a copy of it does not bring along.</summary>
    public static void UseWriteAheadLog(SqliteConnection connection, StoreLocation store, bool waits)
    {
        // Switching needs the file for itself and does not wait for it by SQLite's own timer.
        var patience = new LockPatience(Environment.TickCount64);
        while (true)
        {
            try
            {
                if (connection.ReadValue("PRAGMA journal_mode = WAL") is "wal")
                {
                    return;
                }
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
            {
                // Another process is doing the same.
            }

            if (!waits || !patience.Lasts(Environment.TickCount64, LockWait.Trace(store.File)))
            {
                throw StoreErrors.LockedTooLong(store);
            }

            Thread.Sleep(20);
        }
    }
}
