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
        bool found = false;
        foreach ((long scope, string project) in snapshot.Scopes(wanted))
        {
            long id = snapshot.Look(look => look.ReadLong("SELECT id FROM entry WHERE scope_id = $scope AND key = $key", ("$scope", scope), ("$key", key)));
            if (id == 0)
            {
                continue;
            }

            found = true;
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

            if (wanted is not null)
            {
                yield break;
            }
        }

        if (!found)
        {
            throw StateErrors.KeyNotFound(key, ScopeSelection.Describe(wanted), wanted is null ? [] : snapshot.Look(look => Whereabouts.Of(look, key, context.Time.GetUtcNow().ToUnixTimeMilliseconds())));
        }
    }
}
