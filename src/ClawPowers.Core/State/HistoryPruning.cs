using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>How much old history one entry has.</summary>
/// <param name="Key">The entry's key.</param>
/// <param name="Scope">Its scope.</param>
/// <param name="Project">Its project; null if global.</param>
/// <param name="Versions">How many superseded versions would be deleted.</param>
public sealed record HistoryExtent(string Key, ClawScope Scope, string? Project, long Versions)
{
    /// <summary>The scope, in words.</summary>
    public string Destination => ScopeSelection.Describe(Project ?? ScopeSelection.Global);
}

/// <summary>Deletes superseded versions: the only thing that ever does, short of a purge.</summary>
internal sealed class HistoryPruning(ClawContext context, ScopeSelection scopes)
{
    public IReadOnlyList<HistoryExtent> Measure(StateQuery query, DateTimeOffset before, CancellationToken cancellation)
    {
        IReadOnlyList<string>? wanted = query.ForChange
            ? scopes.ForChanging(query.Scope, query.Project)
            : scopes.ForReading(query.Scope, query.Project);
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store);
        List<HistoryExtent> extents = [];
        if (connection is not null)
        {
            using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
            foreach ((long scope, string project) in snapshot.Scopes(wanted))
            {
                using SqliteCommand command = connection.Command(
                    $"""
                    SELECT e.key, count(*) FROM entry e JOIN history h ON h.entry_id = e.id
                    WHERE e.scope_id = $scope AND {KeyFilter.Sql(query.Keys)} AND h.updated_at < $before
                    GROUP BY e.id ORDER BY e.key
                    """,
                    [("$scope", scope), ("$before", before.ToUnixTimeMilliseconds()), .. KeyFilter.Parameters(query.Keys)]);
                extents.AddRange(command.Rows(
                    context.Store,
                    reader => new HistoryExtent(reader.GetString(0), StoredEntry.ScopeOf(project), StoredEntry.ProjectOf(project), reader.GetInt64(1)),
                    cancellation));
            }
        }

        return extents;
    }

    public long Clear(IReadOnlyList<HistoryExtent> extents, DateTimeOffset before, CancellationToken cancellation) => extents.Count == 0 ? 0 : StoreTransaction.Run(
        context,
        commit: true,
        transaction =>
        {
            long deleted = 0;
            foreach (HistoryExtent extent in extents)
            {
                cancellation.ThrowIfCancellationRequested();
                SqliteCommand command = transaction.Prepared(
                    "DELETE FROM history WHERE entry_id = (SELECT id FROM entry WHERE scope_id = $scope AND key = $key) AND updated_at < $before",
                    "$scope",
                    "$key",
                    "$before");
                command.Parameters[0].Value = transaction.ScopeId(extent.Project ?? ScopeSelection.Global);
                command.Parameters[1].Value = extent.Key;
                command.Parameters[2].Value = before.ToUnixTimeMilliseconds();
                deleted += command.ExecuteNonQuery();
            }

            return deleted;
        },
        cancellation);
}
