using System.Globalization;
using ClawPowers.Core.Feedback;
using ClawPowers.Core.Lessons;
using static ClawPowers.Core.Tests.Feedback.FeedbackBench;

namespace ClawPowers.Core.Tests.Feedback;

/// <summary>Logs as nobody means them: feedback neither fails on them nor makes something of nothing.</summary>
public sealed class OddDataTests
{
    private static readonly string[] Nonsense = ["NaN", "∞", "Infinity"];

    [Fact]
    public void One_run_is_no_ground_for_anything()
    {
        using var bench = new FeedbackBench();
        bench.Log(1, _ => Run(false, With("lens", "x", "confidence", 1, "estimate", 5, "actual", 7, "gate", "g")) with { Notes = "It broke.", Duration = TimeSpan.Zero });

        SkillReport report = Sane(bench);

        Assert.Empty(report.Findings);
        Assert.Equal((SkillVerdict.NeedMoreData, 1), (report.Verdict, report.Runs));
    }

    [Fact]
    public void Where_all_runs_were_skipped_there_is_nothing_to_judge()
    {
        using var bench = new FeedbackBench();
        bench.Install(Skill, "metadata:\n  tracks: \"estimate\"");
        bench.Log(40, _ => Run(true) with { Outcome = SkillOutcome.Skipped });

        SkillReport report = Sane(bench);

        Assert.Equal((SkillVerdict.NeedMoreData, 0, 40, null, null, null), (report.Verdict, report.Runs, report.Skipped, report.Rate, report.Interval, report.From));
        Assert.Empty(report.Findings.Concat(report.Facts));
    }

    [Fact]
    public void Runs_of_one_moment_stand_in_the_order_in_which_they_were_recorded()
    {
        using var bench = new FeedbackBench();
        IReadOnlyList<long> ids = bench.Log(140, i => Run(i < 100) with { Timestamp = bench.Time.Now });

        SkillReport report = Sane(bench);

        Assert.Equal(SkillTrend.Declining, report.Trend);
        Assert.Equal(ids.Reverse().Take(20), Finding(report, "decline").Ids);
    }

    [Fact]
    public void Measures_that_never_change_say_nothing()
    {
        using var bench = new FeedbackBench();
        bench.Log(200, i => Run(i % 3 > 0, With("lens", "same", "size", 7, "estimate", 30, "actual", 30, "confidence", 0.5)) with { Duration = TimeSpan.FromSeconds(3) });

        SkillReport report = Sane(bench);

        Assert.All(report.Findings, static finding => Assert.Equal(("calibration", "confidence"), (finding.Analyzer, finding.Subject)));
        Assert.Equal((1.0, 0.0), (Fact(report, "calibration", "estimate").Effect!.Value, report.DurationP95!.Value.TotalSeconds - 3));
    }

    [Fact]
    public void Numbers_as_large_as_there_are_leave_no_figure_without_meaning()
    {
        using var bench = new FeedbackBench();
        double[] extremes = [double.MaxValue, -double.MaxValue, double.Epsilon, 0, 1e300, -1e300];
        bench.Log(120, i => Run(i % 2 == 0, With(
            "wild", extremes[i % 6],
            "rising", i < 60 ? -double.MaxValue : double.MaxValue * (i / 200.0),
            "estimate", i % 3 == 0 ? double.Epsilon : 1e308,
            "actual", extremes[i % 6],
            "confidence", extremes[i % 6])));

        Assert.NotEmpty(Sane(bench).Findings);
        Sane(bench, new FeedbackRequest { Goals = [MeasureGoal.Parse("rising:down"), MeasureGoal.Parse("wild:up")] });
    }

    [Fact]
    public void Of_300_measures_those_recorded_most_often_are_looked_at_and_that_is_said()
    {
        using var bench = new FeedbackBench();
        bench.Log(150, i => Run(i % 2 == 0 ? i % 20 > 0 : i % 4 == 1, With(
            "lens", i % 2 == 0 ? "inversion" : "analogy",
            string.Create(CultureInfo.InvariantCulture, $"made_up_{i}"), i,
            string.Create(CultureInfo.InvariantCulture, $"invented_{i}"), "text")));

        SkillReport report = Sane(bench);

        Assert.Equal("lens=inversion", Finding(report, "drivers").Subject);
        Assert.Equal("It has more than 200 measures; only the 40 that are recorded most often were looked at.", Fact(report, "trend", "measures").Summary);
    }

