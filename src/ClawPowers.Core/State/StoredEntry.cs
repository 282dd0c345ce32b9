using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>Rows of <c>entry</c> as records.</summary>
internal static class StoredEntry
{
    /// <summary>The columns that <see cref="Read"/> expects, in this order.</summary>
    public const string Columns = "e.key, e.version, e.created_at, e.updated_at, e.expires_at, e.session, e.agent, e.type, e.value";

    /// <summary>Whether a row is there at the moment <c>$now</c>: neither removed nor expired.</summary>
    public const string IsLive = "e.type IS NOT NULL AND (e.expires_at IS NULL OR e.expires_at > $now)";

    public static StateEntry Read(SqliteDataReader reader, string project) => new()
    {
        Key = reader.GetString(0),
        Version = reader.GetInt64(1),
        CreatedAt = Moment(reader.GetInt64(2)),
        UpdatedAt = Moment(reader.GetInt64(3)),
        ExpiresAt = Moment(reader.LongOrNull(4)),
        SessionId = reader.TextOrNull(5),
        Agent = reader.TextOrNull(6),
        Value = new StoredValue((StateValueType)reader.GetInt32(7), reader.GetValue(8)).ToObject(),
        Scope = ScopeOf(project),
        Project = ProjectOf(project),
    };

    public static ClawScope ScopeOf(string project) => project.Length == 0 ? ClawScope.Global : ClawScope.Project;

    public static string? ProjectOf(string project) => project.Length == 0 ? null : project;

    public static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? Moment(long? milliseconds) => milliseconds is { } value ? Moment(value) : null;
}
