using System.Text.Json;
using ClawPowers.Core.Errors;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClawPowers.Core.Storage;

/// <summary>Around every look into the file: what goes wrong in there is said in our words, and a damaged file is not written to any more.</summary>
internal static class StoreGuard
{
    /// <summary>Makes a call that looks into the file.</summary>
    /// <exception cref="ClawException">SQLite failed, or a row holds what no command ever wrote.</exception>
    /// <exception cref="OperationCanceledException">The statement was interrupted.</exception>
    public static T Call<T>(SqliteConnection connection, StoreLocation store, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (SqliteException exception)
        {
            LeaveIfDamaged(connection, exception);
            throw exception.ToStoreError(store);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentOutOfRangeException or InvalidCastException or JsonException)
        {
            throw StoreErrors.Damaged(store, "a row holds what was never written there: " + exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    /// <summary>Keeps a connection to a damaged file from merging the log into it, now and when the pool closes it.</summary>
    public static void LeaveIfDamaged(SqliteConnection connection, SqliteException exception)
    {
        if (exception.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB && connection.Handle is { } handle)
        {
            SqliteFile.LeaveUntouchedOnClose(handle);
            SqliteConnection.ClearPool(connection);
        }
    }
}