    [Fact]
    public void A_measure_of_every_run_another_label_says_nothing()
    {
        using var bench = new FeedbackBench();
        bench.Log(300, i => Run(i % 3 > 0, With("id", string.Create(CultureInfo.InvariantCulture, $"run-{i}"))));

        Assert.Empty(Sane(bench).Findings);
    }

    [Theory]
    [InlineData("'{\"lens\":'")]
    [InlineData("'nonsense'")]
    [InlineData("''")]
    [InlineData("'[1,2]'")]
    [InlineData("'null'")]
    [InlineData("'{\"lens\":{\"a\":[1]},\"size\":[]}'")]
    [InlineData("'{\"lens\":\"\\ud800\"}'")]
    [InlineData("'{\"\\ud800\":1}'")]
    [InlineData("'{\"size\":1e999}'")]
    [InlineData("X'7B22FF223A22FF227D'")]
    [InlineData("7")]
    public void Measures_that_are_damaged_are_passed_over_and_the_other_runs_still_speak(string measures)
    {
        using var bench = new FeedbackBench();
        bench.Log(240, i => Run(i % 2 == 0 ? i % 20 > 0 : i % 4 == 1, With("lens", i % 2 == 0 ? "inversion" : "analogy")));
        bench.Scratch.Sql($"UPDATE metric SET measures = {measures} WHERE id % 3 = 0");

        SkillReport report = Sane(bench);

        SkillFinding finding = Finding(report, "drivers");
        Assert.Equal(("lens=inversion", 160), (finding.Subject, finding.N));
        Assert.Equal(240, report.Runs);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("long")] // the secret lies where a note is cut
    public void A_secret_in_notes_or_labels_is_never_shown_nor_kept(string how)
    {
        using var bench = new FeedbackBench();
        string secret = "AKIA" + "IOSFODNN7EXAMPLE";
        string note = how == "short" ? $"Access denied for {secret} again." : new string('x', 3_985) + " " + secret;
        bench.Log(60, i => Run(i % 2 == 0, With("key", i % 2 == 0 ? "none" : secret, "gate", secret)) with
        {
            Notes = i % 2 == 0 ? "Went as planned." : note,
            AllowSecret = true,
        });

        SkillReport report = Sane(bench);
        bench.Time.Move(TimeSpan.FromDays(1));
        IEnumerable<string?> texts = report.Findings.Concat(report.Facts).Concat(bench.Recommendations.Read(new RecommendationQuery()).Select(static proposed => proposed.Evidence))
            .SelectMany(static finding => new[] { finding.Subject, finding.Summary, finding.Recommendation })
            .Concat(bench.Recommendations.Read(new RecommendationQuery()).Select(static proposed => proposed.Text))
            .Concat(bench.Report().Changes);

        Assert.NotEmpty(report.Findings);
        Assert.All(texts, text => Assert.DoesNotContain("IOSFO", text ?? string.Empty, StringComparison.OrdinalIgnoreCase));
        bench.Scratch.CloseAll();
        bench.Scratch.Sql("DELETE FROM metric; VACUUM");
        Assert.DoesNotContain("IOSFO", File.ReadAllText(bench.Scratch.Location.File, System.Text.Encoding.Latin1), StringComparison.OrdinalIgnoreCase);
    }

    // The report, after a look at all its figures and texts.
    private static SkillReport Sane(FeedbackBench bench, FeedbackRequest? request = null)
    {
        SkillReport report = bench.Report(request: request);
        foreach (SkillFinding finding in report.Findings.Concat(report.Facts))
        {
            Assert.True(finding.Effect is null || double.IsFinite(finding.Effect.Value), finding.Summary);
            Assert.True(finding.Interval is null || !(double.IsNaN(finding.Interval.Value.Low) || double.IsNaN(finding.Interval.Value.High)), finding.Summary);
            Assert.True(finding.P is null or (>= 0 and <= 1), finding.Summary);
            string text = finding.Summary + finding.Recommendation;
            Assert.All(Nonsense, nonsense => Assert.DoesNotContain(nonsense, text, StringComparison.Ordinal));
            Assert.InRange(finding.Summary.Length, 10, 1_000);
        }

        return report;
    }
}
