using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans.Progress;

/// <summary>An open plan, as a session is told of it.</summary>
internal sealed record OpenPlan
{
    public required string Name { get; init; }

    public string? Goal { get; init; }

    /// <summary>Where it was read: with slashes from the project's root, or absolute.</summary>
    public string? File { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required int Total { get; init; }

    /// <summary>How many tasks are neither done nor dropped.</summary>
    public required int Left { get; init; }

    /// <summary>The task that is given out next, with its title; null if none is ready.</summary>
    public (string Id, string Title)? Next { get; init; }

    /// <summary>Some of those that are claimed, those with the longest lease first.</summary>
    public required IReadOnlyList<ClaimedTask> Claimed { get; init; }
}

/// <summary>A task that somebody has claimed, whether the lease still lasts or not.</summary>
internal sealed record ClaimedTask(string Id, string? Owner, DateTimeOffset LeaseUntil, bool HasLapsed);

/// <summary>
/// Looks up the open plans of a scope for a session that starts: only by indices, each look with a limit, so that plans of ten thousand tasks and
/// hundreds of finished plans cost no more than small ones.
/// </summary>
internal static class OpenPlans
{
    private const int LongestText = 2_049;
    private const int MostClaimed = 4;

    /// <summary>The plans with something left to do, the one that was imported last first.</summary>
    /// <param name="connection">A connection with a snapshot of the store.</param>
    /// <param name="scope">The row of the scope.</param>
    /// <param name="now">The present moment, in UTC milliseconds.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<OpenPlan> Read(SqliteConnection connection, long scope, long now, int most)
    {
        List<(long Row, OpenPlan Plan)> plans = [];
        using (SqliteCommand command = connection.Command(
            """
            SELECT p.id, p.name, substr(p.goal, 1, $length), p.file, p.updated_at,
                (SELECT count(*) FROM task t WHERE t.plan_id = p.id),
                (SELECT count(*) FROM task t WHERE t.plan_id = p.id AND t.status IN (0, 1, 3))
            FROM plan p
            WHERE p.scope_id = $scope AND EXISTS (SELECT 1 FROM task t WHERE t.plan_id = p.id AND t.status IN (0, 1, 3))
            ORDER BY p.updated_at DESC, p.name LIMIT $most
            """,
            ("$length", LongestText),
            ("$scope", scope),
            ("$most", most)))
        {
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                plans.Add((reader.GetInt64(0), new OpenPlan
                {
                    Name = reader.GetString(1),
                    Goal = reader.TextOrNull(2),
                    File = reader.TextOrNull(3),
                    UpdatedAt = StoredEntry.Moment(reader.GetInt64(4)),
                    Total = reader.GetInt32(5),
                    Left = reader.GetInt32(6),
                    Claimed = [],
                }));
            }
        }

        return [.. plans.Select(found => found.Plan with { Next = Next(connection, found.Row), Claimed = Claimed(connection, found.Row, now) })];
    }

    private static (string Id, string Title)? Next(SqliteConnection connection, long plan)
    {
        using SqliteCommand command = connection.Command(
            "SELECT name, substr(title, 1, $length) FROM task WHERE plan_id = $plan AND status = 0 AND waiting = 0 ORDER BY rank, position LIMIT 1",
            ("$length", LongestText),
            ("$plan", plan));
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetString(0), reader.GetString(1)) : null;
    }

    private static List<ClaimedTask> Claimed(SqliteConnection connection, long plan, long now)
    {
        List<ClaimedTask> claimed = [];
        using SqliteCommand command = connection.Command(
            """
            SELECT t.name, coalesce(a.agent, a.session), t.lease_until
            FROM task t LEFT JOIN task_attempt a ON a.task_id = t.id AND a.claim = t.claim
            WHERE t.plan_id = $plan AND t.status = 1
            ORDER BY t.lease_until DESC LIMIT $most
            """,
            ("$plan", plan),
            ("$most", MostClaimed));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            long until = reader.LongOrNull(2) ?? 0;
            claimed.Add(new ClaimedTask(reader.GetString(0), reader.TextOrNull(1), StoredEntry.Moment(until), until <= now));
        }

        return claimed;
    }
}
