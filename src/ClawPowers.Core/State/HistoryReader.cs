using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>Reads an entry's versions, the newest first, and rebuilds those that kept only their length.</summary>
internal sealed class HistoryReader(ClawContext context, ScopeSelection scopes)
{
    private const string Versions = """
        SELECT version, change, updated_at, expires_at, session, agent, type, NULL AS length, value FROM entry WHERE id = $id
        UNION ALL
        SELECT * FROM (
            SELECT version, change, updated_at, expires_at, session, agent, type, length, value FROM history WHERE entry_id = $id ORDER BY version DESC)
        """;

    public IEnumerable<StateVersion> Read(StateQuery query, CancellationToken cancellation)
    {
        string key = query.Keys.Text;
        StateKey.Validate(key);
        IReadOnlyList<string>? wanted = scopes.ForReading(query.Scope, query.Project);
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store);
        if (connection is null)
        {
            throw StateErrors.KeyNotFound(key, ScopeSelection.Describe(wanted), []);
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
        List<(long Id, string Project, bool IsLive)> entries = snapshot.Look(look => Entries(look, snapshot.Scopes(wanted), key));
        if (entries.Count == 0)
        {
            throw StateErrors.KeyNotFound(key, ScopeSelection.Describe(wanted), wanted is null ? [] : snapshot.Look(look => Whereabouts.Of(look, key, Now)));
        }

        // Of a project and the global scope, the one whose entry a read would show, if it would show any.
        (long Id, string Project, bool IsLive)[] read = wanted is null ? [.. entries] : [entries.Find(static entry => entry.IsLive) is { Id: > 0 } live ? live : entries[0]];
        foreach ((long id, string project, _) in read)
        {
            using SqliteCommand command = connection.Command(Versions, ("$id", id));
            byte[] newerText = [];
            bool isCurrent = true;
            foreach (StateVersion version in command.Rows(context.Store, Row, cancellation))
            {
                yield return version;
            }

            StateVersion Row(SqliteDataReader reader)
            {
                object? raw = reader.IsDBNull(8) ? null : reader.GetValue(8);
                if (reader.LongOrNull(7) is { } length)
                {
                    raw = Encoding.UTF8.GetString(newerText, 0, (int)length);
                }
                else if (raw is string text)
                {
                    newerText = Encoding.UTF8.GetBytes(text);
                }

                var version = new StateVersion
                {
                    Key = key,
                    Version = reader.GetInt64(0),
                    Change = (StateChange)reader.GetInt32(1),
                    UpdatedAt = StoredEntry.Moment(reader.GetInt64(2)),
                    ExpiresAt = StoredEntry.Moment(reader.LongOrNull(3)),
                    SessionId = reader.TextOrNull(4),
                    Agent = reader.TextOrNull(5),
                    Value = reader.IsDBNull(6) || raw is null ? null : new StoredValue((StateValueType)reader.GetInt32(6), raw).ToObject(),
                    IsCurrent = isCurrent,
                    Scope = StoredEntry.ScopeOf(project),
                    Project = StoredEntry.ProjectOf(project),
                };
                isCurrent = false;
                return version;
            }
        }
    }

    private long Now => context.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private List<(long Id, string Project, bool IsLive)> Entries(SqliteConnection connection, IReadOnlyList<(long Id, string Project)> inScopes, string key)
    {
        List<(long Id, string Project, bool IsLive)> entries = [];
        foreach ((long scope, string project) in inScopes)
        {
            using SqliteCommand command = connection.Command(
                $"SELECT e.id, {StoredEntry.IsLive} FROM entry e WHERE e.scope_id = $scope AND e.key = $key",
                ("$scope", scope),
                ("$key", key),
                ("$now", Now));
            using SqliteDataReader reader = command.ExecuteReader();
            if (reader.Read())
            {
                entries.Add((reader.GetInt64(0), project, reader.GetInt64(1) == 1));
            }
        }

        return entries;
    }
}
