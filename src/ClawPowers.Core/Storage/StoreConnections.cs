using System.Runtime.CompilerServices;
using ClawPowers.Core.Errors;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClawPowers.Core.Storage;

/// <summary>
/// Opens connections: each command rents its own from the pool of its file and gives it back. Nothing but the pool
/// outlives a command, and a pooled connection to a file that was moved or replaced is never used again.
/// </summary>
public static class StoreConnections
{
    /// <summary>How long a command waits for a lock that somebody keeps, in seconds.</summary>
    public const int BusySeconds = 10;

    /// <summary>How long a command waits for its turn while others write one after the other, in seconds.</summary>
    public const int LongestBusySeconds = 60;

    private const int PageBytes = 4096;

    /// <summary>Marks a SQLite file as ours: "CLAW" in ASCII.</summary>
    internal const int ApplicationId = 0x434C4157;

    // Physical connections whose settings were made. They outlive the SqliteConnection objects that rent them.
    private static readonly ConditionalWeakTable<sqlite3, object> Prepared = [];

    // Those that were seen to use the write-ahead log.
    private static readonly ConditionalWeakTable<sqlite3, object> Logging = [];

    static StoreConnections() => Batteries_V2.Init();

    /// <summary>Closes the connections that nobody uses, so that a store's file can be moved or deleted.</summary>
    public static void ReleaseIdle() => SqliteConnection.ClearAllPools();

