using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>How an attempt at a task ended.</summary>
internal enum AttemptEnding
{
    Completed = 0,
    GivenBack = 1,
    Blocked = 2,
    Dropped = 3,
    Lapsed = 4,
}

/// <summary>A task as a change needs to know it, with its last attempt.</summary>
internal sealed record TaskRow
{
    private const string Sql = """
        SELECT t.id, t.name, t.status, t.waiting, t.estimate, t.actual, t.claim, t.lease_until, t.ended_at, t.reason, t.detail, p.name, s.project,
               a.session, a.agent, a.claimed_at, a.seen_at, a.reopened
        FROM task t JOIN plan p ON p.id = t.plan_id JOIN scope s ON s.id = p.scope_id
        LEFT JOIN task_attempt a ON a.task_id = t.id AND a.claim = t.claim
        WHERE t.id = $id
        """;

    public required long Id { get; init; }

    public required string Name { get; init; }

    public required TaskStatus Status { get; init; }

    public required long Waiting { get; init; }

    /// <summary>In seconds.</summary>
    public double? Estimate { get; init; }

    /// <summary>In seconds.</summary>
    public double? Actual { get; init; }

    public required long Claim { get; init; }

    public long? LeaseUntil { get; init; }

    public long? EndedAt { get; init; }

    /// <summary>Why it is blocked or dropped.</summary>
    public string? Reason { get; init; }

    public required string Plan { get; init; }

    public required string Project { get; init; }

    /// <summary>Whose the last claim is or was.</summary>
    public TaskHolder Holder { get; init; }

    public long ClaimedAt { get; init; }

    public long SeenAt { get; init; }

    public bool IsReopened { get; init; }

    public static TaskRow Read(StoreTransaction transaction, long id)
    {
        SqliteCommand command = transaction.Prepared(Sql, "$id");
        command.Parameters[0].Value = id;
        using SqliteDataReader reader = command.ExecuteReader();
        _ = reader.Read();
        return new TaskRow
        {
            Id = reader.GetInt64(0),
            Name = reader.GetString(1),
            Status = (TaskStatus)reader.GetInt64(2),
            Waiting = reader.GetInt64(3),
            Estimate = reader.IsDBNull(4) ? null : reader.GetDouble(4),
            Actual = reader.IsDBNull(5) ? null : reader.GetDouble(5),
            Claim = reader.GetInt64(6),
            LeaseUntil = reader.LongOrNull(7),
            EndedAt = reader.LongOrNull(8),
            Reason = reader.TextOrNull(9),
            Plan = reader.GetString(11),
            Project = reader.GetString(12),
            Holder = new TaskHolder(reader.TextOrNull(13), reader.TextOrNull(14)),
            ClaimedAt = reader.LongOrNull(15) ?? 0,
            SeenAt = reader.LongOrNull(16) ?? 0,
            IsReopened = reader.LongOrNull(17) == 1,
        };
    }
}
