using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClawPowers.Core.Storage;

/// <summary>Knows where copies of the store were put.</summary>
internal static class BackupRegister
{
    /// <summary>Notes a copy.</summary>
    public static int Add(SqliteConnection connection, string path, DateTimeOffset createdAt) => connection.Execute(
        "INSERT INTO backup (path, created_at) VALUES ($path, $at) ON CONFLICT (path) DO UPDATE SET created_at = excluded.created_at",
        ("$path", path),
        ("$at", createdAt.ToUnixTimeMilliseconds()));

    /// <summary>Notes copies if that is possible now. They are there in any case, and in the folder for backups they are found without.</summary>
    public static void TryAdd(SqliteConnection connection, params ReadOnlySpan<(string Path, DateTimeOffset CreatedAt)> copies)
    {
        try
        {
            foreach ((string path, DateTimeOffset createdAt) in copies)
            {
                Add(connection, path, createdAt);
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is not (raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB))
        {
            // Busy, full or read-only.
        }
    }

    /// <summary>The copies that were noted, whether they are still there or not.</summary>
    public static IReadOnlyList<(string Path, DateTimeOffset CreatedAt)> Read(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Command("SELECT path, created_at FROM backup");
        using SqliteDataReader reader = command.ExecuteReader();
        List<(string Path, DateTimeOffset CreatedAt)> copies = [];
        while (reader.Read())
        {
            copies.Add((reader.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1))));
        }

        return copies;
    }

    /// <summary>The copies that still hold an entry or a version of one of the keys. A copy that can't be read counts as one.</summary>
    /// <param name="store">The store whose copies are meant: those noted in it and those in its folder for backups.</param>
    /// <param name="keys">Projects (empty for global) and keys.</param>
    public static IReadOnlyList<string> Holding(StoreLocation store, IEnumerable<(string Project, string Key)> keys)
    {
        (string Project, string Key)[] wanted = [.. keys];
        return [.. Known(store).Where(path => Holds(path, wanted))];
    }

    private static SortedSet<string> Known(StoreLocation store)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        if (Directory.Exists(store.BackupDirectory))
        {
            paths.UnionWith(Directory.EnumerateFiles(store.BackupDirectory, "*.db"));
            paths.UnionWith(Directory.EnumerateFiles(store.BackupDirectory, "*" + StoreCopies.Unfinished));
        }

        using SqliteConnection? connection = StoreConnections.OpenForReading(store);
        if (connection is not null)
        {
            foreach ((string path, _) in StoreGuard.Call(connection, store, () => Read(connection)))
            {
                if (File.Exists(path))
                {
                    paths.Add(path);
                }

                if (Path.GetDirectoryName(path) is { } folder && Directory.Exists(folder))
                {
                    paths.UnionWith(Directory.EnumerateFiles(folder, Path.GetFileName(path) + "*" + StoreCopies.Unfinished));
                }
            }
        }

        return paths;
    }

    private static bool Holds(string path, (string Project, string Key)[] keys)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0 })
        {
            return false;
        }

        try
        {
            using SqliteConnection copy = StoreConnections.OpenCopy(path);
            return Array.Exists(keys, wanted => copy.ReadLong(
                "SELECT EXISTS (SELECT 1 FROM entry e JOIN scope s ON s.id = e.scope_id WHERE s.project = $project AND e.key = $key)",
                ("$project", wanted.Project),
                ("$key", wanted.Key)) == 1);
        }
        catch (SqliteException)
        {
            return true;
        }
    }
}
