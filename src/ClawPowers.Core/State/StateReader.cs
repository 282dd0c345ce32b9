using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>Reads entries as they are or were, streaming, from one snapshot.</summary>
internal sealed class StateReader(ClawContext context, ScopeSelection scopes)
{
    public IEnumerable<StateEntry> Read(StateQuery query, CancellationToken cancellation)
    {
        IReadOnlyList<string>? wanted = query.ForChange
            ? scopes.ForChanging(query.Scope, query.Project)
            : scopes.ForReading(query.Scope, query.Project);
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store);
        if (connection is null)
        {
            if (!query.Keys.IsGlob)
            {
                throw StateErrors.KeyNotFound(query.Keys.Text, ScopeSelection.Describe(wanted), []);
            }

            yield break;
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
        bool found = false;
        foreach ((long scope, string project) in snapshot.Scopes(wanted))
        {
            using SqliteCommand command = query.AsOf is { } moment
                ? PastCommand(connection, query.Keys, scope, moment)
                : CurrentCommand(connection, query.Keys, scope);
            foreach (StateEntry? entry in command.Rows(context.Store, Row(connection, project, query.AsOf), cancellation))
            {
                if (entry is not null)
                {
                    found = true;
                    yield return entry;
                }
            }

            // An exact key means the nearest entry, unless every scope was asked for.
            if (found && !query.Keys.IsGlob && wanted is not null)
            {
                yield break;
            }
        }

        if (!found && !query.Keys.IsGlob)
        {
            throw StateErrors.KeyNotFound(
                query.Keys.Text,
                ScopeSelection.Describe(wanted) + (query.AsOf is { } then ? $" as of {then.UtcDateTime:u}" : string.Empty),
                wanted is null || query.AsOf is not null ? [] : snapshot.Look(look => Whereabouts.Of(look, query.Keys.Text, context.Time.GetUtcNow().ToUnixTimeMilliseconds())));
        }
    }

    public static IReadOnlyList<string> Projects(ClawContext context)
    {
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store);
        if (connection is null)
        {
            return [];
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, CancellationToken.None);
        return [.. snapshot.Scopes(projects: null).Select(static scope => scope.Project).Where(static project => project.Length > 0)];
    }

    private static Func<SqliteDataReader, StateEntry?> Row(SqliteConnection connection, string project, DateTimeOffset? asOf) =>
        asOf is { } moment
            ? reader => PastRow(connection, reader, project, moment.ToUnixTimeMilliseconds())
            : reader => StoredEntry.Read(reader, project);

    private SqliteCommand CurrentCommand(SqliteConnection connection, KeyPattern keys, long scope) => connection.Command(
        $"SELECT {StoredEntry.Columns} FROM entry e WHERE e.scope_id = $scope AND {KeyFilter.Sql(keys)} AND {StoredEntry.IsLive} ORDER BY e.key",
        [("$scope", scope), ("$now", context.Time.GetUtcNow().ToUnixTimeMilliseconds()), .. KeyFilter.Parameters(keys)]);

    // The version of each key that was the newest at the moment: the current one, or the last in the history before it.
    private static SqliteCommand PastCommand(SqliteConnection connection, KeyPattern keys, long scope, DateTimeOffset moment) => connection.Command(
        $"""
        SELECT {StoredEntry.Columns}, e.id, h.version, h.created_at, h.updated_at, h.expires_at, h.session, h.agent, h.type
        FROM entry e
        LEFT JOIN history h ON e.updated_at > $now AND h.entry_id = e.id AND h.version =
            (SELECT max(p.version) FROM history p WHERE p.entry_id = e.id AND p.updated_at <= $now)
        WHERE e.scope_id = $scope AND {KeyFilter.Sql(keys)} AND (e.updated_at <= $now OR h.version IS NOT NULL)
        ORDER BY e.key
        """,
        [("$scope", scope), ("$now", moment.ToUnixTimeMilliseconds()), .. KeyFilter.Parameters(keys)]);

    private static StateEntry? PastRow(SqliteConnection connection, SqliteDataReader reader, string project, long moment)
    {
        bool isCurrent = reader.GetInt64(3) <= moment;
        bool isRemoved = reader.IsDBNull(isCurrent ? 7 : 16);
        long? expires = reader.LongOrNull(isCurrent ? 4 : 13);
        if (isRemoved || expires <= moment)
        {
            return null;
        }

        if (isCurrent)
        {
            return StoredEntry.Read(reader, project);
        }

        PastVersion past = PastVersion.Read(connection, reader.GetInt64(9), reader.GetInt64(10))!.Value;
        return new StateEntry
        {
            Key = reader.GetString(0),
            Version = reader.GetInt64(10),
            CreatedAt = StoredEntry.Moment(reader.GetInt64(11)),
            UpdatedAt = StoredEntry.Moment(reader.GetInt64(12)),
            ExpiresAt = StoredEntry.Moment(expires),
            SessionId = reader.TextOrNull(14),
            Agent = reader.TextOrNull(15),
            Value = past.Value!.Value.ToObject(),
            Scope = StoredEntry.ScopeOf(project),
            Project = StoredEntry.ProjectOf(project),
        };
    }
}
