using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>What a purge did and did not reach.</summary>
/// <param name="Outcomes">One outcome per change, in their order.</param>
/// <param name="BackupsThatHoldIt">Backups, by path, that still hold one of the purged keys.</param>
/// <param name="IsErased">Whether no byte is left in the store's files; false while another process reads an older state or if they could not be rewritten.</param>
/// <param name="Problem">What was not done and what to do about it, in sentences; null if everything was. The entries are gone in any case.</param>
public sealed record PurgeResult(IReadOnlyList<StateOutcome> Outcomes, IReadOnlyList<string> BackupsThatHoldIt, bool IsErased, string? Problem = null);

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
        if (erased.Length == 0)
        {
            return new PurgeResult(outcomes, [], IsErased: true);
        }

        // The entries are gone from here on, so nothing that fails may look as if they were not.
        string? problem = TryRewrite();
        (IReadOnlyList<string> holding, string? unknown) = TryFindBackups(erased);
        return new PurgeResult(outcomes, holding, problem is null, (problem, unknown) is ({ }, { }) ? problem + " " + unknown : problem ?? unknown);
    }

    private string? TryRewrite()
    {
        try
        {
            return Rewrite()
                ? null
                : "Another process is reading an older state of the store, so its write-ahead log still holds what was purged. Purge the same key once more when that process is done.";
        }
        catch (Exception exception) when (exception is ClawException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            string reason = exception switch
            {
                ClawException { Kind: ClawErrorKind.Busy } => "another process keeps the store locked",
                ClawException { ErrorId: "StoreFull" } => "the disk is full",
                { InnerException: { } inner } => inner.Message.TrimEnd('.'),
                _ => exception.Message.TrimEnd('.'),
            };
            return $"The store's file could not be rewritten ({reason}), so its free pages may still hold what was purged. Purge the same key once more when that is over.";
        }
    }

    private (IReadOnlyList<string> Holding, string? Problem) TryFindBackups(PlannedChange[] erased)
    {
        try
        {
            return (BackupRegister.Holding(context.Store, erased.Select(static change => (change.Project, change.Request.Key))), null);
        }
        catch (Exception exception) when (exception is ClawException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            string reason = (exception.InnerException ?? exception).Message.TrimEnd('.');
            return ([], $"The store's backups could not be looked through ({reason}), so they may still hold what was purged. Purge the same key once more to look again.");
        }
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
            if (version == 0 && IsPurged(purged, scope, request))
            {
                // Nothing is left of it but what a purge before could not rewrite.
                error = null;
            }
            else if (error is null)
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

    private static bool IsPurged(PurgedVersions purged, long scope, StateRequest request) =>
        purged.FirstVersion(scope, request.Key) - 1 is > 0 and var last && (request.IfVersion ?? last) == last;

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