    /// <summary>Closes the connections to one store that nobody uses.</summary>
    internal static void ReleaseIdle(StoreLocation store)
    {
        using var connection = new SqliteConnection(PooledConnection(store));
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Opens a store for reading, as it is: an older one is not migrated.</summary>
    /// <param name="store">The store.</param>
    /// <param name="schema">The schema in which what is to be read came into being. An older store has none of it.</param>
    /// <returns>A connection to dispose of, or null if there is no store or it is older than that schema.</returns>
    internal static SqliteConnection? OpenForReading(StoreLocation store, int schema = 1)
    {
        if (!HasContent(store))
        {
            return null;
        }

        SqliteConnection connection = OpenReadable(store);
        return ChecksOut(connection, store, schema) ? connection : null;
    }

    /// <summary>Opens a store for writing; makes it if there is none.</summary>
    /// <param name="store">The store.</param>
    /// <param name="rehearsal">Whether nothing will be kept. An older store is left as it is then.</param>
    /// <returns>A connection to dispose of.</returns>
    internal static SqliteConnection OpenForWriting(StoreLocation store, bool rehearsal = false)
    {
        StoreFolder.RefuseNetwork(store);
        if (!HasContent(store))
        {
            StoreFolder.Create(store);
        }

        SqliteConnection connection = Rent(store);
        try
        {
            Prepare(connection);
            if (SqliteFile.IsReadOnly(connection.Handle!))
            {
                throw StoreErrors.NotWritable(store);
            }

            long version = CheckIdentity(connection, store);
            if (rehearsal)
            {
                return connection;
            }

            if (version < Migrator.CurrentVersion)
            {
                Migrator.Migrate(connection, store);
            }

            EnsureLog(connection, store, isNeeded: true);
            return connection;
        }
        catch (SqliteException exception)
        {
            throw CloseUntouched(connection, exception, store) is ClawException { ErrorId: "StoreUnreadable" }
                ? StoreErrors.NotWritable(store, exception)
                : exception.ToStoreError(store);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file that is not the store itself, such as a backup, without the pool and without writing to it.</summary>
    internal static SqliteConnection OpenCopy(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            Prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens an empty store in memory, to find out there what a command would do.</summary>
    internal static SqliteConnection OpenScratch(StoreLocation store)
    {
        var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        try
        {
            connection.Open();
            Prepare(connection);
            Migrator.MigrateScratch(connection, store);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The version of the schema in a file, or -1 if the file is of another program, or 0 if it is still empty.</summary>
    internal static long ReadIdentity(SqliteConnection connection)
    {
        long version = connection.ReadLong("PRAGMA user_version");
        if (version == 0)
        {
            if (connection.ReadLong("SELECT count(*) FROM sqlite_master") == 0)
            {
                return 0;
            }

            // Another process may have made the store between the two looks; version and tables come in one commit.
            version = connection.ReadLong("PRAGMA user_version");
        }

        return version == 0 ? -1 : connection.ReadLong("PRAGMA application_id") == ApplicationId ? version : -1;
    }

    /// <summary>Whether there is a store to open.</summary>
    /// <exception cref="ClawException">There is only its log.</exception>
    internal static bool HasContent(StoreLocation store)
    {
        // SQLite takes a file of one byte for an empty one.
        var file = new FileInfo(store.File);
        if (file.Exists && file.Length > 1)
        {
            return true;
        }

        // SQLite would throw the log away with an empty file beside it. What is in it may be all that is left.
        var log = new FileInfo(store.LogFile);
        return file.Exists && log.Exists && log.Length > 0
            ? throw StoreErrors.Damaged(store, "the file is empty, but its write-ahead log is not")
            : false;
    }

    private static SqliteConnection OpenReadable(StoreLocation store)
    {
        SqliteConnection connection = Rent(store);
        try
        {
            Prepare(connection);
            _ = connection.ReadLong("PRAGMA user_version");
            return connection;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY || IsDiskFull(exception, store))
        {
            // The log's index can't be made in a folder that can't be written or on a full disk. Without a log it is not needed.
            connection.Dispose();
            return OpenUnchanging(store, exception);
        }
        catch (SqliteException exception)
        {
            throw CloseUntouched(connection, exception, store);
        }
    }

    private static bool IsDiskFull(SqliteException exception, StoreLocation store) =>
        exception.ToStoreError(store) is ClawException { ErrorId: "StoreFull" };

    private static SqliteConnection OpenUnchanging(StoreLocation store, SqliteException reason)
    {
        var log = new FileInfo(store.LogFile);
        if (log.Exists && log.Length > 0)
        {
            throw IsDiskFull(reason, store) ? StoreErrors.DiskFull(store, reason) : StoreErrors.UnmergedLog(store, reason);
        }

        // Not pooled: the promise that the file does not change is made for one command only.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = UriOf(store.File) + "?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            Prepare(connection);
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw exception.ToStoreError(store);
        }
    }

    /// <summary>A path as SQLite reads it back from a URI: whatever could mean something there is escaped, a percent sign too.</summary>
    internal static string UriOf(string path)
    {
        string[] names = path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        string escaped = string.Join('/', names.Select(static name => Path.IsPathRooted(name + Path.DirectorySeparatorChar) ? name : Uri.EscapeDataString(name)));
        return (escaped.StartsWith('/') ? "file://" : "file:///") + escaped;
    }

    /// <summary>Whether the file is a store and not older than a schema. Closes the connection if not.</summary>
    private static bool ChecksOut(SqliteConnection connection, StoreLocation store, int schema)
    {
        try
        {
            // An empty file is at 0.
            if (CheckIdentity(connection, store) < schema)
            {
                connection.Dispose();
                return false;
            }

            if (!SqliteFile.IsReadOnly(connection.Handle!))
            {
                EnsureLog(connection, store, isNeeded: false);
            }

            return true;
        }
        catch (SqliteException exception)
        {
            throw CloseUntouched(connection, exception, store);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // A copy that was put in the store's place has no log, and readers and writers would wait for each other.
    private static void EnsureLog(SqliteConnection connection, StoreLocation store, bool isNeeded)
    {
        sqlite3 handle = connection.Handle!;
        if (Logging.TryGetValue(handle, out _))
        {
            return;
        }

        if (connection.ReadValue("PRAGMA journal_mode") is not "wal")
        {
            try
            {
                Migrator.UseWriteAheadLog(connection, store, waits: isNeeded);
            }
            catch (Exception exception) when (!isNeeded && exception is ClawException or SqliteException { SqliteErrorCode: not (raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB) })
            {
                return; // Reading works without, and a later command tries again.
            }
        }

        Logging.TryAdd(handle, handle);
    }

    private static long CheckIdentity(SqliteConnection connection, StoreLocation store) =>
        ReadIdentity(connection) switch
        {
            -1 => throw StoreErrors.NotRecognized(store),
            long version when version > Migrator.CurrentVersion => throw StoreErrors.TooNew(store, version, Migrator.CurrentVersion),
            long version when version > 0 && IsCut(connection, store) => throw StoreErrors.Damaged(store, "its last page is cut off"),
            long version => version,
        };

    // SQLite counts pages and does not miss the end of the last one. While there is a log, the file may be on its way.
    private static bool IsCut(SqliteConnection connection, StoreLocation store) =>
        new FileInfo(store.File) is { Exists: true } file
        && file.Length % PageBytes != 0
        && file.Length % connection.ReadLong("PRAGMA page_size") != 0
        && new FileInfo(store.LogFile) is not { Exists: true, Length: > 0 };

    private static string PooledConnection(StoreLocation store) => new SqliteConnectionStringBuilder
    {
        DataSource = store.File,
        Mode = SqliteOpenMode.ReadWrite,
        DefaultTimeout = BusySeconds,
    }.ToString();

    private static SqliteConnection Rent(StoreLocation store)
    {
        string connectionString = PooledConnection(store);
        SqliteConnection connection = Unopened(connectionString);
        try
        {
            connection.Open();
            if (SqliteFile.HasMoved(connection.Handle!))
            {
                if (File.Exists(store.LogFile))
                {
                    EmptyOrphanedLog(connection, store);
                }

                SqliteConnection.ClearPool(connection);
                connection.Dispose();
                connection = Unopened(connectionString);
                connection.Open();
            }

            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw exception.ToStoreError(store);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // The library tries a locked store again and again by itself, for whole seconds. A negative number keeps it from that.
    private static SqliteConnection Unopened(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.DefaultTimeout = LockHaste.IsOn ? -1 : connection.DefaultTimeout;
        return connection;
    }

    // The log still lies beside the file that took the store's place, and SQLite would take it for that file's own.
    private static void EmptyOrphanedLog(SqliteConnection connection, StoreLocation store)
    {
        using SqliteCommand checkpoint = connection.Command("PRAGMA wal_checkpoint(TRUNCATE)");
        using SqliteDataReader reader = checkpoint.ExecuteReader();
        if (reader.Read() && reader.GetInt64(0) != 0)
        {
            throw StoreErrors.LockedTooLong(store);
        }
    }

    // Looks into the file, so it belongs where the caller handles what that may bring.
    private static void Prepare(SqliteConnection connection)
    {
        sqlite3 handle = connection.Handle!;
        if (Prepared.TryGetValue(handle, out _))
        {
            return;
        }

        LockWait.Install(handle);
        connection.Execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32000");
        Prepared.TryAdd(handle, handle);
    }

    private static Exception CloseUntouched(SqliteConnection connection, SqliteException exception, StoreLocation store)
    {
        StoreGuard.LeaveIfDamaged(connection, exception);
        connection.Dispose();
        return exception.ToStoreError(store);
    }
}
