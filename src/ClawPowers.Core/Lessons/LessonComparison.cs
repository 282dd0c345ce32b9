using System.Runtime.InteropServices;
using ClawPowers.Core.Statistics;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Lessons;

/// <summary>
/// How a skill did before a lesson and since. Before: the last 200 runs before its first version was approved that had none
/// of its texts. Since: the last 2,000 runs while its newest version was in force that are known to have been made under it,
/// by their <c>lessons_hash</c>, whatever other lessons came or went. Skipped runs are on neither side. A project's lesson is
/// judged by the project's runs, a global one by all.
/// </summary>
internal sealed record LessonComparison
{
    private const int MostBefore = 200;
    private const int MostAfter = 2_000;

    // How many runs of a scope are looked at to find that many with, or without, the right hash.
    private const int ReadBefore = 2 * MostBefore;
    private const int ReadAfter = 2 * MostAfter;

    public required int SuccessesBefore { get; init; }

    public required int RunsBefore { get; init; }

    public required int SuccessesAfter { get; init; }

    public required int RunsAfter { get; init; }

    /// <summary>The newest runs since, at most 20, the newest first.</summary>
    public required IReadOnlyList<long> Ids { get; init; }

    /// <summary>Compares the runs of a recommendation; null if it was never approved, or is none that could be.</summary>
    public static LessonComparison? Of(SqliteConnection connection, RecommendationRow row)
    {
        if (!row.IsChange || row.LessonVersion is not { } version)
        {
            return null;
        }

        (long first, long from, long? until) = Times(connection, row.Id, version);
        List<Run> before = [];
        List<Run> after = [];
        foreach ((long scope, string project) in Scopes(connection, row))
        {
            LessonHistory history = LessonHistory.Read(connection, row.SkillId, project);
            HashSet<string> any = history.HashesWith(row.Id, version: null);
            HashSet<string> current = history.HashesWith(row.Id, version);
            before.AddRange(Runs(connection, row.SkillId, scope, 0, first, ReadBefore)
                .Where(run => run.LessonsHash is null || !any.Contains(run.LessonsHash)).Take(MostBefore));
            after.AddRange(Runs(connection, row.SkillId, scope, from, until ?? long.MaxValue, ReadAfter)
                .Where(run => run.LessonsHash is not null && current.Contains(run.LessonsHash)).Take(MostAfter));
        }

        before = Newest(before, MostBefore);
        after = Newest(after, MostAfter);
        return new LessonComparison
        {
            SuccessesBefore = before.Count(static run => run.Succeeded),
            RunsBefore = before.Count,
            SuccessesAfter = after.Count(static run => run.Succeeded),
            RunsAfter = after.Count,
            Ids = [.. after.Take(20).Select(static run => run.Id)],
        };
    }

    /// <summary>The interval of the rate since less the rate before; null without runs on both sides.</summary>
    public Interval? Interval(double confidence) => RunsBefore == 0 || RunsAfter == 0
        ? null
        : Newcombe.Difference(SuccessesAfter, RunsAfter, SuccessesBefore, RunsBefore, confidence);

    public LessonEffect? ToEffect()
    {
        double? before = Rate(SuccessesBefore, RunsBefore);
        double? after = Rate(SuccessesAfter, RunsAfter);
        return RunsBefore + RunsAfter == 0 ? null : new LessonEffect
        {
            RunsBefore = RunsBefore,
            RateBefore = before,
            RunsAfter = RunsAfter,
            RateAfter = after,
            Difference = after - before,
            Interval = Interval(0.95),
        };
    }

    private static double? Rate(int successes, int runs) => runs == 0 ? null : (double)successes / runs;

    private static (long First, long From, long? Until) Times(SqliteConnection connection, long id, long version)
    {
        using SqliteCommand command = connection.Command(
            """
            SELECT (SELECT min(approved_at) FROM lesson WHERE recommendation_id = $id), approved_at, retired_at
            FROM lesson WHERE recommendation_id = $id AND version = $version
            """,
            ("$id", id),
            ("$version", version));
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.LongOrNull(2));
    }

    private static List<(long Id, string Project)> Scopes(SqliteConnection connection, RecommendationRow row)
    {
        if (row.Project.Length > 0)
        {
            return [(row.ScopeId, row.Project)];
        }

        using SqliteCommand command = connection.Command("SELECT id, project FROM scope");
        using SqliteDataReader reader = command.ExecuteReader();
        List<(long Id, string Project)> scopes = [];
        while (reader.Read())
        {
            scopes.Add((reader.GetInt64(0), reader.GetString(1)));
        }

        return scopes;
    }

    private static IEnumerable<Run> Runs(SqliteConnection connection, long skill, long scope, long from, long until, int most)
    {
        using SqliteCommand command = connection.Command(
            """
            SELECT id, at, outcome, lessons_hash FROM metric
            WHERE scope_id = $scope AND skill_id = $skill AND at >= $from AND at < $until AND outcome <> 3
            ORDER BY at DESC, id DESC LIMIT $most
            """,
            ("$scope", scope),
            ("$skill", skill),
            ("$from", from),
            ("$until", until),
            ("$most", most));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new Run(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2) == (int)SkillOutcome.Success, reader.TextOrNull(3));
        }
    }

    private static List<Run> Newest(List<Run> runs, int most) =>
        [.. runs.OrderByDescending(static run => run.At).ThenByDescending(static run => run.Id).Take(most)];

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Run(long Id, long At, bool Succeeded, string? LessonsHash);
}
