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

    // One transaction of the index holds the write lock for as long as these take.
    private const int EntriesPerSlice = 5_000;

    private const long BytesPerSlice = 2 * 1024 * 1024;

    // Other writers are let in after so many milliseconds, for as long as they wait at most before they ask again.
    private const long LongestHold = 400;

    private const int Gap = 30;

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

    /// <summary>
    /// Indexes a part of what was written since the last search, inside a transaction: no more than keeps other writers
    /// waiting for a moment.
    /// </summary>
    /// <returns>Whether there may be more.</returns>
    internal static bool IndexSlice(SqliteConnection connection)
    {
        var room = new Room(EntriesPerSlice, BytesPerSlice);
        long changed = IndexRows(connection, "e.id IN (SELECT entry_id FROM unindexed)", isKnown: true, room);
        if (changed > 0)
        {
            connection.Execute("DELETE FROM unindexed WHERE entry_id <= $last", ("$last", changed));
        }

        long added = room.IsLeft ? IndexRows(connection, "e.id > (SELECT up_to FROM indexed)", isKnown: false, room) : 0;
        if (added > 0)
        {
            connection.Execute("UPDATE indexed SET up_to = $last", ("$last", added));
        }

        return !room.IsLeft;
    }

    // Gives the last id that it reached; 0 if there was none.
    private static long IndexRows(SqliteConnection connection, string condition, bool isKnown, Room room)
    {
        using SqliteCommand command = connection.Command(
            $"SELECT e.id, e.key, CASE WHEN e.type IS NOT NULL THEN CAST(substr(e.value, 1, $most) AS TEXT) END FROM entry e WHERE {condition} ORDER BY e.id",
            ("$most", SearchText.MaximumLength));
        using var delete = new PreparedStatement(connection, "DELETE FROM entry_text WHERE rowid = ?1");
        using var insert = new PreparedStatement(connection, "INSERT INTO entry_text (rowid, key, value) VALUES (?1, ?2, ?3)");
        using SqliteDataReader reader = command.ExecuteReader();
        long last = 0;
        while (room.IsLeft && reader.Read())
        {
            last = reader.GetInt64(0);
            if (isKnown)
            {
                delete.Bind(1, last);
                delete.Run();
            }

            string key = reader.GetString(1);
            string? value = reader.TextOrNull(2);
            room.Take(key.Length + (value?.Length ?? 0));
            if (value is not null)
            {
                insert.Bind(1, last);
                insert.Bind(2, SearchText.Segment(key));
                insert.Bind(3, SearchText.Segment(value));
                insert.Run();
            }
        }

        return last;
    }

    // CROSS JOIN keeps the order: otherwise a condition on the key makes SQLite ask the index anew for every key. The
    // weights must stand where the order is decided, since 'rank' has others; values are read of what is left.
    internal static string IndexedSql(KeyPattern keys, IEnumerable<long> scopes) =>
        $"""
        WITH best AS MATERIALIZED (
            SELECT e.id, bm25(entry_text, 4.0, 1.0) AS distance
            FROM entry_text CROSS JOIN entry e ON e.id = entry_text.rowid
            WHERE entry_text MATCH $match AND {KeyFilter.Sql(keys)} AND {StoredEntry.IsLive}
              AND {ScopeFilter(scopes)}
              AND NOT ({IsUnindexed})
            ORDER BY distance, e.key LIMIT $limit)
        SELECT {Columns}, -best.distance FROM best CROSS JOIN entry e ON e.id = best.id
        """;

    private void UpdateIndex(SqliteConnection connection, CancellationToken cancellation)
    {
        if (SqliteFile.IsReadOnly(connection.Handle!) || connection.ReadLong($"SELECT EXISTS (SELECT 1 FROM unindexed) OR {NewEntries}") == 0)
        {
            return;
        }

        try
        {
            bool isMore = true;
            long since = Environment.TickCount64;
            while (isMore)
            {
                WriteLock.Begin(connection, context.Store, cancellation, longestSeconds: StoreConnections.BusySeconds);
                using CancellationTokenRegistration interrupt = connection.InterruptOn(cancellation);
                isMore = IndexSlice(connection);
                connection.Execute("COMMIT");
                if (isMore && Environment.TickCount64 - since > LongestHold)
                {
                    cancellation.WaitHandle.WaitOne(Gap);
                    since = Environment.TickCount64;
                }
            }
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

        using SqliteCommand command = connection.Command(IndexedSql(query.Keys, projects.Keys), [("$match", match), ("$limit", query.Limit), .. Common(query)]);
        foreach (StateMatch found in command.Rows(context.Store, reader => Match(reader, projects, words, reader.GetDouble(5)), cancellation))
        {
            yield return found;
        }
    }

    private IEnumerable<StateMatch> Scanned(SqliteConnection connection, SearchQuery query, string[] words, Dictionary<long, string> projects, CancellationToken cancellation)
    {
        string onlyUnindexed = SearchText.Match(words) is null ? string.Empty : $"AND ({IsUnindexed})";
        using SqliteCommand command = connection.Command(
            $"SELECT {Columns} FROM entry e WHERE {KeyFilter.Sql(query.Keys)} AND {StoredEntry.IsLive} AND {ScopeFilter(projects.Keys)} {onlyUnindexed}",
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

    private static string ScopeFilter(IEnumerable<long> scopes) =>
        $"e.scope_id IN ({string.Join(", ", scopes.Select(static id => id.ToString(CultureInfo.InvariantCulture)))})";

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

    /// <summary>What one transaction may still take.</summary>
    private sealed class Room(int entries, long bytes)
    {
        private int _entries = entries;
        private long _bytes = bytes;

        public bool IsLeft => _entries > 0 && _bytes > 0;

        public void Take(long length)
        {
            _entries--;
            _bytes -= length;
        }
    }
}
