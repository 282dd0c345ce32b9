using ClawPowers.Core.Feedback;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Statistics;
using static ClawPowers.Core.Tests.Feedback.FeedbackBench;

namespace ClawPowers.Core.Tests.Feedback;

/// <summary>What skills say that their record will tell, each with data of its kind.</summary>
public sealed class PromiseTests
{
    [Fact]
    public void Which_gate_fails_most_often_and_which_never_catches_anything()
    {
        using var bench = new FeedbackBench();
        IReadOnlyList<long> ids = bench.Log(150, i => (i % 5) switch
        {
            0 => Gate("security", succeeded: i % 25 > 5, seconds: 60),
            1 => Gate("build", succeeded: i % 25 > 1, seconds: 60),
            2 => Gate("docs", succeeded: true, seconds: 40),
            3 => Gate("lint", succeeded: true, seconds: 2, "findings", i % 50 == 3 ? 7 : 0),
            _ => Gate($"new{i % 3}", succeeded: true, seconds: 1),
        });

        SkillReport report = bench.Report();

        SkillFinding most = Fact(report, "gates", "gate=security");
        Assert.Equal(0.4, most.Effect);
        Assert.Equal(Wilson.Interval(12, 30), most.Interval);
        Assert.Equal(ids.Where((_, i) => i % 25 is 0 or 5).Reverse(), most.Ids);
        Assert.Equal(
            "Of 7 gates, security fails most often: security in 12 of 30 runs (40%, 25–58% at 95%); build in 6 of 30 runs (20%, 10–37% at 95%); lint in 3 of 30 runs (10%, 3–26% at 95%).",
            most.Summary);

        SkillFinding never = Assert.Single(report.Facts, fact => fact.Summary.Contains("never caught", StringComparison.Ordinal));
        Assert.Equal(("gate=docs", 0.0, 30), (never.Subject, never.Effect, never.N));
        Assert.Equal("The gate docs never caught anything in 30 runs: at 95% it catches something in at most 10% of them, and they took 20 min.", never.Summary);
        Assert.StartsWith("Run docs less often, or make it stricter", never.Recommendation, StringComparison.Ordinal);

        static AddMetricRequest Gate(string gate, bool succeeded, int seconds, params object[] more) =>
            Run(succeeded, With(["gate", gate, .. more])) with { Duration = TimeSpan.FromSeconds(seconds) };
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_plans_took_over_what_they_were_estimated_at_by_a_measure_or_by_the_duration(bool isMeasured)
    {
        using var bench = new FeedbackBench();
        double[] ratios = [0.8, 1.2, 1.5, 2, 1.6];
        IReadOnlyList<long> ids = bench.Log(40, i => isMeasured
            ? Run(true, With("estimate", 30, "actual", 30 * ratios[i % 5]))
            : Run(true, With("estimate", 30)) with { Duration = TimeSpan.FromMinutes(30 * ratios[i % 5]) });

        SkillReport report = bench.Report();

        SkillFinding finding = Finding(report, "calibration", "estimate");
        Assert.Equal((1.5, "ratio", 40), (finding.Effect!.Value, finding.EffectUnit, finding.N));
        Assert.True(finding.Interval is { Low: >= 1.2 and <= 1.5, High: >= 1.5 and <= 2 });
        Assert.DoesNotContain(report.Facts, static fact => fact.Analyzer == "calibration");
        Assert.StartsWith("Estimates are too low: 32 of 40 runs took longer than estimated, 8 shorter; the median of actual over estimate is 1.5 (1.", finding.Summary, StringComparison.Ordinal);
        Assert.Equal(ids.Where((_, i) => i % 5 > 0).Reverse().Take(20), finding.Ids);
        SkillRecommendation proposed = bench.Recommendation(finding.RecommendationId);
        Assert.Equal((RecommendationKind.Lesson, RecommendationState.Proposed), (proposed.Kind, proposed.State));
        Assert.StartsWith("Multiply estimates by 1.5: ", proposed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_too_few_plans_took_over_their_estimates_is_a_fact()
    {
        using var bench = new FeedbackBench();
        double[] actual = [24, 36, 45, 60, 48];
        bench.Log(5, i => Run(true, With("estimate", 30, "actual", actual[i])));

        SkillReport report = bench.Report();

        Assert.Empty(report.Findings);
        SkillFinding fact = Fact(report, "calibration", "estimate");
        Assert.Equal((1.5, 5), (fact.Effect!.Value, fact.N));
        Assert.StartsWith("Estimates: 4 of 5 runs took longer than estimated, 1 shorter; the median of actual over estimate is 1.5", fact.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(90)]
    public void Whether_stated_confidence_was_right_by_a_measure_of_its_own(double confidence)
    {
        using var bench = new FeedbackBench();
        IReadOnlyList<long> ids = bench.Log(40, i => Run(true, With("confidence", confidence, "correct", i % 2 == 0)));

        SkillFinding finding = Finding(bench.Report(), "calibration", "confidence");

        Assert.Equal(0.4, finding.Effect!.Value, 1e-12);
        Assert.True(finding.Interval is { Low: > 0.2, High: < 0.6 });
        Assert.Equal("Stated confidence is too high by 40 points: stated 90% on average, and 50% of 40 runs were right; Brier score 0.41.", finding.Summary);
        Assert.Equal(ids.Where((_, i) => i % 2 == 1).Reverse(), finding.Ids);
        Assert.StartsWith("State less confidence, by about 40 points", bench.Recommendation(finding.RecommendationId).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whether_stated_confidence_was_right_by_how_the_run_ended()
    {
        using var bench = new FeedbackBench();
        bench.Log(60, i => Run(i % 10 > 0, With("confidence", 0.5)));

        SkillFinding finding = Finding(bench.Report(), "calibration", "confidence");

        Assert.Equal(-0.4, finding.Effect!.Value, 1e-12);
        Assert.StartsWith("Stated confidence is too low by 40 points: stated 50% on average, and 90% of 60 runs were right", finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Confidence_that_fits_the_results_is_a_fact_and_no_finding()
    {
        using var bench = new FeedbackBench();
        bench.Log(60, i => Run(i % 5 > 0, With("confidence", 0.8)));

        SkillReport report = bench.Report();

        Assert.Empty(report.Findings);
        Assert.Equal(0, Fact(report, "calibration", "confidence").Effect!.Value, 1e-12);
    }

    [Theory]
    [InlineData("criterion", "funded")]
    [InlineData("reviewer", "ana")]
    [InlineData("lens", "inversion")]
    public void Which_criterion_reviewer_or_lens_goes_with_success(string measure, string best)
    {
        using var bench = new FeedbackBench();
        IReadOnlyList<long> ids = bench.Log(120, i => Run(i % 3 == 0 ? i % 30 > 0 : i % 2 == 0, With(measure, (i % 3) switch { 0 => best, 1 => "second", _ => "third" })));

        SkillReport report = bench.Report();

        SkillFinding finding = Finding(report, "drivers");
        Assert.Equal(($"{measure}={best}", "points", 120, FindingSeverity.Warning), (finding.Subject, finding.EffectUnit, finding.N, finding.Severity));
        Assert.Equal(0.4, finding.Effect!.Value, 1e-12);
        Assert.Equal(Newcombe.Difference(36, 40, 40, 80), finding.Interval);
        Assert.Equal($"{measure}={best} goes with more success: 36 of 40 runs succeeded (90%), 40 of 80 others (50%).", finding.Summary);
        Assert.Equal($"Prefer {measure}={best}.", finding.Recommendation);
        Assert.Equal(ids.Where((_, i) => i % 3 > 0 && i % 2 == 1).Reverse().Take(20), finding.Ids);
        Assert.StartsWith($"Prefer {measure}={best}: 36 of 40", bench.Recommendation(finding.RecommendationId).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Which_reviewer_goes_with_fewer_review_cycles()
    {
        using var bench = new FeedbackBench();
        IReadOnlyList<long> ids = bench.Log(60, i => Run(true, With("reviewer", i % 3 == 0 ? "ana" : "bo", "cycles", i % 3 == 0 ? 1 + (i % 2) : 3 + (i % 2))));

        SkillReport report = bench.Report(request: new FeedbackRequest { Goals = [MeasureGoal.Parse("cycles:down")] });

        SkillFinding finding = Finding(report, "drivers");
        Assert.Equal(("reviewer=ana", "tau", 60), (finding.Subject, finding.EffectUnit, finding.N));
        Assert.InRange(finding.Effect!.Value, -1, -0.5);
        Assert.Equal("reviewer=ana goes with lower cycles: median cycles 1.5 in 20 runs, 3.5 in 40 others.", finding.Summary);
        Assert.Equal("Prefer reviewer=ana.", finding.Recommendation);
        Assert.Equal(ids.Where((_, i) => i % 3 == 0).Reverse(), finding.Ids);
    }

    [Fact]
    public void A_goal_can_be_the_duration()
    {
        using var bench = new FeedbackBench();
        bench.Log(60, i => Run(true, With("lens", i % 2 == 0 ? "inversion" : "analogy")) with { Duration = TimeSpan.FromSeconds(i % 2 == 0 ? 100 + i : 400 + i) });

        SkillFinding finding = Finding(bench.Report(request: new FeedbackRequest { Goals = [MeasureGoal.Parse("duration:down")] }), "drivers");

        Assert.Equal("lens=inversion", finding.Subject);
        Assert.StartsWith("lens=inversion goes with lower duration: ", finding.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1000..8000", 4_750)]
    [InlineData("1000..3000", 3_000)]
    public void The_best_size_of_a_delegated_piece_lies_in_the_middle_and_becomes_a_parameter_within_its_bounds(string bounds, double value)
    {
        using var bench = new FeedbackBench();
        bench.Install(Skill, $"metadata:\n  tracks: \"piece_tokens\"\n  improves: \"piece_tokens={bounds}\"");

        // 91 sizes from 250 to 9,250 in a shuffled order; in the middle third all go well, at both ends half of them.
        bench.Log(91, i => i * 34 % 91 is var size && size is > 30 and < 60
            ? Run(true, With("piece_tokens", 250 + (100 * size)))
            : Run(size % 2 == 0, With("piece_tokens", 250 + (100 * size))));

        SkillFinding finding = Finding(bench.Report(), "drivers", "piece_tokens");

        Assert.Equal("piece_tokens from 3,350 to 6,150 goes with more success: 29 of 29 runs succeeded (100%), 32 of 62 others (52%).", finding.Summary);
        Assert.Equal("Keep piece_tokens between 3,350 and 6,150.", finding.Recommendation);
        SkillRecommendation proposed = bench.Recommendation(finding.RecommendationId);
        Assert.Equal((RecommendationKind.Parameter, "piece_tokens", value), (proposed.Kind, proposed.Parameter, proposed.Value));
    }

    [Fact]
    public void What_is_advised_about_a_parameter_is_the_best_range_even_where_another_one_stands_out()
    {
        using var bench = new FeedbackBench();
        bench.Install(Skill, "metadata:\n  improves: \"piece_tokens=1000..8000\"");

        // The largest third mostly fails; of the others the smaller do a little better.
        bench.Log(90, i => i * 37 % 90 is var size && size < 60
            ? Run(size % (size < 30 ? 15 : 10) > 0, With("piece_tokens", 1_003 + (61 * size)))
            : Run(size % 3 == 0, With("piece_tokens", 1_003 + (61 * size))));

        SkillFinding finding = Finding(bench.Report(), "drivers", "piece_tokens");

        Assert.Equal("piece_tokens of at least 4,663 goes with less success: 10 of 30 runs succeeded (33%), 55 of 60 others (92%).", finding.Summary);
        Assert.Equal("Keep piece_tokens at 2,772 or less.", finding.Recommendation);
        SkillRecommendation proposed = bench.Recommendation(finding.RecommendationId);
        Assert.Equal((RecommendationKind.Parameter, 1_890), (proposed.Kind, proposed.Value)); // the median, 1,887.5, to three digits
        Assert.StartsWith("Keep piece_tokens at 2,772 or less: piece_tokens of at least 4,663 goes with less success, 10 of 30 runs", proposed.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("critical", true)]
    [InlineData("high", false)]
    public void Whether_the_counts_of_audits_rise_or_fall(string measure, bool isRising)
    {
        using var bench = new FeedbackBench();
        IReadOnlyList<long> ids = bench.Log(24, i => Run(true, With(measure, isRising ? i : 30 - i, "tools", "scanner")));

        SkillFinding finding = Finding(bench.Report(request: new FeedbackRequest { Goals = [MeasureGoal.Parse(measure + ":down")] }), "trend", measure);

        Assert.Equal((isRising ? 1.0 : -1.0, "per run", 24), (finding.Effect!.Value, finding.EffectUnit, finding.N));
        Assert.Equal(isRising ? FindingSeverity.Warning : FindingSeverity.Info, finding.Severity);
        Assert.Equal(
            isRising
                ? "critical is rising, which is not the way it ought to go: median 2.5 in the first 6 of 24 runs, 20.5 in the last 6."
                : "high is falling, which is the way it ought to go: median 27.5 in the first 6 of 24 runs, 9.5 in the last 6.",
            finding.Summary);
        Assert.Equal(ids.Reverse().Take(20), finding.Ids);
    }

    [Fact]
    public void What_is_spent_per_day_and_api()
    {
        using var bench = new FeedbackBench();
        DateTimeOffset day = new(2026, 10, 30, 23, 0, 0, TimeSpan.Zero);
        bench.Log(4, i => Run(true, With("amount", 0.25 * (i + 1), "merchant", i % 2 == 0 ? "x402.example" : "api.example")) with { Timestamp = day.AddMinutes(30 * i) });
        bench.Log(1, _ => Run(true, With("amount", 100)) with { Skill = "other", Timestamp = day });

        IReadOnlyList<MetricSummary> spend = bench.Scratch.Metrics.Summarize(new SummaryQuery { Skills = [Skill], GroupBy = ["Day", "merchant"], Measure = "amount" });

        Assert.Equal(
            [("2026-10-30, api.example", 0.5), ("2026-10-30, x402.example", 0.25), ("2026-10-31, api.example", 1.0), ("2026-10-31, x402.example", 0.75)],
            spend.Select(static group => (group.Group!, group.Sum!.Value)));
    }

    [Fact]
    public void Which_skills_are_never_used_and_what_they_track_and_never_record()
    {
        using var bench = new FeedbackBench();
        bench.Install("prospecting");
        bench.Install(Skill, "metadata:\n  tracks: \"estimate actual rework\"");
        IReadOnlyList<long> ids = bench.Log(12, i => Run(true, With("Estimate", 30, "moon", "full", "situation", "too much for a day")));

        IReadOnlyList<SkillReport> reports = bench.Feedback(new FeedbackRequest { Analyzers = ["Coverage"] });

        Assert.Equal([Skill, "prospecting"], reports.Select(static report => report.Skill));
        Assert.Equal(Skill, Assert.Single(bench.Feedback()).Skill);
        Assert.Equal("prospecting", Assert.Single(bench.Feedback(new FeedbackRequest { Skills = ["prosp*"] })).Skill);
        SkillFinding missing = Fact(reports[0], "coverage", "tracks");
        Assert.Equal("It says it tracks actual, rework, and none of 12 runs recorded any of them.", missing.Summary);
        Assert.Equal(ids.Reverse(), missing.Ids);
        Assert.Equal("Recorded, but not named by the skill as tracked: moon.", Fact(reports[0], "coverage", "measures").Summary);
        Assert.Equal((SkillVerdict.NeedMoreData, 0), (reports[1].Verdict, reports[1].Runs));
        Assert.Equal("It was never used.", Assert.Single(reports[1].Facts).Summary);
        Assert.Equal("It was not used in this period.", Fact(bench.Report("prospecting", new FeedbackRequest { Skills = ["prospecting"], Since = bench.Time.Now.AddDays(-1) }), "coverage").Summary);
    }

    [Fact]
    public void What_the_notes_of_failures_share()
    {
        using var bench = new FeedbackBench();
        IReadOnlyList<long> ids = bench.Log(60, i => Run(i % 3 > 0) with
        {
            Notes = i % 3 == 0 && i % 15 > 0 ? $"The mock server did not answer at step {i}." : $"Went as planned at step {i}.",
        });

        SkillReport report = bench.Report();

        SkillFinding finding = Assert.Single(report.Findings, finding => finding.Subject == "mock server");
        Assert.Equal(("patterns", 0.8, "points", 60), (finding.Analyzer, Math.Round(finding.Effect!.Value, 12), finding.EffectUnit, finding.N));
        Assert.Equal("Failures share \"mock server\": it stands in the notes of 16 of 20 failures, and of 0 of 40 successes.", finding.Summary);
        Assert.Equal(ids.Where((_, i) => i % 3 == 0 && i % 15 > 0).Reverse(), finding.Ids);
        Assert.StartsWith("Look out for \"mock server\"", bench.Recommendation(finding.RecommendationId).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Findings, finding => finding.Subject is "step" or "planned" or "mock" or "server");
    }

    [Fact]
    public void What_recurs_where_nothing_succeeded_with_a_note_is_a_fact()
    {
        using var bench = new FeedbackBench();
        bench.Log(8, i => Run(i % 2 == 0) with { Notes = i % 2 == 0 ? null : i == 1 ? "The mock server." : "Timeout of the mock server." });

        SkillReport report = bench.Report();

        Assert.Empty(report.Findings);
        Assert.Equal("Recurring in the notes of 4 failures: \"mock server\" in 4, \"timeout\" in 3.", Fact(report, "patterns", "terms").Summary);
    }

    [Fact]
    public void Where_agents_and_checks_disagree()
    {
        using var bench = new FeedbackBench();
        IReadOnlyList<long> ids = bench.Log(80, i => i % 2 == 0
            ? Run(i % 20 > 0) with { Source = MetricSource.Self }
            : Run(i % 4 == 1) with { Source = i % 8 == 1 ? MetricSource.Human : MetricSource.Verified });

        SkillReport report = bench.Report();

        SkillFinding finding = Finding(report, "agreement");
        Assert.Equal(("source", "points", 80), (finding.Subject, finding.EffectUnit, finding.N));
        Assert.Equal(0.4, finding.Effect!.Value, 1e-12);
        Assert.Equal(Newcombe.Difference(36, 40, 20, 40), finding.Interval);
        Assert.Equal("Self-reports say 90% (36 of 40), checks and people say 50% (20 of 40).", finding.Summary);
        Assert.Equal(ids.Where((_, i) => i % 4 == 3).Reverse(), finding.Ids);
        Assert.Equal(
            [(MetricSource.Self, 40, 36), (MetricSource.Verified, 30, 10), (MetricSource.Human, 10, 10)],
            report.Sources.Select(static source => (source.Source, source.Runs, source.Successes)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whether_an_approved_lesson_helped_or_did_harm(bool helps)
    {
        using var bench = new FeedbackBench();
        bench.Log(120, i => Run(i % 2 == 0 ? i % 20 > 0 : i % 4 == 1, With("lens", i % 2 == 0 ? "inversion" : "analogy")));
        SkillFinding driver = Finding(bench.Report(), "drivers");
        bench.Approve(driver.RecommendationId);
        Assert.Equal(
            $"The lesson of recommendation {driver.RecommendationId}: 0 of the 10 runs that are needed to judge it.",
            Fact(bench.Report(), "lessons", $"recommendation {driver.RecommendationId}").Summary);

        bench.LogNow(40, i => Run(helps || i % 4 == 0, With("lens", "inversion")));
        SkillReport report = bench.Report();

        SkillFinding finding = Finding(report, "lessons");
        Assert.Equal(helps ? 0.3 : -0.45, finding.Effect!.Value, 1e-12);
        Assert.Contains(helps ? "helped: 100% of 40 runs" : "did harm: 25% of 40 runs", finding.Summary, StringComparison.Ordinal);
        Assert.Contains("70% of 120 before", finding.Summary, StringComparison.Ordinal);
        SkillRecommendation proposed = bench.Recommendation(finding.RecommendationId);
        Assert.Equal(
            (helps ? RecommendationKind.Keep : RecommendationKind.Revert, RecommendationState.Proposed, driver.RecommendationId),
            (proposed.Kind, proposed.State, proposed.TargetId));
        Assert.Equal(RecommendationState.Approved, bench.Recommendation(driver.RecommendationId).State);
    }
}
