using System.Runtime.InteropServices;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Metrics;

/// <summary>
/// What one commit adds to the daily totals: summed up in memory and written once per scope, skill and day. Days of which
/// something was taken away or changed are counted anew, so that no rounding stays behind.
/// </summary>
internal sealed class DayTotals
{
    private const string Counted = $"""
        SELECT m.scope_id, m.skill_id, {UtcDay.Sql}, sum(m.outcome = 0), sum(m.outcome = 1), sum(m.outcome = 2), sum(m.outcome = 3), count(m.duration), total(m.duration)
        FROM metric m
        """;

    private readonly Dictionary<(long Scope, long Skill, long Day), Cell> _cells = [];

    /// <summary>Counts a new run.</summary>
    /// <param name="scope">The scope's row.</param>
    /// <param name="skill">The skill's row.</param>
    /// <param name="at">When it was, in UTC milliseconds.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="duration">How long it took, in seconds.</param>
    public void Add(long scope, long skill, long at, SkillOutcome outcome, double? duration)
    {
        ref Cell cell = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, (scope, skill, UtcDay.Of(at)), out _);
        switch (outcome)
        {
            case SkillOutcome.Success:
                cell.Successes++;
                break;
            case SkillOutcome.Failure:
                cell.Failures++;
                break;
            case SkillOutcome.Partial:
                cell.Partials++;
                break;
            default:
                cell.Skipped++;
                break;
        }

        if (duration is { } seconds)
        {
            cell.Timed++;
            cell.DurationSum += seconds;
        }
    }

    /// <summary>Has a day counted anew, because a run of it was changed or removed.</summary>
    public void Recount(long scope, long skill, long at) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_cells, (scope, skill, UtcDay.Of(at)), out _).IsStale = true;

    /// <summary>Writes what was gathered. The runs themselves must be in the log already.</summary>
    public void Write(SqliteConnection connection)
    {
        using var upsert = new PreparedStatement(connection, """
            INSERT INTO metric_day (scope_id, skill_id, day, successes, failures, partials, skipped, timed, duration_sum)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (scope_id, skill_id, day) DO UPDATE SET
                successes = successes + excluded.successes,
                failures = failures + excluded.failures,
                partials = partials + excluded.partials,
                skipped = skipped + excluded.skipped,
                timed = timed + excluded.timed,
                duration_sum = duration_sum + excluded.duration_sum
            """);
        foreach (((long scope, long skill, long day), Cell cell) in _cells)
        {
            if (cell.IsStale)
            {
                Recount(connection, scope, skill, day);
                continue;
            }

            upsert.Bind(1, scope);
            upsert.Bind(2, skill);
            upsert.Bind(3, day);
            upsert.Bind(4, cell.Successes);
            upsert.Bind(5, cell.Failures);
            upsert.Bind(6, cell.Partials);
            upsert.Bind(7, cell.Skipped);
            upsert.Bind(8, cell.Timed);
            upsert.Bind(9, (double?)cell.DurationSum);
            upsert.Run();
        }

        _cells.Clear();
    }

    /// <summary>Counts the whole log anew, after it was filled by other ways.</summary>
    public static void Rebuild(SqliteConnection connection)
    {
        connection.Execute("DELETE FROM metric_day");
        connection.Execute($"INSERT INTO metric_day {Counted} GROUP BY 1, 2, 3");
    }

    /// <summary>Where the totals say something else than the log, in words; at most 20.</summary>
    public static string Differences { get; } = $"""
        WITH counted (scope_id, skill_id, day, successes, failures, partials, skipped, timed, duration_sum) AS MATERIALIZED ({Counted} GROUP BY 1, 2, 3)
        SELECT k.name || ' on ' || date(d.day * 86400, 'unixepoch') || ' in ' || CASE WHEN s.project = '' THEN 'the global scope' ELSE s.project END
        FROM (
            SELECT c.scope_id, c.skill_id, c.day FROM counted c
            LEFT JOIN metric_day t ON t.scope_id = c.scope_id AND t.skill_id = c.skill_id AND t.day = c.day
            WHERE t.day IS NULL
               OR (t.successes, t.failures, t.partials, t.skipped, t.timed) IS NOT (c.successes, c.failures, c.partials, c.skipped, c.timed)
               OR abs(t.duration_sum - c.duration_sum) > 1e-6 * (1 + abs(c.duration_sum))
            UNION
            SELECT t.scope_id, t.skill_id, t.day FROM metric_day t
            LEFT JOIN counted c ON t.scope_id = c.scope_id AND t.skill_id = c.skill_id AND t.day = c.day
            WHERE c.day IS NULL) d
        JOIN skill k ON k.id = d.skill_id JOIN scope s ON s.id = d.scope_id
        LIMIT 20
        """;

    private static void Recount(SqliteConnection connection, long scope, long skill, long day)
    {
        (string, object?)[] cell = [("$scope", scope), ("$skill", skill), ("$day", day)];
        connection.Execute("DELETE FROM metric_day WHERE scope_id = $scope AND skill_id = $skill AND day = $day", cell);
        connection.Execute(
            $"""
            INSERT INTO metric_day {Counted}
            WHERE m.scope_id = $scope AND m.skill_id = $skill AND m.at >= $day * 86400000 AND m.at < ($day + 1) * 86400000 GROUP BY 1, 2, 3
            """,
            cell);
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Cell
    {
        public long Successes;
        public long Failures;
        public long Partials;
        public long Skipped;
        public long Timed;
        public double DurationSum;
        public bool IsStale;
    }
}
