using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Benchmarks;

/// <summary>
/// The same rows through Microsoft.Data.Sqlite with nothing around them: one table with an entry's columns, one prepared
/// statement, one transaction. No history, no search, no checks.
/// </summary>
internal sealed class BareStore : IDisposable
{
    private readonly SqliteConnection _connection;

    public BareStore(string path)
    {
        _connection = new SqliteConnection("Data Source=" + path);
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = NORMAL");
        Execute("""
            CREATE TABLE IF NOT EXISTS entry (
                id INTEGER PRIMARY KEY, scope_id INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, change INTEGER NOT NULL,
                created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, expires_at INTEGER, session TEXT, agent TEXT, type INTEGER, value,
                UNIQUE (scope_id, key))
            """);
    }

    /// <summary>Upserts the entries in one transaction; gives milliseconds.</summary>
    public double Write(IReadOnlyList<(string Key, string Value)> entries)
    {
        long started = Stopwatch.GetTimestamp();
        Execute("BEGIN IMMEDIATE");
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = """
            INSERT INTO entry (scope_id, key, version, change, created_at, updated_at, expires_at, session, agent, type, value)
            VALUES (0, $key, 1, 0, $now, $now, NULL, NULL, NULL, 0, $value)
            ON CONFLICT (scope_id, key) DO UPDATE SET version = version + 1, updated_at = excluded.updated_at, value = excluded.value
            """;
        SqliteParameter key = command.Parameters.Add("$key", SqliteType.Text);
        SqliteParameter now = command.Parameters.Add("$now", SqliteType.Integer);
        SqliteParameter value = command.Parameters.Add("$value", SqliteType.Text);
        now.Value = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        foreach ((string itsKey, string itsValue) in entries)
        {
            key.Value = itsKey;
            value.Value = itsValue;
            command.ExecuteNonQuery();
        }

        Execute("COMMIT");
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Reads every column of every entry under a prefix, in order of key; gives milliseconds.</summary>
    public double Read(string first, string end, int expected)
    {
        long started = Stopwatch.GetTimestamp();
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = """
            SELECT key, version, created_at, updated_at, expires_at, session, agent, type, value
            FROM entry WHERE scope_id = 0 AND key >= $first AND key < $end ORDER BY key
            """;
        command.Parameters.AddWithValue("$first", first);
        command.Parameters.AddWithValue("$end", end);
        using SqliteDataReader reader = command.ExecuteReader();
        int count = 0;
        var row = new object[9];
        while (reader.Read())
        {
            reader.GetValues(row);
            count++;
        }

        return count == expected
            ? Stopwatch.GetElapsedTime(started).TotalMilliseconds
            : throw new InvalidOperationException($"{count} entries were read instead of {expected}.");
    }

    public void Dispose() => _connection.Dispose();

    private void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
