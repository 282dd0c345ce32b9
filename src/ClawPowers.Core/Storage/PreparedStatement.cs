using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClawPowers.Core.Storage;

/// <summary>
/// A statement for the one place that runs it a hundred thousand times: it keeps what is bound from one run to the next,
/// where a command looks every parameter up by name and binds it anew.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public PreparedStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Binds a value: a string, a long, a double, bytes or null.</summary>
    /// <param name="index">The parameter's number, from 1.</param>
    /// <param name="value">The value.</param>
    public void Bind(int index, object? value)
    {
        switch (value)
        {
            case string text:
                BindText(index, text);
                break;
            case long integer:
                Check(raw.sqlite3_bind_int64(_statement, index, integer));
                break;
            case double real:
                Check(raw.sqlite3_bind_double(_statement, index, real));
                break;
            case byte[] bytes:
                Check(raw.sqlite3_bind_blob(_statement, index, bytes));
                break;
            default:
                Check(raw.sqlite3_bind_null(_statement, index));
                break;
        }
    }

    /// <summary>Binds an integer.</summary>
    public void Bind(int index, long value) => Check(raw.sqlite3_bind_int64(_statement, index, value));

    /// <summary>Binds a fraction, or NULL.</summary>
    public void Bind(int index, double? value) =>
        Check(value is { } number ? raw.sqlite3_bind_double(_statement, index, number) : raw.sqlite3_bind_null(_statement, index));

    /// <summary>Binds a text, or NULL.</summary>
    public void Bind(int index, string? value)
    {
        if (value is null)
        {
            Check(raw.sqlite3_bind_null(_statement, index));
        }
        else
        {
            BindText(index, value);
        }
    }

    /// <summary>Binds a text that is UTF-8 already; NULL if it is empty.</summary>
    public void Bind(int index, ReadOnlySpan<byte> text) =>
        Check(text.IsEmpty ? raw.sqlite3_bind_null(_statement, index) : raw.sqlite3_bind_text(_statement, index, text));

    /// <summary>Runs the statement to its end and makes it ready for the next run.</summary>
    public void Run()
    {
        int result = raw.sqlite3_step(_statement);
        Check(raw.sqlite3_reset(_statement));
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            Check(result);
        }
    }

    /// <summary>Runs a statement that gives one row of integers.</summary>
    public (long First, long Second, long Third) RunForRow()
    {
        int result = raw.sqlite3_step(_statement);
        (long First, long Second, long Third) row = result == raw.SQLITE_ROW
            ? (raw.sqlite3_column_int64(_statement, 0), raw.sqlite3_column_int64(_statement, 1), raw.sqlite3_column_int64(_statement, 2))
            : default;
        while (result == raw.SQLITE_ROW)
        {
            result = raw.sqlite3_step(_statement);
        }

        Check(raw.sqlite3_reset(_statement));
        return row;
    }

    public void Dispose() => _statement.Dispose();

    private void BindText(int index, string text)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        try
        {
            int length = Encoding.UTF8.GetBytes(text, buffer);

            // An empty span has no address, which SQLite would take for NULL.
            Check(length == 0
                ? raw.sqlite3_bind_text(_statement, index, text)
                : raw.sqlite3_bind_text(_statement, index, buffer.AsSpan(0, length)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Check(int result)
    {
        if ((result & 0xFF) is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, raw.sqlite3_extended_errcode(_database));
        }
    }
}
