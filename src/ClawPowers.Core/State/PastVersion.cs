using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>What a superseded version held; no value if it said that there is none.</summary>
internal readonly record struct PastVersion(StoredValue? Value, long? ExpiresAt)
{
    /// <summary>Reads a version out of the history; null if it is not there.</summary>
    public static PastVersion? Read(SqliteConnection connection, long entryId, long version)
    {
        // A version that was appended to kept only its length. The next one that kept its text begins with it.
        using SqliteCommand command = connection.Command(
            """
            SELECT h.type, h.expires_at,
                   CASE WHEN h.length IS NULL THEN h.value ELSE CAST(substr(CAST(coalesce(
                       (SELECT n.value FROM history n WHERE n.entry_id = h.entry_id AND n.version > h.version AND n.length IS NULL ORDER BY n.version LIMIT 1),
                       (SELECT e.value FROM entry e WHERE e.id = h.entry_id)) AS BLOB), 1, h.length) AS TEXT) END
            FROM history h WHERE h.entry_id = $id AND h.version = $version
            """,
            ("$id", entryId),
            ("$version", version));
        using SqliteDataReader reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        StoredValue? value = reader.IsDBNull(0) ? null : new StoredValue((StateValueType)reader.GetInt32(0), reader.GetValue(2));
        return new PastVersion(value, reader.LongOrNull(1));
    }
}
