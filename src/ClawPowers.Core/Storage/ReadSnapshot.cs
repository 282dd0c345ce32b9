using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Storage;

/// <summary>One view of the store for several queries: what others write meanwhile is not seen. Takes no lock that anyone waits for.</summary>
internal sealed class ReadSnapshot : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly StoreLocation _store;
    private readonly CancellationTokenRegistration _interrupt;

    private ReadSnapshot(SqliteConnection connection, StoreLocation store, CancellationToken cancellation)
    {
        _connection = connection;
        _store = store;
        _interrupt = connection.InterruptOn(cancellation);
    }

    public static ReadSnapshot Begin(SqliteConnection connection, StoreLocation store, CancellationToken cancellation) => StoreGuard.Call(
        connection,
        store,
        () =>
        {
            connection.Execute("BEGIN");
            return new ReadSnapshot(connection, store, cancellation);
        });

    /// <summary>Looks something up in the snapshot; what fails in there becomes the store's error.</summary>
    public T Look<T>(Func<SqliteConnection, T> look) => StoreGuard.Call(_connection, _store, () => look(_connection));

    /// <summary>The rows of the scopes that are wanted and exist, in the order wanted; all of them, global first, for null.</summary>
    public IReadOnlyList<(long Id, string Project)> Scopes(IReadOnlyList<string>? projects) =>
        Look(connection => Scopes(connection, projects));

    public void Dispose()
    {
        _interrupt.Dispose();
        WriteLock.RollBack(_connection);
    }

    private static List<(long Id, string Project)> Scopes(SqliteConnection connection, IReadOnlyList<string>? projects)
    {
        List<(long Id, string Project)> all = [];
        using SqliteCommand command = connection.CreateCommand();
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
}
