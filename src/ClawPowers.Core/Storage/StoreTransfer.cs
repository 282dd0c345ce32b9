using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClawPowers.Core.Storage;

/// <summary>
/// Copies one file over the content of another in two steps: first it takes the lock, then it copies. Disposed of
/// before it is complete, it changes nothing.
/// </summary>
internal sealed class StoreTransfer : IDisposable
{
    private readonly SqliteConnection _target;
    private readonly sqlite3_backup _backup;

    public StoreTransfer(SqliteConnection source, SqliteConnection target)
    {
        _target = target;
        _backup = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (_backup.IsInvalid)
        {
            throw Failure(raw.sqlite3_errcode(target.Handle));
        }
    }

    /// <summary>Keeps everybody else from writing to the target. They can read.</summary>
    /// <exception cref="OperationCanceledException">The wait was called off.</exception>
    public void TakeLock(StoreLocation store, CancellationToken cancellation)
    {
        var patience = new LockPatience(Environment.TickCount64);
        _ = raw.sqlite3_busy_timeout(_target.Handle, 0);
        try
        {
            for (int tries = 0; ; tries++)
            {
                cancellation.ThrowIfCancellationRequested();

                // No page is copied yet.
                int result = raw.sqlite3_backup_step(_backup, 0);
                if (result == raw.SQLITE_OK)
                {
                    return;
                }

                if ((result & 0xFF) is not (raw.SQLITE_BUSY or raw.SQLITE_LOCKED))
                {
                    throw Failure(result);
                }

                long now = Environment.TickCount64;
                if (!patience.Lasts(now, LockWait.Trace(store.File)))
                {
                    throw Errors.StoreErrors.LockedTooLong(store, patience);
                }

                cancellation.WaitHandle.WaitOne(patience.Pause(tries, now));
            }
        }
        finally
        {
            LockWait.Install(_target.Handle!);
        }
    }

    /// <summary>Copies everything and commits.</summary>
    public void Complete()
    {
        int result = raw.sqlite3_backup_step(_backup, -1);
        if (result != raw.SQLITE_DONE)
        {
            throw Failure(result);
        }
    }

    public void Dispose() => _ = raw.sqlite3_backup_finish(_backup);

    private static SqliteException Failure(int result) =>
        new(raw.sqlite3_errstr(result).utf8_to_string(), result & 0xFF, result);
}
