using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>What a purge did and did not reach.</summary>
/// <param name="Outcomes">One outcome per change, in their order.</param>
/// <param name="BackupsThatHoldIt">Backups, by path, that still hold one of the purged keys.</param>
/// <param name="IsErased">Whether no byte is left in the store's files; false while another process reads an older state.</param>
public sealed record PurgeResult(IReadOnlyList<StateOutcome> Outcomes, IReadOnlyList<string> BackupsThatHoldIt, bool IsErased);

/// <summary>
/// Erases entries: value, history and search index, and then the free pages and the log in which SQLite would keep them.
/// </summary>
internal sealed class StatePurge(ClawContext context)
{
    public PurgeResult Purge(IReadOnlyList<PlannedChange> changes, CancellationToken cancellation)
    {
        if (changes.Count == 0)
        {
            return new PurgeResult([], [], IsErased: true);
        }

        StateOutcome[] outcomes = StoreTransaction.Run(
            context,
            commit: true,
            transaction => Erase(transaction, changes, cancellation),
            cancellation);
        PlannedChange[] erased = [.. changes.Where((_, index) => outcomes[index].Error is null)];
        return new PurgeResult(
            outcomes,
            erased.Length == 0 ? [] : BackupRegister.Holding(context.Store, erased.Select(static change => (change.Project, change.Request.Key))),
            erased.Length == 0 || Rewrite());
    }

    private static StateOutcome[] Erase(StoreTransaction transaction, IReadOnlyList<PlannedChange> changes, CancellationToken cancellation)
    {
        var purged = new PurgedVersions(transaction);
        var outcomes = new StateOutcome[changes.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            StateRequest request = changes[i].Request;
            long scope = transaction.ScopeId(changes[i].Project);
            StateEntry? entry = request.WantsEntry ? LiveEntry(transaction, scope, changes[i]) : null;
            ClawException? error = EraseOne(transaction.Connection, scope, changes[i], transaction.Now, out long version);
            if (error is null)
            {
                purged.Remember(scope, request.Key, version);
            }

            outcomes[i] = new StateOutcome(request, error is null ? entry : null, error);
        }

        if (Array.Exists(outcomes, static outcome => outcome.Error is null))
        {
            // An id that is free again may be given to a new entry.
            transaction.Connection.Execute("UPDATE indexed SET up_to = min(up_to, (SELECT coalesce(max(id), 0) FROM entry))");

            // The index keeps deleted words in its segments until it is made anew.
            transaction.Connection.Execute("INSERT INTO entry_text (entry_text) VALUES ('rebuild')");
        }

        return outcomes;
    }

    private static StateEntry? LiveEntry(StoreTransaction transaction, long scope, PlannedChange change)
    {
        using SqliteCommand command = transaction.Connection.Command(
            $"SELECT {StoredEntry.Columns} FROM entry e WHERE e.scope_id = $scope AND e.key = $key AND {StoredEntry.IsLive}",
            ("$scope", scope),
            ("$key", change.Request.Key),
            ("$now", transaction.Now));
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? StoredEntry.Read(reader, change.Project) : null;
    }

    // Removed and expired entries can be purged too: their history may hold what must go.
    private static ClawException? EraseOne(SqliteConnection connection, long scope, PlannedChange change, long now, out long version)
    {
        StateRequest request = change.Request;
        version = connection.ReadLong("SELECT version FROM entry WHERE scope_id = $scope AND key = $key", ("$scope", scope), ("$key", request.Key));
        if (version == 0)
        {
            return StateErrors.KeyNotFound(request.Key, ScopeSelection.Describe([change.Project]), Whereabouts.Of(connection, request.Key, now));
        }

        if (request.IfVersion is { } expected && expected != version)
        {
            return StateErrors.VersionConflict(request.Key, expected, version);
        }

        long id = connection.ReadLong("SELECT id FROM entry WHERE scope_id = $scope AND key = $key", ("$scope", scope), ("$key", request.Key));
        connection.Execute("DELETE FROM entry_text WHERE rowid = $id", ("$id", id));
        connection.Execute("DELETE FROM unindexed WHERE entry_id = $id", ("$id", id));
        connection.Execute("DELETE FROM history WHERE entry_id = $id", ("$id", id));
        connection.Execute("DELETE FROM entry WHERE id = $id", ("$id", id));
        return null;
    }

    private bool Rewrite()
    {
        using SqliteConnection connection = StoreConnections.OpenForWriting(context.Store);
        return StoreGuard.Call(connection, context.Store, () =>
        {
            connection.Execute("VACUUM");
            using SqliteCommand checkpoint = connection.Command("PRAGMA wal_checkpoint(TRUNCATE)");
            using SqliteDataReader reader = checkpoint.ExecuteReader();
            return reader.Read() && reader.GetInt64(0) == 0;
        });
    }
}
