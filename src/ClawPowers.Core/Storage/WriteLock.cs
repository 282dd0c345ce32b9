using ClawPowers.Core.Errors;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClawPowers.Core.Storage;

/// <summary>Takes the store's one write lock, waits for it for a limited time, and can be called off meanwhile.</summary>
internal static class WriteLock
{
    /// <summary>Begins a transaction that may write, before it reads anything.</summary>
    /// <param name="connection">The connection that will write.</param>
    /// <param name="store">The store.</param>
    /// <param name="cancellation">Calls the wait off.</param>
    /// <param name="longestSeconds">How long to wait while others write one after the other.</param>
    /// <exception cref="OperationCanceledException">The wait was called off.</exception>
    public static void Begin(SqliteConnection connection, StoreLocation store, CancellationToken cancellation, int longestSeconds = StoreConnections.LongestBusySeconds)
    {
        sqlite3 handle = connection.Handle!;
        var patience = new LockPatience(Environment.TickCount64, longestSeconds);

        // SQLite's own wait can't be called off, so it is not used here.
        raw.sqlite3_busy_timeout(handle, 0);
        try
        {
            for (int tries = 0; ; tries++)
            {
                cancellation.ThrowIfCancellationRequested();
                int result = raw.sqlite3_exec(handle, "BEGIN IMMEDIATE");
                switch (result & 0xFF)
                {
                    case raw.SQLITE_OK:
                        return;
                    case raw.SQLITE_BUSY or raw.SQLITE_LOCKED:
                        long now = Environment.TickCount64;
                        if (!patience.Lasts(now, SqliteFile.DataVersion(handle)))
                        {
                            throw StoreErrors.LockedTooLong(store, patience);
                        }

                        cancellation.WaitHandle.WaitOne(patience.Pause(tries, now));
                        continue;
                    case raw.SQLITE_CANTOPEN:
                        throw StoreErrors.NotWritable(store);
                    default:
                        throw new SqliteException(raw.sqlite3_errmsg(handle).utf8_to_string(), result & 0xFF, raw.sqlite3_extended_errcode(handle)).ToStoreError(store);
                }
            }
        }
        finally
        {
            LockWait.Install(handle);
        }
    }

    /// <summary>Undoes what the transaction did, if SQLite has not already.</summary>
    public static void RollBack(SqliteConnection connection)
    {
        if (connection.Handle is { } handle && raw.sqlite3_get_autocommit(handle) == 0)
        {
            _ = raw.sqlite3_exec(handle, "ROLLBACK");
        }
    }
}
