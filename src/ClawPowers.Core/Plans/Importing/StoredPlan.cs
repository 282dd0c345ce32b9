using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans.Importing;

/// <summary>A task of the store, as far as an import has to know it.</summary>
internal sealed record StoredTask
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required int Position { get; init; }

    public required string Title { get; init; }

    public required TaskStatus Status { get; init; }

    public required double? Estimate { get; init; }

    public required double? Actual { get; init; }

    public required long Claim { get; init; }

    public required long? EndedAt { get; init; }

    public required string Detail { get; init; }

    /// <summary>Why it is blocked or dropped.</summary>
    public required string? Reason { get; init; }

    public HashSet<string> Needs { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether anybody has begun it, or it is further than that.</summary>
    public bool HasProgress => Claim > 0 || Actual is not null || Status is not TaskStatus.Open;

    /// <summary>The tasks of a plan, by name in any case.</summary>
    public static Dictionary<string, StoredTask> All(SqliteConnection connection, long planId)
    {
        Dictionary<string, StoredTask> tasks = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<long, StoredTask> byId = [];
        using SqliteCommand command = connection.Command(
            "SELECT id, name, position, title, status, estimate, actual, claim, ended_at, detail, reason FROM task WHERE plan_id = $plan ORDER BY position, id",
            ("$plan", planId));
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var task = new StoredTask
                {
                    Id = reader.GetInt64(0),
                    Name = reader.GetString(1),
                    Position = reader.GetInt32(2),
                    Title = reader.GetString(3),
                    Status = (TaskStatus)reader.GetInt32(4),
                    Estimate = reader.IsDBNull(5) ? null : reader.GetDouble(5),
                    Actual = reader.IsDBNull(6) ? null : reader.GetDouble(6),
                    Claim = reader.GetInt64(7),
                    EndedAt = reader.LongOrNull(8),
                    Detail = reader.GetString(9),
                    Reason = reader.TextOrNull(10),
                };
                byId.Add(task.Id, task);
                tasks[task.Name] = task;
            }
        }

        using SqliteCommand needs = connection.Command(
            "SELECT n.task_id, n.needs FROM task t JOIN task_need n ON n.task_id = t.id WHERE t.plan_id = $plan",
            ("$plan", planId));
        using SqliteDataReader need = needs.ExecuteReader();
        while (need.Read())
        {
            byId[need.GetInt64(0)].Needs.Add(need.GetString(1));
        }

        return tasks;
    }
}
