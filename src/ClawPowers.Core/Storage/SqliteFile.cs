using System.Runtime.InteropServices;
using SQLitePCL;

namespace ClawPowers.Core.Storage;

/// <summary>What SQLite knows about the file behind a connection and Microsoft.Data.Sqlite does not tell.</summary>
internal static partial class SqliteFile
{
    private const int HasMovedOperation = 20; // SQLITE_FCNTL_HAS_MOVED
    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE

    /// <summary>
    /// Whether the file was deleted, renamed or replaced since the connection opened it. Always false on Windows,
    /// where an open file can't be.
    /// </summary>
    public static bool HasMoved(sqlite3 handle)
    {
        int moved = 0;
        bool held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            return FileControl(handle.DangerousGetHandle(), "main", HasMovedOperation, ref moved) == raw.SQLITE_OK && moved != 0;
        }
        finally
        {
            if (held)
            {
                handle.DangerousRelease();
            }
        }
    }

    /// <summary>A number that is another one as soon as somebody else has committed; null if that can't be told now.</summary>
    public static long? DataVersion(sqlite3 handle)
    {
        int result = raw.sqlite3_prepare_v2(handle, "PRAGMA data_version", out sqlite3_stmt statement);
        using (statement)
        {
            return result == raw.SQLITE_OK && raw.sqlite3_step(statement) == raw.SQLITE_ROW ? raw.sqlite3_column_int64(statement, 0) : null;
        }
    }

    /// <summary>Whether SQLite could open the file for reading only.</summary>
    public static bool IsReadOnly(sqlite3 handle) => raw.sqlite3_db_readonly(handle, "main") == 1;

    /// <summary>Keeps the connection from merging the log into the file when it closes: the file may be damaged, or there may be no time.</summary>
    public static void LeaveUntouchedOnClose(sqlite3 handle) =>
        _ = raw.sqlite3_db_config(handle, NoCheckpointOnClose, 1, out _);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(nint database, string name, int operation, ref int result);
}
