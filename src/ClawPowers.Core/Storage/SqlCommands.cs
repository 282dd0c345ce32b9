using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Storage;

/// <summary>The few shapes of SQL call that the stores need.</summary>
internal static class SqlCommands
{
    /// <summary>A command with its parameters, each a name and a value; null becomes SQL's NULL.</summary>
    public static SqliteCommand Command(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = connection.Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public static object? ReadValue(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = connection.Command(sql, parameters);
        object? value = command.ExecuteScalar();
        return value is DBNull ? null : value;
    }

    public static long ReadLong(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Convert.ToInt64(connection.ReadValue(sql, parameters) ?? 0L, CultureInfo.InvariantCulture);

    public static string? TextOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static long? LongOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt64(column);

    /// <summary>Runs a query and gives its rows as they come; what fails in there becomes the store's error.</summary>
    public static IEnumerable<T> Rows<T>(this SqliteCommand command, StoreLocation store, Func<SqliteDataReader, T> read, CancellationToken cancellation)
    {
        using SqliteDataReader reader = StoreGuard.Call(command.Connection!, store, command.ExecuteReader);
        while (StoreGuard.Call(command.Connection!, store, reader.Read))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return StoreGuard.Call(command.Connection!, store, () => read(reader));
        }
    }
}
