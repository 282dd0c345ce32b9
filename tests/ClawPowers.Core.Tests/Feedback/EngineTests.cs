using System.Globalization;
using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Feedback;
using ClawPowers.Core.Lessons;
using ClawPowers.Core.Tests.Support;
using static ClawPowers.Core.Tests.Feedback.FeedbackBench;

namespace ClawPowers.Core.Tests.Feedback;

public sealed class EngineTests
{
    // The ends of Wilson's interval lie on both sides of each line here.
    [Theory]
    [InlineData(1, 10, SkillVerdict.Failing, null)] // up to 40.4%
    [InlineData(2, 10, SkillVerdict.AtRisk, null)] // up to 51.0%
    [InlineData(4, 10, SkillVerdict.AtRisk, null)] // up to 68.7%
    [InlineData(5, 10, SkillVerdict.NeedMoreData, 11)] // 23.7% to 76.3%
    [InlineData(8, 8, SkillVerdict.NeedMoreData, 1)] // from 67.6%
    [InlineData(9, 9, SkillVerdict.Healthy, null)] // from 70.1%
    [InlineData(12, 13, SkillVerdict.NeedMoreData, 4)] // from 66.7%
    [InlineData(7, 10, SkillVerdict.NeedMoreData, null)] // no number of runs tells 70% from 70%
    public void The_interval_decides_on_the_verdict_and_says_how_many_runs_would_settle_it(int successes, int runs, SkillVerdict verdict, int? needed)
    {
        using var bench = new FeedbackBench();
        bench.Log(runs, i => Run(i < successes));

        SkillReport report = bench.Report();

        Assert.Equal((verdict, needed), (report.Verdict, report.RunsNeeded));
        Assert.Equal((runs, successes, (double)successes / runs, SkillTrend.Unknown), (report.Runs, report.Successes, report.Rate, report.Trend));
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void A_skill_that_got_worse_is_at_risk_whatever_its_rate_and_the_date_is_given()
    {
        using var bench = new FeedbackBench();
        bench.Log(140, i => Run(i < 110 ? i % 20 > 0 : i % 2 == 0));

        SkillReport report = bench.Report(request: new FeedbackRequest { Analyzers = ["drivers"] });

        Assert.Equal((SkillVerdict.AtRisk, SkillTrend.Declining), (report.Verdict, report.Trend));
        Assert.True(report.Interval!.Value.Low > 0.7);
        Assert.Empty(report.Findings);
        SkillFinding finding = Finding(bench.Report(), "decline", "success");
        Assert.InRange((finding.Since!.Value - bench.Time.Now.AddHours(-6 * 30)).TotalHours / 6, -10, 10);
        Assert.True(finding.Effect < -0.3);
    }

    [Fact]
    public void A_goal_that_no_run_has_a_number_of_is_refused_with_the_numbers_there_are()
    {
        using var bench = new FeedbackBench();
        bench.Log(12, i => Run(succeeded: true, With("cycles", i)));

        ClawException exception = Assert.Throws<ClawException>(() => bench.Report(request: new FeedbackRequest { Goals = [MeasureGoal.Parse("cycle:down")] }));

        Assert.Equal("GoalNotMeasured", exception.ErrorId);
        Assert.Contains("There are: cycles.", exception.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Report(request: new FeedbackRequest { Goals = [MeasureGoal.Parse("cycles:down")], Analyzers = ["drivers"] }).Findings);
    }

    [Fact]
    public void A_decline_stands_before_what_is_as_severe_and_more_certain()
    {
        using var bench = new FeedbackBench();
        bench.Log(140, i => Run(i < 110 ? i % 20 > 0 : i % 2 == 0) with { Duration = TimeSpan.FromSeconds(60 + (10 * i)) });

        SkillReport report = bench.Report();

        Assert.Equal(["decline", "duration"], report.Findings.Select(finding => finding.Analyzer));
        Assert.True(report.Findings[0].P > report.Findings[1].P);
    }

    [Fact]
    public void What_went_well_again_lately_is_improving_and_no_risk()
    {
        using var bench = new FeedbackBench();
        bench.Log(120, i => Run(i < 60 ? i % 2 == 0 : i % 20 > 0));

        SkillReport report = bench.Report();

        Assert.Equal((SkillTrend.Improving, FindingSeverity.Info), (report.Trend, Finding(report, "decline").Severity));
    }

    [Fact]
    public void Counts_durations_and_times_are_those_of_the_runs()
    {
        using var bench = new FeedbackBench();
        bench.Log(5, i => Run(i > 0) with
        {
            Outcome = i switch { 0 => SkillOutcome.Failure, 1 => SkillOutcome.Partial, 2 => SkillOutcome.Skipped, _ => SkillOutcome.Success },
            Duration = i == 4 ? null : TimeSpan.FromMinutes(i + 1),
        });

        SkillReport report = bench.Report();

        Assert.Equal((4, 2, 1, 1, 1), (report.Runs, report.Successes, report.Failures, report.Partials, report.Skipped));
        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3.8), TimeSpan.FromMinutes(7)), (report.DurationP50, report.DurationP95, report.TimeSpent));
        Assert.Equal((bench.Time.Now.AddHours(-30), bench.Time.Now.AddHours(-6)), (report.From, report.To));
        Assert.Empty(report.Sources);
        Assert.Equal("7 min went into 3 runs, 3 min of it into those that did not succeed.", Fact(report, "outcome", "time").Summary);
    }

    [Fact]
    public void Without_a_store_nothing_is_said_and_none_is_made()
    {
        using var bench = new FeedbackBench();

        Assert.Empty(bench.Feedback());
        bench.Install("prospecting");
        Assert.Empty(bench.Feedback());
        SkillReport report = Assert.Single(bench.Feedback(new FeedbackRequest { Analyzers = ["coverage"] }));

        Assert.Equal(("prospecting", SkillVerdict.NeedMoreData, 9, 0, null, null), (report.Skill, report.Verdict, report.RunsNeeded, report.Runs, report.Rate, report.Interval));
        Assert.False(File.Exists(bench.Scratch.Location.File));
    }

    [Fact]
    public void A_store_that_cannot_be_written_still_gives_feedback()
    {
        using var bench = new FeedbackBench();
        LogDriver(bench);
        bench.Scratch.CloseAll();
        foreach (string file in Directory.EnumerateFiles(bench.Scratch.Location.Directory))
        {
            Permissions.Set(file, Permissions.ReadFile);
        }

        Permissions.Set(bench.Scratch.Location.Directory, Permissions.ReadFolder);
        Permissions.Set(bench.Scratch.Root, Permissions.ReadFolder | UnixFileMode.UserWrite);
        string before = StoreFiles.Fingerprint(bench.Scratch);

        using var worker = Worker.StartUnprivileged(bench.Scratch.Location, "feedback", Skill, "2");

        Assert.Equal([$"{Skill} Healthy 120 lens=inversion none", $"{Skill} Healthy 120 lens=inversion none"], worker.Go().ReadToEnd());
        Assert.Equal(before, StoreFiles.Fingerprint(bench.Scratch));
    }

    [Fact]
    public void As_of_a_moment_later_runs_are_not_looked_at_and_that_moment_still_is()
    {
        using var bench = new FeedbackBench();
        bench.Log(60, i => Run(i < 40));
        DateTimeOffset moment = bench.Time.Now.AddHours(-6 * 21);

        SkillReport report = bench.Report(request: new FeedbackRequest { AsOf = moment });

        Assert.Equal((40, 40, moment), (report.Runs, report.Successes, report.To));
        Assert.Equal(39, bench.Report(request: new FeedbackRequest { AsOf = moment.AddMilliseconds(-1) }).Runs);
        Assert.Equal(11, bench.Report(request: new FeedbackRequest { AsOf = moment, Since = moment.AddHours(-60) }).Runs);
        Assert.Empty(bench.Feedback(new FeedbackRequest { AsOf = moment.AddYears(-1) }));
    }

    [Fact]
    public void Since_a_moment_earlier_runs_are_not_looked_at()
    {
        using var bench = new FeedbackBench();
        bench.Log(60, i => Run(i >= 40));

        SkillReport report = bench.Report(request: new FeedbackRequest { Since = bench.Time.Now.AddHours(-6 * 20) });

        Assert.Equal((20, 20, bench.Time.Now.AddHours(-6 * 20)), (report.Runs, report.Successes, report.From));
        Failure.Of("InvalidPeriod", () => bench.Feedback(new FeedbackRequest { Since = bench.Time.Now }));
    }

    [Fact]
    public void A_project_is_looked_at_together_with_the_global_scope_and_each_alone()
    {
        using var bench = new FeedbackBench();
        bench.Log(3, _ => Run(true));
        bench.Log(7, _ => Run(true) with { Project = "example.org/there" });
        Assert.Equal(3, Runs(new FeedbackRequest()));
        Failure.Of("NotInProject", () => bench.Feedback(new FeedbackRequest { Scope = ClawScope.Project }));
        bench.EnterProject();
        bench.Log(5, _ => Run(true));

        Assert.Equal(8, Runs(new FeedbackRequest()));
        Assert.Equal(5, Runs(new FeedbackRequest { Scope = ClawScope.Project }));
        Assert.Equal(7, Runs(new FeedbackRequest { Project = "example.org/there" }));
        Assert.Equal(3, Runs(new FeedbackRequest { Scope = ClawScope.Global }));
        Assert.Equal(15, Runs(new FeedbackRequest { Scope = ClawScope.All }));
        Assert.Empty(bench.Feedback(new FeedbackRequest { Project = "example.org/nowhere", Scope = ClawScope.Project }));
        bench.Scratch.Context = bench.Scratch.Context with { DefaultScope = ClawScope.All };
        Assert.Equal(15, Runs(new FeedbackRequest()));

        int Runs(FeedbackRequest request) => bench.Report(request: request).Runs;
    }

    [Theory]
    [InlineData("six hours apart")]
    [InlineData("a second apart")]
    [InlineData("in two scopes")]
    public void Only_the_last_2000_runs_are_looked_at_and_skipped_ones_take_no_place(string how)
    {
        using var bench = new FeedbackBench();
        bench.EnterProject();
        TimeSpan apart = how == "a second apart" ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(6);

        // Of four, one is skipped: 2,600 runs are 3,467 in the log. All of the first 600 fail.
        int runs = 0;
        bench.Log(3_467, i =>
        {
            bool isSkipped = i % 4 == 3;
            runs += isSkipped ? 0 : 1;
            return Run(runs > 600) with
            {
                Outcome = isSkipped ? SkillOutcome.Skipped : runs > 600 ? SkillOutcome.Success : SkillOutcome.Failure,
                Timestamp = bench.Time.Now - (apart * (3_467 - i)),
                Scope = how == "in two scopes" && i % 2 == 0 ? ClawScope.Global : null,
            };
        });
        Assert.Equal(2_601, runs);

        SkillReport report = bench.Report();

        Assert.Equal((2_000, 2_000, SkillTrend.Steady), (report.Runs, report.Successes, report.Trend));
        Assert.Equal(bench.Time.Now - (apart * 2_666), report.From);
        Assert.Equal(666, report.Skipped);
    }

    [Fact]
    public void Only_the_analyzers_asked_for_speak_and_the_verdict_stays()
    {
        using var bench = new FeedbackBench();
        LogDriver(bench);

        SkillReport report = bench.Report(request: new FeedbackRequest { Analyzers = ["OUTCOME", "coverage"] });

        Assert.Equal((SkillVerdict.Healthy, 120), (report.Verdict, report.Runs));
        Assert.Empty(report.Findings);
        Assert.All(report.Facts, fact => Assert.Equal("outcome", fact.Analyzer));
        Assert.NotEmpty(report.Facts);
        ClawException exception = Failure.Of("UnknownAnalyzer", () => bench.Feedback(new FeedbackRequest { Analyzers = ["drivers", "astrology"] }));
        Assert.Equal(
            "There is no analyzer 'astrology'. Allowed: outcome, decline, agreement, gates, drivers, patterns, calibration, duration, trend, coverage, lessons.",
            exception.Message);
    }

    [Fact]
    public void Skills_are_chosen_by_globs_and_stand_in_the_order_of_their_names()
    {
        using var bench = new FeedbackBench();
        foreach (string skill in new[] { "b-2", "a", "B", "b-1" })
        {
            bench.Log(1, _ => Run(true, skill: skill));
        }

        bench.Install("b-0");

        Assert.Equal(["B", "a", "b-1", "b-2"], bench.Feedback().Select(static report => report.Skill));
        Assert.Equal(["a", "b-0", "b-1", "b-2"], bench.Feedback(new FeedbackRequest { Skills = ["b-*", "a"] }).Select(static report => report.Skill));
        Assert.Empty(bench.Feedback(new FeedbackRequest { Skills = ["z*"] }));
    }

    [Fact]
    public void Findings_stand_by_severity_then_by_certainty_and_each_holds_up()
    {
        using var bench = new FeedbackBench();
        LogMany(bench);

        foreach (SkillReport report in bench.Feedback())
        {
            Assert.All(report.Findings, finding =>
            {
                Assert.False(finding.IsFact);
                Assert.InRange(finding.Q!.Value, finding.P!.Value, 0.05);
                Assert.InRange(finding.Ids.Count, 1, 20);
                Assert.Equal(finding.Ids.OrderDescending(), finding.Ids);
            });
            Assert.All(report.Facts, static fact => Assert.Equal((true, null, null), (fact.IsFact, fact.P, fact.Q)));
            Assert.Equal(report.Findings.OrderByDescending(static finding => finding.Severity).ThenByDescending(static finding => finding.Analyzer == "decline").ThenBy(static finding => finding.Q), report.Findings);
            Assert.True(report.Findings.Count >= 3);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_calls_say_the_same(bool isParallel)
    {
        using var bench = new FeedbackBench();
        LogMany(bench, isParallel ? 1_100 : 300);

        string first = Text(bench.Feedback(new FeedbackRequest { Store = false }));

        Assert.Equal(first, Text(bench.Feedback(new FeedbackRequest { Store = false })));
        Assert.NotEmpty(first);
    }

    [Fact]
    public void What_is_recommended_is_kept_under_a_number_that_stays_and_not_proposed_again_once_denied()
    {
        using var bench = new FeedbackBench();
        LogDriver(bench);

        SkillFinding first = Finding(bench.Report(), "drivers");
        SkillFinding second = Finding(bench.Report(), "drivers");
        Assert.NotNull(first.RecommendationId);
        Assert.Equal(first.RecommendationId, second.RecommendationId);
        Assert.Null(Finding(bench.Report(request: new FeedbackRequest { Store = false }), "drivers").RecommendationId);

        bench.Deny(first.RecommendationId);
        SkillFinding denied = Finding(bench.Report(), "drivers");

        Assert.Null(denied.RecommendationId);
        Assert.Equal(first.Summary, denied.Summary);
        Assert.Equal(RecommendationState.Denied, Assert.Single(bench.Recommendations.Read(new RecommendationQuery())).State);
    }

    [Theory]
    [InlineData("asked not to store")]
    [InlineData("as of a moment")]
    public void Nothing_is_proposed_when_nothing_is_stored(string how)
    {
        using var bench = new FeedbackBench();
        LogDriver(bench);
        var request = new FeedbackRequest { Store = how != "asked not to store", AsOf = how == "as of a moment" ? bench.Time.Now : null };

        Assert.NotEmpty(bench.Report(request: request).Findings);

        Assert.Empty(bench.Recommendations.Read(new RecommendationQuery()));
        Assert.Null(bench.Report().ComparedWith);
    }

    [Fact]
    public void Threads_that_ask_at_once_all_get_feedback_and_one_recommendation_comes_of_it()
    {
        using var bench = new FeedbackBench();
        LogDriver(bench);
        var findings = new SkillFinding[8];

        Parallel.For(0, findings.Length, i => findings[i] = Finding(bench.Report(), "drivers"));

        Assert.Single(bench.Recommendations.Read(new RecommendationQuery()));
        Assert.Equal([1L], findings.Select(static finding => finding.RecommendationId!.Value).Distinct());
    }

    [Fact]
    public void Processes_that_ask_at_once_all_get_feedback_and_one_recommendation_comes_of_it()
    {
        using var bench = new FeedbackBench();
        LogDriver(bench);
        Worker[] workers = [.. Enumerable.Range(0, 2).Select(_ => Worker.Start(bench.Scratch.Location, "feedback", Skill, "10"))];

        string[] said = [.. workers.Select(worker => worker.Go()).ToArray().SelectMany(worker => worker.ReadToEnd())];
        Array.ForEach(workers, worker => worker.Dispose());

        Assert.Equal(Enumerable.Repeat($"{Skill} Healthy 120 lens=inversion 1", 20), said);
        Assert.Single(bench.Recommendations.Read(new RecommendationQuery()));
    }

    private static void LogDriver(FeedbackBench bench) =>
        bench.Log(120, i => Run(i % 2 == 0 || i % 3 > 0, With("lens", i % 2 == 0 ? "inversion" : "analogy")));

    // Three skills with something to find in each: a decline, a driver, a trend, shared terms, sources that disagree.
    private static void LogMany(FeedbackBench bench, int runs = 300)
    {
        var random = new Random(20261121);
        foreach (string skill in new[] { "a", "b", "c" })
        {
            bench.Log(runs, i =>
            {
                bool isCareful = random.NextDouble() < 0.5;
                bool succeeded = random.NextDouble() < (isCareful ? 0.95 : 0.7) - (i > runs * 3 / 4 ? 0.35 : 0);
                return Run(succeeded, With("lens", isCareful ? "inversion" : "analogy", "size", i + random.Next(100), "noise", random.Next(5)), skill) with
                {
                    Source = random.NextDouble() < 0.7 ? MetricSource.Self : MetricSource.Verified,
                    Duration = TimeSpan.FromSeconds(10 + (i / 10.0) + random.Next(30)),
                    Notes = succeeded ? "went as planned" : "the mock server did not answer",
                };
            });
        }
    }

    private static string Text(IReadOnlyList<SkillReport> reports)
    {
        var text = new StringBuilder();
        foreach (SkillReport report in reports)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{report.Skill} {report.Verdict} {report.Runs} {report.Rate} {report.Interval} {report.Trend}");
            foreach (SkillFinding finding in report.Findings.Concat(report.Facts))
            {
                text.AppendLine(ClawPowers.Core.Lessons.Evidence.Write(finding)).AppendLine(finding.Recommendation);
            }
        }

        return text.ToString();
    }
}
