using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>Says where a key is that was not found where it was looked for.</summary>
internal static class Whereabouts
{
    /// <summary>The scopes that have the key, in words; at most five.</summary>
    public static IReadOnlyCollection<string> Of(SqliteConnection connection, string key, long now)
    {
        using SqliteCommand command = connection.Command(
            $"SELECT s.project FROM scope s JOIN entry e ON e.scope_id = s.id WHERE e.key = $key AND {StoredEntry.IsLive} ORDER BY s.project LIMIT 5",
            ("$key", key),
            ("$now", now));
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> found = [];
        while (reader.Read())
        {
            found.Add(ScopeSelection.Describe(reader.GetString(0)));
        }

        return found;
    }
}
