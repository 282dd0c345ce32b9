using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>An entry's row as a change finds it, removed and expired ones included.</summary>
internal sealed record CurrentEntry
{
    public required long Id { get; init; }

    public required long Version { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public required long? ExpiresAt { get; init; }

    public required string? SessionId { get; init; }

    public required string? Agent { get; init; }

    /// <summary>Null once removed.</summary>
    public required StateValueType? Type { get; init; }

    /// <summary>Null if removed, or not read.</summary>
    public required StoredValue? Value { get; init; }

    public static CurrentEntry Read(SqliteDataReader reader)
    {
        StateValueType? type = reader.IsDBNull(7) ? null : (StateValueType)reader.GetInt32(7);
        return new CurrentEntry
        {
            Id = reader.GetInt64(0),
            Version = reader.GetInt64(1),
            CreatedAt = reader.GetInt64(2),
            UpdatedAt = reader.GetInt64(3),
            ExpiresAt = reader.LongOrNull(4),
            SessionId = reader.TextOrNull(5),
            Agent = reader.TextOrNull(6),
            Type = type,
            Value = type is { } known && !reader.IsDBNull(8) ? new StoredValue(known, reader.GetValue(8)) : null,
        };
    }
}
