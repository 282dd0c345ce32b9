using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Storage;

/// <summary>One view of the store for several queries: what others write meanwhile is not seen. Takes no lock that anyone waits for.</summary>
internal sealed class ReadSnapshot : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly CancellationTokenRegistration _interrupt;

    private ReadSnapshot(SqliteConnection connection, CancellationToken cancellation)
    {
        _connection = connection;
        _interrupt = connection.InterruptOn(cancellation);
    }

    public static ReadSnapshot Begin(SqliteConnection connection, StoreLocation store, CancellationToken cancellation)
    {
        try
        {
            connection.Execute("BEGIN");
            return new ReadSnapshot(connection, cancellation);
        }
        catch (SqliteException exception)
        {
            throw Errors.StoreErrors.ToStoreError(exception, store);
        }
    }

    /// <summary>The rows of the scopes that are wanted and exist, in the order wanted; all of them, global first, for null.</summary>
    public IReadOnlyList<(long Id, string Project)> Scopes(IReadOnlyList<string>? projects)
    {
        List<(long Id, string Project)> all = [];
        using SqliteCommand command = _connection.CreateCommand();
        if (projects is null)
        {
            command.CommandText = "SELECT id, project FROM scope ORDER BY project";
        }
        else
        {
            command.CommandText = "SELECT id, project FROM scope WHERE project IN ($first, $second)";
            command.Parameters.AddWithValue("$first", projects[0]);
            command.Parameters.AddWithValue("$second", projects[^1]);
        }

        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            all.Add((reader.GetInt64(0), reader.GetString(1)));
        }

        // At most two are named, the project before the global scope, whose name is empty.
        return projects is null ? all : [.. all.OrderByDescending(static scope => scope.Project.Length)];
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        WriteLock.RollBack(_connection);
    }
}
