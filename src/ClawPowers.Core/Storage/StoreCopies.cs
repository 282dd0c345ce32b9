using System.Globalization;
using ClawPowers.Core.Errors;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClawPowers.Core.Storage;

/// <summary>Copies of a store: made by VACUUM INTO, so that the log is in them, and brought back through SQLite's backup API.</summary>
internal static class StoreCopies
{
    /// <summary>How the name of a copy ends until it is whole.</summary>
    public const string Unfinished = ".partial";

    public static string DefaultPath(ClawContext context, string prefix) => Path.Combine(
        context.Store.BackupDirectory,
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{context.Time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}.db"));

    public static StoreBackup Backup(ClawContext context, string path, bool overwrite, CancellationToken cancellation)
    {
        using SqliteConnection connection = StoreConnections.OpenForReading(context.Store) ?? throw StoreErrors.NotFound(context.Store);
        StoreBackup backup = Copy(context, connection, path, overwrite, cancellation);
        if (!SqliteFile.IsReadOnly(connection.Handle!))
        {
            BackupRegister.TryAdd(connection, (path, backup.CreatedAt));
        }

        return backup;
    }

    private static StoreBackup Copy(ClawContext context, SqliteConnection connection, string path, bool overwrite, CancellationToken cancellation)
    {
        if (Directory.Exists(path) || (File.Exists(path) && (!overwrite || IsStoreItself(context.Store, path))))
        {
            throw StoreErrors.BackupExists(path);
        }

        if (LogBeside(path) is { } log)
        {
            throw StoreErrors.BackupExists(log);
        }

        // Written beside and renamed, so that a backup is whole or not there.
        string partial = path + "." + Path.GetRandomFileName() + Unfinished;
        try
        {
            PrepareFolder(context.Store, path);
            cancellation.ThrowIfCancellationRequested();
            StoreFolder.CreateFile(partial);
            using (connection.InterruptOn(cancellation))
            {
                connection.Execute("VACUUM INTO $path", ("$path", partial));
            }

            File.Move(partial, path, overwrite);
        }
        catch (Exception exception)
        {
            TryDelete(partial);
            cancellation.ThrowIfCancellationRequested();
            if (exception is IOException or UnauthorizedAccessException or SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY })
            {
                throw StoreErrors.BackupFailed(path, exception);
            }

            if (exception is SqliteException error)
            {
                StoreGuard.LeaveIfDamaged(connection, error);
                throw error.ToStoreError(context.Store);
            }

            throw;
        }

        return Examine(path);
    }

    public static StoreBackup Examine(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw StoreErrors.BackupUnusable(path, "there is no such file");
        }

        if (LogBeside(path) is { } log)
        {
            throw StoreErrors.BackupUnusable(path, $"'{log}' lies beside it, which SQLite would take for changes to it");
        }

        try
        {
            using SqliteConnection copy = StoreConnections.OpenCopy(path);
            long version = StoreConnections.ReadIdentity(copy);
            if (version is < 1 or > Migrator.CurrentVersion)
            {
                throw StoreErrors.BackupUnusable(path, version < 1 ? "it is not a copy of a ClawPowers store" : $"a later version of ClawPowers made it (schema {version}; this one knows up to {Migrator.CurrentVersion})");
            }

            if (copy.ReadValue("PRAGMA quick_check(1)") is not "ok")
            {
                throw StoreErrors.BackupUnusable(path, "it is damaged");
            }

            return new StoreBackup
            {
                Path = file.FullName,
                StoreId = (string)copy.ReadValue("SELECT id FROM store")!,
                SchemaVersion = (int)version,
                Entries = copy.ReadLong("SELECT count(*) FROM entry e WHERE " + State.StoredEntry.IsLive, ("$now", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds())),
                SizeBytes = file.Length,
                CreatedAt = new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero),
            };
        }
        catch (SqliteException exception)
        {
            throw StoreErrors.BackupUnusable(path, exception.Message, exception);
        }
    }

    public static StoreBackup? Restore(ClawContext context, string path, CancellationToken cancellation)
    {
        if (IsStoreItself(context.Store, path))
        {
            throw StoreErrors.BackupUnusable(path, "it is the store itself");
        }

        StoreBackup copy = Examine(path);
        bool existed = HasSoundStore(context.Store);
        using SqliteConnection live = StoreConnections.OpenForWriting(context.Store);
        return StoreGuard.Call(live, context.Store, () =>
        {
            StoreBackup? before = null;
            List<(string Path, DateTimeOffset CreatedAt)> known = [];
            using (SqliteConnection source = StoreConnections.OpenCopy(path))
            using (var transfer = new StoreTransfer(source, live))
            {
                // What others write is either in the copy of what was, or waits and goes on after what comes back.
                transfer.TakeLock(context.Store, cancellation);
                using (SqliteConnection seen = StoreConnections.OpenForReading(context.Store) ?? throw StoreErrors.NotFound(context.Store))
                {
                    known.AddRange(BackupRegister.Read(seen));
                    if (existed || seen.ReadLong("SELECT EXISTS (SELECT 1 FROM entry) OR EXISTS (SELECT 1 FROM metric)") == 1)
                    {
                        before = Copy(context, seen, DefaultPath(context, "before-restore"), overwrite: false, cancellation);
                    }
                }

                cancellation.ThrowIfCancellationRequested();
                transfer.Complete();
            }

            if (StoreConnections.ReadIdentity(live) < Migrator.CurrentVersion)
            {
                Migrator.Migrate(live, context.Store);
            }

            // The copy does not know of itself, nor of those that were made after it.
            known.Add((copy.Path, copy.CreatedAt));
            if (before is not null)
            {
                known.Add((before.Path, before.CreatedAt));
            }

            BackupRegister.TryAdd(live, [.. known]);
            return before;
        });
    }

    private static bool HasSoundStore(StoreLocation store)
    {
        using SqliteConnection? existing = StoreConnections.OpenForReading(store);
        return existing is not null;
    }

    // Left behind by another program that had an earlier file of that name open. SQLite would merge it into this one.
    private static string? LogBeside(string path) =>
        Array.Find([path + "-wal", path + "-journal"], static log => new FileInfo(log) is { Exists: true, Length: > 0 });

    // The store's log and its index are as much the store as its file, by whatever path one comes to them.
    internal static bool IsStoreItself(StoreLocation store, string path)
    {
        StringComparison comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        string real = RealPath.Of(Path.GetFullPath(path));
        string file = RealPath.Of(store.File);
        return Array.Exists(["", "-wal", "-shm"], suffix => string.Equals(real, file + suffix, comparison));
    }

    private static void PrepareFolder(StoreLocation store, string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        if (string.Equals(folder, store.BackupDirectory, StringComparison.Ordinal))
        {
            StoreFolder.CreateFolder(folder);
        }
        else if (!Directory.Exists(folder))
        {
            throw StoreErrors.BackupFolderMissing(path);
        }
    }

    internal static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The failure that brought us here is the one to report.
        }
    }
}
