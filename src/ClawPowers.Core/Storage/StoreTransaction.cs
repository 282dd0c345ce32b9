using ClawPowers.Core.Sessions.Identity;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Storage;

/// <summary>
/// The one write path: one lock, one transaction, all or nothing. Holds the prepared commands and the moment that all
/// of its changes carry.
/// </summary>
internal sealed class StoreTransaction : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _scopes = new(StringComparer.Ordinal);
    private readonly CancellationTokenRegistration _interrupt;
    private bool _ended;

    private StoreTransaction(ClawContext context, SqliteConnection connection, CancellationToken cancellation)
    {
        Context = context;
        Connection = connection;
        Now = context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        _interrupt = connection.InterruptOn(cancellation);
    }

    /// <summary>The store and who writes.</summary>
    public ClawContext Context { get; private set; }

    public SqliteConnection Connection { get; }

    /// <summary>The moment of the transaction, in UTC milliseconds.</summary>
    public long Now { get; }

    /// <summary>Takes the write lock and does the work. Commits if told to, and rolls back on any failure.</summary>
    /// <param name="context">The store and who writes.</param>
    /// <param name="commit">False to only find out what would happen.</param>
    /// <param name="work">What to do under the lock; must be short.</param>
    /// <param name="cancellation">Ends the wait and the work; nothing is kept then.</param>
    public static T Run<T>(ClawContext context, bool commit, Func<StoreTransaction, T> work, CancellationToken cancellation)
    {
        using SqliteConnection connection = commit || StoreConnections.HasContent(context.Store)
            ? StoreConnections.OpenForWriting(context.Store, rehearsal: !commit)
            : StoreConnections.OpenScratch(context.Store);
        return StoreGuard.Call(connection, context.Store, () =>
        {
            // Who writes is found out before anyone has to wait, unless the table that tells must be made first.
            ClawContext writer = commit ? SessionResolver.Book(context, connection) : context;
            WriteLock.Begin(connection, context.Store, cancellation);
            using var transaction = new StoreTransaction(writer, connection, cancellation);
            if (!commit)
            {
                Migrator.Rehearse(connection);
                transaction.Context = SessionResolver.Book(context, connection);
            }

            T result = work(transaction);
            if (commit)
            {
                cancellation.ThrowIfCancellationRequested();
                transaction.Commit();
            }

            return result;
        });
    }

    /// <summary>Does work in an empty store in memory, and forgets it.</summary>
    public static void InMemory(ClawContext context, Action<StoreTransaction> work)
    {
        using SqliteConnection connection = StoreConnections.OpenScratch(context.Store);
        WriteLock.Begin(connection, context.Store, CancellationToken.None);
        using var transaction = new StoreTransaction(context, connection, CancellationToken.None);
        work(transaction);
        transaction.Commit();
    }

    /// <summary>A command that is prepared once for the transaction. Set its parameters by index, in order of their first use.</summary>
    public SqliteCommand Prepared(string sql, params ReadOnlySpan<string> parameters)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            foreach (string name in parameters)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            }

            _commands.Add(sql, command);
        }

        return command;
    }

    /// <summary>The row of a scope, made if it is new.</summary>
    /// <param name="project">The project's identity; empty for global.</param>
    public long ScopeId(string project)
    {
        if (!_scopes.TryGetValue(project, out long id))
        {
            Connection.Execute("INSERT INTO scope (project) VALUES ($p) ON CONFLICT (project) DO NOTHING", ("$p", project));
            id = Connection.ReadLong("SELECT id FROM scope WHERE project = $p", ("$p", project));
            _scopes.Add(project, id);
        }

        return id;
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        foreach (SqliteCommand command in _commands.Values)
        {
            command.Dispose();
        }

        if (!_ended)
        {
            WriteLock.RollBack(Connection);
        }
    }

    private void Commit()
    {
        Connection.Execute("COMMIT");
        _ended = true;
    }
}
