using System.Collections;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Metrics;

public sealed class MetricSummaryTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_summary_counts_outcomes_and_gives_rate_interval_and_mean_duration()
    {
        using var scratch = new Scratch();
        Add(scratch, "b", SkillOutcome.Success, seconds: 10);
        Add(scratch, "a", SkillOutcome.Success, seconds: 10);
        Add(scratch, "a", SkillOutcome.Failure, seconds: 20);
        Add(scratch, "a", SkillOutcome.Partial);
        Add(scratch, "a", SkillOutcome.Skipped);
        Add(scratch, "c", SkillOutcome.Skipped);

        MetricSummary[] summaries = Sum(scratch, new SummaryQuery());

        Assert.Equal(["a", "b", "c"], summaries.Select(summary => summary.Group));
        MetricSummary a = summaries[0];
        Assert.Equal(("Skill", 4L, 1L, 1L, 1L, 1L), (a.GroupBy, a.Runs, a.Successes, a.Failures, a.Partials, a.Skipped));
        Assert.Equal((1.0 / 3, TimeSpan.FromSeconds(15)), (a.Rate, a.MeanDuration));

        // Wilson's interval of 1 of 3, from its formula with z = 1.959963984540054.
        Assert.Equal(0.06149194472039624, a.Interval!.Value.Low, 1e-9);
        Assert.Equal(0.7923403991979523, a.Interval!.Value.High, 1e-9);
        Assert.Equal((1L, null, null, null), (summaries[2].Runs, summaries[2].Rate, summaries[2].Interval, summaries[2].MeanDuration));
        Assert.Equal((null, null), (a.Measure, a.Count));
    }

    [Fact]
    public void A_measure_is_summed_up_with_quantiles_of_type_7()
    {
        using var scratch = new Scratch();
        foreach (object value in new object[] { 1, 2, 4.5, "none", true, 10L })
        {
            Add(scratch, "a", SkillOutcome.Success, measures: new Hashtable { ["Findings"] = value });
        }

        Add(scratch, "b", SkillOutcome.Failure, seconds: 3);

        MetricSummary[] summaries = Sum(scratch, new SummaryQuery { Measure = "findings" });

        Assert.Equal(("findings", 6L, 4L, 17.5, 4.375, 3.25), (summaries[0].Measure, summaries[0].Runs, summaries[0].Count, summaries[0].Sum, summaries[0].Mean, summaries[0].P50));
        Assert.Equal(9.175, summaries[0].P95!.Value, 1e-12);
        Assert.Equal((0L, null, null, null), (summaries[1].Count, summaries[1].Sum, summaries[1].Mean, summaries[1].P50));
        Assert.Equal((1L, 3.0, 3.0), Assert.Single(Sum(scratch, new SummaryQuery { Measure = "Duration", Skills = ["b"] })) is var b ? (b.Count, b.P50, b.P95) : default);
        Failure.Of("InvalidMeasure", () => Sum(scratch, new SummaryQuery { Measure = "a b" }));
    }

    [Fact]
    public void Runs_are_grouped_by_fields_and_measures_in_the_order_of_their_kind()
    {
        using var scratch = new Scratch();
        Add(scratch, "a", SkillOutcome.Failure, at: Start.AddDays(1), measures: new Hashtable { ["api"] = "x402", ["n"] = 10, ["cost"] = 0.1 }, agent: "z");
        Add(scratch, "b", SkillOutcome.Success, at: Start.AddDays(1).AddHours(23), measures: new Hashtable { ["api"] = "acme", ["n"] = 9.0, ["cost"] = 0.1 });
        Add(scratch, "b", SkillOutcome.Success, at: Start, measures: new Hashtable { ["api"] = "x402", ["n"] = "many", ["cost"] = 0.1 });
        Add(scratch, "b", SkillOutcome.Success, at: Start, measures: new Hashtable { ["api"] = "x402", ["n"] = 9 });

        Assert.Equal(["2026-10-01", "2026-10-02"], Groups("day"));
        Assert.Equal(["Success", "Failure"], Groups("Outcome"));
        Assert.Equal(["Self"], Groups("source"));
        Assert.Equal(["tester", "z"], Groups("Agent"));
        Assert.Equal(["session-1"], Groups("session"));
        Assert.Equal([null], Groups("model"));
        Assert.Equal([null], Groups("Project"));
        Assert.Equal(["9", "10", "many"], Groups("N"));
        Assert.Equal(["acme", "x402"], Groups("api"));
        Assert.Equal([null], Groups("None"));
        Assert.Equal(["2026-10-01, x402, (none)", "2026-10-02, acme, (none)", "2026-10-02, x402, (none)"], Groups("Day", "api", "nothing"));
        MetricSummary[] spend = Sum(scratch, new SummaryQuery { GroupBy = ["day", "api"], Measure = "cost" });
        Assert.Equal([("Day, api", "2026-10-01, x402", 0.1), ("Day, api", "2026-10-02, acme", 0.1), ("Day, api", "2026-10-02, x402", 0.1)], spend.Select(row => (row.GroupBy!, row.Group!, row.Sum!.Value)));
        Assert.Equal(0.3, Assert.Single(Sum(scratch, new SummaryQuery { GroupBy = ["None"], Measure = "cost" })).Sum!.Value, 1e-15);
        Failure.Of("InvalidGrouping", () => Groups("None", "Day"));
        Failure.Of("InvalidGrouping", () => Groups("Day", "day"));
        Failure.Of("InvalidGrouping", () => Groups("a b"));

        IEnumerable<string?> Groups(params string[] by) => Sum(scratch, new SummaryQuery { GroupBy = by }).Select(summary => summary.Group);
    }

    [Fact]
    public void Any_period_filter_and_grouping_gives_what_the_runs_themselves_give()
    {
        using var scratch = new Scratch();
        MetricLog log = scratch.Metrics;
        var random = new Random(11);
        log.Apply([.. Enumerable.Range(0, 2_000).Select(number => log.Plan(new AddMetricRequest
        {
            Skill = $"skill-{random.Next(4)}",
            Outcome = (SkillOutcome)random.Next(4),
            Source = (MetricSource)random.Next(3),
            Timestamp = Start.AddSeconds(random.Next(-200_000, 600_000)),
            Duration = random.Next(2) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(100_000)),
            Project = random.Next(2) == 0 ? "github.com/a/b" : null,
        }))]);
        SkillMetric[] runs = [.. scratch.Metrics.Read(new MetricQuery { Scope = ClawScope.All })];

        for (int round = 0; round < 200; round++)
        {
            DateTimeOffset? since = random.Next(4) == 0 ? null : Start.AddSeconds(random.Next(-250_000, 300_000) / (round % 2 == 0 ? 1 : 86_400) * (round % 2 == 0 ? 1 : 86_400));
            DateTimeOffset? until = random.Next(4) == 0 ? null : (since ?? Start).AddSeconds(random.Next(1, 400_000)).AddMilliseconds(random.Next(3));
            SkillOutcome[]? outcomes = random.Next(3) == 0 ? [SkillOutcome.Success, SkillOutcome.Skipped] : null;
            string by = new[] { "Skill", "Day", "Project", "None", "Outcome" }[random.Next(5)];
            string[]? skills = random.Next(2) == 0 ? null : ["skill-[12]"];

            MetricSummary[] summaries = Sum(scratch, new SummaryQuery { GroupBy = [by], Since = since, Until = until, Outcomes = outcomes, Skills = skills, Scope = ClawScope.All });

            var expected = runs
                .Where(run => (since is null || run.Timestamp >= since) && (until is null || run.Timestamp < until) && (outcomes is null || outcomes.Contains(run.Outcome)) && (skills is null || run.Skill is "skill-1" or "skill-2"))
                .GroupBy(run => by switch
                {
                    "Skill" => run.Skill,
                    "Day" => run.Timestamp.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    "Project" => run.Project,
                    "Outcome" => run.Outcome.ToString(),
                    _ => null,
                })
                .ToDictionary(group => group.Key ?? string.Empty, group => (
                    group.Count(),
                    group.Count(run => run.Outcome == SkillOutcome.Success),
                    group.Where(run => run.Duration is not null).Select(run => run.Duration!.Value.TotalSeconds).DefaultIfEmpty().Average()));
            if (by == "None" && expected.Count == 0)
            {
                expected[string.Empty] = (0, 0, 0);
            }

            var actual = summaries.ToDictionary(summary => summary.Group ?? string.Empty, summary => ((int)summary.Runs, (int)summary.Successes, summary.MeanDuration?.TotalSeconds ?? 0));
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
            foreach ((string group, (int count, int successes, double mean)) in expected)
            {
                Assert.Equal((count, successes), (actual[group].Item1, actual[group].Item2));
                Assert.Equal(mean, actual[group].Item3, 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(true, false, "SEARCH TABLE metric AS m USING INDEX metric_skill (scope_id=? AND skill_id=? AND at>? AND at<?)")]
    [InlineData(true, true, "SEARCH TABLE metric AS m USING INDEX metric_skill (scope_id=? AND skill_id=? AND at>? AND at<?)")]
    [InlineData(false, true, "SEARCH TABLE metric AS m USING INDEX metric_at (scope_id=? AND at>? AND at<?)")]
    [InlineData(false, false, "SCAN TABLE metric AS m")]
    public void Runs_of_some_skills_or_of_a_period_are_read_without_the_others(bool hasSkills, bool hasPeriod, string plan)
    {
        using var scratch = new Scratch();
        Add(scratch, "a", SkillOutcome.Success);
        using SqliteConnection connection = StoreConnections.OpenForReading(scratch.Location)!;
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + MetricSummaries.LogOf(hasSkills, hasPeriod);
        foreach (string name in (string[])["$scopes", "$skills", "$withAgent", "$withSession", "$withModel", "$withMeasures", "$since", "$until", "$outcomes", "$sources", "$session", "$agent", "$measure"])
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        using SqliteDataReader reader = command.ExecuteReader();

        Assert.True(reader.Read());
        Assert.Equal(plan, reader.GetString(3));
    }

    [Fact]
    public void Conditions_on_measures_session_and_agent_leave_runs_out()
    {
        using var scratch = new Scratch();
        Add(scratch, "a", SkillOutcome.Success, measures: new Hashtable { ["gate"] = "unit" });
        Add(scratch, "a", SkillOutcome.Failure, measures: new Hashtable { ["gate"] = "security" }, agent: "x");

        Assert.Equal(1, Assert.Single(Sum(scratch, new SummaryQuery { Measures = [MeasureCondition.Parse("gate=unit")] })).Successes);
        Assert.Equal(0, Assert.Single(Sum(scratch, new SummaryQuery { Agent = "x" })).Successes);
        Assert.Empty(Sum(scratch, new SummaryQuery { SessionId = "other" }));
        Assert.Equal(1, Assert.Single(Sum(scratch, new SummaryQuery { Sources = [MetricSource.Self], Outcomes = [SkillOutcome.Failure] })).Runs);
    }

    [Fact]
    public void A_project_and_the_global_scope_are_summed_up_together_unless_told_otherwise()
    {
        using var scratch = new Scratch();
        Add(scratch, "a", SkillOutcome.Success);
        GitRepository.Create(scratch.PathOf("repo"));
        scratch.Context = scratch.Context with { WorkingDirectory = scratch.PathOf("repo") };
        Add(scratch, "a", SkillOutcome.Failure);

        Assert.Equal(2, Assert.Single(Sum(scratch, new SummaryQuery())).Runs);
        Assert.Equal(1, Assert.Single(Sum(scratch, new SummaryQuery { Scope = ClawScope.Project })).Failures);
        Assert.Equal(1, Assert.Single(Sum(scratch, new SummaryQuery { Scope = ClawScope.Global })).Successes);
        Assert.Equal([scratch.PathOf("repo").Replace('\\', '/'), null], Sum(scratch, new SummaryQuery { GroupBy = ["Project"] }).Select(summary => summary.Group));
    }

    private static MetricSummary[] Sum(Scratch scratch, SummaryQuery query) => [.. scratch.Metrics.Summarize(query)];

    private static void Add(Scratch scratch, string skill, SkillOutcome outcome, double? seconds = null, DateTimeOffset? at = null, Hashtable? measures = null, string? agent = null) =>
        scratch.Metrics.Apply(new AddMetricRequest { Skill = skill, Outcome = outcome, Duration = seconds is { } known ? TimeSpan.FromSeconds(known) : null, Timestamp = at, Measures = measures, Agent = agent });
}
