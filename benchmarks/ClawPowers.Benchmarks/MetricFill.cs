using System.Globalization;
using ClawPowers.Core;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Benchmarks;

/// <summary>
/// Runs as a year of work leaves them: 20 skills that succeed in 50 to 95 of 100 runs, over 365 days, with durations,
/// a few measures and a note. The same for the same count.
/// </summary>
internal static class MetricFill
{
    private const int Skills = 20;
    private const int Days = 365;

    private static readonly string[] Gates = ["build", "unit", "lint", "security", "review"];
    private static readonly string[] Words = ["timeout", "pool", "parser", "retry", "null", "encoding", "migration", "cache", "lock", "deadline"];

    /// <summary>The first day of the runs.</summary>
    public static DateTimeOffset Start { get; } = new(2025, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The name of a skill.</summary>
    public static string SkillName(int number) => string.Create(CultureInfo.InvariantCulture, $"skill-{number:00}");

    /// <summary>Requests for runs, in order of time.</summary>
    public static IEnumerable<AddMetricRequest> Requests(int count)
    {
        foreach (Row row in Rows(count))
        {
            yield return new AddMetricRequest
            {
                Skill = SkillName(row.Skill),
                Outcome = row.Outcome,
                Source = row.Source,
                Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(row.At),
                Duration = TimeSpan.FromSeconds(row.Duration),
                Notes = row.Notes,
                Measures = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["gate"] = row.Gate,
                    ["findings"] = row.Findings,
                    ["confidence"] = row.Confidence,
                },
                WantsMetric = false,
            };
        }
    }

    /// <summary>The same runs as rows.</summary>
    public static IEnumerable<Row> Rows(int count)
    {
        var random = new Random(20);
        for (int i = 0; i < count; i++)
        {
            int skill = random.Next(Skills);
            double luck = random.NextDouble();
            double rate = 0.5 + (0.45 * skill / (Skills - 1));
            yield return new Row(
                skill,
                Start.ToUnixTimeMilliseconds() + (long)((double)i / count * Days * 86_400_000),
                luck < 0.02 ? SkillOutcome.Skipped : luck < 0.02 + (0.98 * rate) ? SkillOutcome.Success : luck < 0.95 ? SkillOutcome.Failure : SkillOutcome.Partial,
                random.Next(10) switch { 0 => MetricSource.Human, 1 or 2 => MetricSource.Verified, _ => MetricSource.Self },
                Math.Round(Math.Exp(3 + (2 * random.NextDouble())), 3),
                Gates[random.Next(Gates.Length)],
                random.Next(12),
                Math.Round(random.NextDouble(), 2),
                $"{Words[random.Next(Words.Length)]} in the {Words[random.Next(Words.Length)]} of service {i % 13}, see run {i}");
        }
    }

    /// <summary>Fills a store through Core's log, a hundred thousand runs to a commit.</summary>
    public static MetricLog Fill(ClawContext context, int count)
    {
        var log = new MetricLog(context);
        foreach (AddMetricRequest[] chunk in Requests(count).Chunk(100_000))
        {
            _ = log.Apply([.. chunk.Select(log.Plan)]);
        }

        return log;
    }

    /// <summary>
    /// Inserts runs through Microsoft.Data.Sqlite with nothing around it: one table with a run's columns, one prepared
    /// statement, one transaction. No totals, no indexes, no checks. Gives milliseconds.
    /// </summary>
    public static double WriteBare(string path, IReadOnlyList<(Row Run, string Measures)> rows)
    {
        using var connection = new SqliteConnection("Data Source=" + path);
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        connection.Execute("""
            CREATE TABLE metric (
                id INTEGER PRIMARY KEY, scope_id INTEGER NOT NULL, skill_id INTEGER NOT NULL, at INTEGER NOT NULL, outcome INTEGER NOT NULL,
                source INTEGER NOT NULL, version INTEGER NOT NULL, written_at INTEGER NOT NULL, duration REAL, skill_hash TEXT, lessons_hash TEXT,
                session TEXT, agent TEXT, model TEXT, git_commit TEXT, origin TEXT, measures TEXT, notes TEXT)
            """);
        return CoreComparisons.Time(() =>
        {
            connection.Execute("BEGIN IMMEDIATE");
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = """
                INSERT INTO metric (scope_id, skill_id, at, outcome, source, version, written_at, duration, skill_hash, lessons_hash, session, agent, model, git_commit, origin, measures, notes)
                VALUES (0, $skill, $at, $outcome, $source, 1, $now, $duration, NULL, NULL, $session, $agent, NULL, NULL, NULL, $measures, $notes)
                """;
            SqliteParameter skill = command.Parameters.Add("$skill", SqliteType.Integer);
            SqliteParameter at = command.Parameters.Add("$at", SqliteType.Integer);
            SqliteParameter outcome = command.Parameters.Add("$outcome", SqliteType.Integer);
            SqliteParameter source = command.Parameters.Add("$source", SqliteType.Integer);
            SqliteParameter now = command.Parameters.Add("$now", SqliteType.Integer);
            SqliteParameter duration = command.Parameters.Add("$duration", SqliteType.Real);
            SqliteParameter session = command.Parameters.Add("$session", SqliteType.Text);
            SqliteParameter agent = command.Parameters.Add("$agent", SqliteType.Text);
            SqliteParameter measures = command.Parameters.Add("$measures", SqliteType.Text);
            SqliteParameter notes = command.Parameters.Add("$notes", SqliteType.Text);
            now.Value = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            session.Value = Scratch.Session;
            agent.Value = Scratch.Agent;
            foreach ((Row run, string json) in rows)
            {
                skill.Value = (long)run.Skill;
                at.Value = run.At;
                outcome.Value = (long)run.Outcome;
                source.Value = (long)run.Source;
                duration.Value = run.Duration;
                measures.Value = json;
                notes.Value = run.Notes;
                command.ExecuteNonQuery();
            }

            connection.Execute("COMMIT");
        });
    }

    /// <summary>One run.</summary>
    internal readonly record struct Row(int Skill, long At, SkillOutcome Outcome, MetricSource Source, double Duration, string Gate, int Findings, double Confidence, string Notes)
    {
        /// <summary>The measures as they are kept.</summary>
        public string Measures => string.Create(CultureInfo.InvariantCulture, $$"""{"gate":"{{Gate}}","findings":{{Findings}},"confidence":{{Confidence}}}""");
    }
}
