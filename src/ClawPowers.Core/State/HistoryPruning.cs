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

/// <summary>Deletes versions that were superseded before a moment: the only thing that ever does, short of a purge.</summary>
internal sealed class HistoryPruning(ClawContext context, ScopeSelection scopes)
{
    // The version that was in force just before the moment; those before it had been superseded by then. Times never go
    // back from one version to the next.
    private const string FirstKept = """
        CASE WHEN e.updated_at < $before THEN e.version
             ELSE (SELECT p.version FROM history p WHERE p.entry_id = e.id AND p.updated_at < $before ORDER BY p.version DESC LIMIT 1) END
        """;

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
                    WITH kept AS MATERIALIZED (SELECT e.id, e.key, {FirstKept} AS version FROM entry e WHERE e.scope_id = $scope AND {KeyFilter.Sql(query.Keys)})
                    SELECT k.key, count(*) FROM kept k JOIN history h ON h.entry_id = k.id AND h.version < k.version
                    GROUP BY k.id ORDER BY k.key
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
                    $"""
                    WITH kept AS MATERIALIZED (SELECT e.id, {FirstKept} AS version FROM entry e WHERE e.scope_id = $scope AND e.key = $key)
                    DELETE FROM history WHERE entry_id = (SELECT id FROM kept) AND version < (SELECT version FROM kept)
                    """,
                    "$scope",
                    "$key",
                    "$before");
                command.Parameters["$scope"].Value = transaction.ScopeId(extent.Project ?? ScopeSelection.Global);
                command.Parameters["$key"].Value = extent.Key;
                command.Parameters["$before"].Value = before.ToUnixTimeMilliseconds();
                deleted += command.ExecuteNonQuery();
            }

            return deleted;
        },
        cancellation);
}
