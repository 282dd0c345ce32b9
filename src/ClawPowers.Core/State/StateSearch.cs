using System.Globalization;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>
/// Full-text search. The index is brought up to date by the search itself, so that writing stays fast; where it can't
/// be, what it does not know yet is looked through one by one.
/// </summary>
internal sealed class StateSearch(ClawContext context, ScopeSelection scopes)
{
    private const string Columns = "e.key, e.scope_id, e.version, e.updated_at, substr(e.value, 1, $most)";

    private const string NewEntries = "(SELECT coalesce(max(id), 0) FROM entry) > (SELECT up_to FROM indexed)";

    private const string IsUnindexed = "e.id > (SELECT up_to FROM indexed) OR e.id IN (SELECT entry_id FROM unindexed)";

    public IReadOnlyList<StateMatch> Find(SearchQuery query, CancellationToken cancellation)
    {
        string[] words = SearchText.Words(query.Text);
        IReadOnlyList<string>? wanted = scopes.ForReading(query.Scope, query.Project);
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store);
        if (connection is null)
        {
            return [];
        }

        return StoreGuard.Call<IReadOnlyList<StateMatch>>(connection, context.Store, () =>
        {
            UpdateIndex(connection, cancellation);
            using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
            Dictionary<long, string> projects = snapshot.Scopes(wanted).ToDictionary(static scope => scope.Id, static scope => scope.Project);
            return [.. Indexed(connection, query, words, projects, cancellation)
                .Concat(Scanned(connection, query, words, projects, cancellation))
                .OrderByDescending(static match => match.Score)
                .ThenBy(static match => match.Key, StringComparer.Ordinal)
                .Take(query.Limit)];
        });
    }

    /// <summary>Indexes what was written since the last search, in one transaction of a few statements.</summary>
    internal static void IndexChanges(SqliteConnection connection)
    {
        connection.CreateFunction<string?, string?>("claw_segment", static text => text is null ? null : SearchText.Segment(text), isDeterministic: true);
        connection.Execute("DELETE FROM entry_text WHERE rowid IN (SELECT entry_id FROM unindexed)");
        connection.Execute(
            """
            INSERT INTO entry_text (rowid, key, value)
            SELECT e.id, claw_segment(e.key), claw_segment(substr(e.value, 1, $most))
            FROM entry e
            WHERE (e.id IN (SELECT entry_id FROM unindexed) OR e.id > (SELECT up_to FROM indexed)) AND e.type IS NOT NULL
            ORDER BY e.id
            """,
            ("$most", SearchText.MaximumLength));
        connection.Execute("DELETE FROM unindexed");
        connection.Execute("UPDATE indexed SET up_to = (SELECT coalesce(max(id), 0) FROM entry)");
    }

    private void UpdateIndex(SqliteConnection connection, CancellationToken cancellation)
    {
        if (SqliteFile.IsReadOnly(connection.Handle!) || connection.ReadLong($"SELECT EXISTS (SELECT 1 FROM unindexed) OR {NewEntries}") == 0)
        {
            return;
        }

        try
        {
            WriteLock.Begin(connection, context.Store, cancellation);
            using CancellationTokenRegistration interrupt = connection.InterruptOn(cancellation);
            IndexChanges(connection);
            connection.Execute("COMMIT");
        }
        catch (Exception exception) when (IsNoTimeToWrite(exception))
        {
            // Scanned below instead.
        }
        finally
        {
            WriteLock.RollBack(connection);
        }
    }

    private bool IsNoTimeToWrite(Exception exception) =>
        (exception is SqliteException error ? error.ToStoreError(context.Store) : exception) is ClawException { Kind: ClawErrorKind.Busy or ClawErrorKind.ReadOnly or ClawErrorKind.Disk };

    private IEnumerable<StateMatch> Indexed(SqliteConnection connection, SearchQuery query, string[] words, Dictionary<long, string> projects, CancellationToken cancellation)
    {
        if (SearchText.Match(words) is not { } match)
        {
            yield break;
        }

        using SqliteCommand command = connection.Command(
            $"""
            SELECT {Columns}, -bm25(entry_text, 4.0, 1.0)
            FROM entry_text JOIN entry e ON e.id = entry_text.rowid
            WHERE entry_text MATCH $match AND {KeyFilter.Sql(query.Keys)} AND {StoredEntry.IsLive}
              AND {ScopeFilter(projects)}
              AND NOT ({IsUnindexed})
            ORDER BY rank LIMIT $limit
            """,
            [("$match", match), ("$limit", query.Limit), .. Common(query)]);
        foreach (StateMatch found in command.Rows(context.Store, reader => Match(reader, projects, words, reader.GetDouble(5)), cancellation))
        {
            yield return found;
        }
    }

    private IEnumerable<StateMatch> Scanned(SqliteConnection connection, SearchQuery query, string[] words, Dictionary<long, string> projects, CancellationToken cancellation)
    {
        string onlyUnindexed = SearchText.Match(words) is null ? string.Empty : $"AND ({IsUnindexed})";
        using SqliteCommand command = connection.Command(
            $"SELECT {Columns} FROM entry e WHERE {KeyFilter.Sql(query.Keys)} AND {StoredEntry.IsLive} AND {ScopeFilter(projects)} {onlyUnindexed}",
            Common(query));
        foreach (StateMatch? found in command.Rows(context.Store, reader => MatchByEye(reader, projects, words), cancellation))
        {
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    private (string Name, object? Value)[] Common(SearchQuery query) =>
        [("$now", context.Time.GetUtcNow().ToUnixTimeMilliseconds()), ("$most", SearchText.MaximumLength), .. KeyFilter.Parameters(query.Keys)];

    private static string ScopeFilter(Dictionary<long, string> projects) =>
        $"e.scope_id IN ({string.Join(", ", projects.Keys.Select(static id => id.ToString(CultureInfo.InvariantCulture)))})";

    private static StateMatch? MatchByEye(SqliteDataReader reader, Dictionary<long, string> projects, string[] words)
    {
        string text = reader.GetString(0) + "\n" + reader.GetString(4);
        return Array.TrueForAll(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? Match(reader, projects, words, score: 0)
            : null;
    }

    private static StateMatch Match(SqliteDataReader reader, Dictionary<long, string> projects, string[] words, double score)
    {
        string project = projects[reader.GetInt64(1)];
        return new StateMatch
        {
            Key = reader.GetString(0),
            Snippet = Snippet.Around(reader.GetString(4), words),
            Score = score,
            Scope = StoredEntry.ScopeOf(project),
            Project = StoredEntry.ProjectOf(project),
            Version = reader.GetInt64(2),
            UpdatedAt = StoredEntry.Moment(reader.GetInt64(3)),
        };
    }
}
