using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Transfer;

/// <summary>Which run here is which run there: what is cited must be found. Kept by SQLite, since there may be millions.</summary>
internal sealed class RunNumbers : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly PreparedStatement? _insert;

    public RunNumbers(SqliteConnection connection, bool isNeeded)
    {
        _connection = connection;
        if (isNeeded)
        {
            connection.Execute("DROP TABLE IF EXISTS temp.run_number; CREATE TEMP TABLE run_number (there INTEGER PRIMARY KEY, here INTEGER NOT NULL)");
            _insert = new PreparedStatement(connection, "INSERT INTO temp.run_number (there, here) VALUES (?1, ?2)");
        }
    }

    public void Add(long there, long? here)
    {
        if (here is { } id && _insert is not null)
        {
            _insert.Bind(1, there);
            _insert.Bind(2, id);
            _insert.Run();
        }
    }

    public long? Find(long there) => _connection.ReadValue("SELECT here FROM temp.run_number WHERE there = $id", ("$id", there)) as long?;

    public void Dispose()
    {
        if (_insert is not null)
        {
            _insert.Dispose();
            _connection.Execute("DROP TABLE IF EXISTS temp.run_number");
        }
    }
}
