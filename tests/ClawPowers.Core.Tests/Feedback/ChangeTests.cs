using ClawPowers.Core.Feedback;
using static ClawPowers.Core.Tests.Feedback.FeedbackBench;

namespace ClawPowers.Core.Tests.Feedback;

/// <summary>What feedback says is different from the last call.</summary>
public sealed class ChangeTests
{
    [Fact]
    public void The_first_call_has_nothing_to_compare_with_and_the_second_says_that_nothing_is_different()
    {
        using var bench = new FeedbackBench();
        bench.Log(12, _ => Run(true));

        SkillReport first = bench.Report();
        bench.Time.Move(TimeSpan.FromHours(1));
        SkillReport second = bench.Report();

        Assert.Null(first.ComparedWith);
        Assert.Empty(first.Changes);
        Assert.Equal(bench.Time.Now.AddHours(-1), second.ComparedWith);
        Assert.Empty(second.Changes);
    }

    [Fact]
    public void New_runs_another_verdict_and_what_was_found_or_is_found_no_longer_are_said()
    {
        using var bench = new FeedbackBench();
        bench.Log(80, _ => Run(true));
        bench.Report();

        bench.LogNow(20, _ => Run(false));
        SkillReport worse = bench.Report();
        bench.LogNow(1_300, i => Run(i % 10 > 0));
        SkillReport steady = bench.Report();

        Assert.Equal(["20 new runs.", "The verdict was Healthy and is AtRisk.", $"New: {Finding(worse, "decline").Summary}"], worse.Changes);
        Assert.Equal("1,300 new runs.", steady.Changes[0]);
        Assert.Contains("The verdict was AtRisk and is Healthy.", steady.Changes);
        Assert.Contains($"No longer found: {Finding(worse, "decline").Summary}", steady.Changes);
    }

    [Fact]
    public void Only_a_call_that_asked_the_same_is_compared_with()
    {
        using var bench = new FeedbackBench();
        bench.Log(12, _ => Run(true, With("cycles", 1)));
        bench.Log(1, _ => Run(true) with { Project = "example.org/here" });
        bench.Report();

        Assert.NotNull(bench.Report().ComparedWith);
        Assert.Null(bench.Report(request: new FeedbackRequest { Goals = [MeasureGoal.Parse("cycles:down")] }).ComparedWith);
        Assert.Null(bench.Report(request: new FeedbackRequest { Goals = [MeasureGoal.Parse("cycles:up")] }).ComparedWith);
        Assert.Null(bench.Report(request: new FeedbackRequest { Analyzers = ["outcome", "trend"] }).ComparedWith);
        Assert.NotNull(bench.Report(request: new FeedbackRequest { Analyzers = ["Trend", "outcome"] }).ComparedWith);
        Assert.Null(bench.Report(request: new FeedbackRequest { Scope = ClawScope.All }).ComparedWith);
        bench.Scratch.Context = bench.Scratch.Context with { DefaultScope = ClawScope.All };
        Assert.NotNull(bench.Report().ComparedWith);
        bench.Scratch.Context = bench.Scratch.Context with { DefaultScope = null };
        Assert.Null(bench.Report(request: new FeedbackRequest { Project = "example.org/here" }).ComparedWith);
        Assert.NotNull(bench.Report(request: new FeedbackRequest { Project = "example.org/here" }).ComparedWith);
    }

    [Fact]
    public void Each_skill_is_compared_with_the_last_call_about_it()
    {
        using var bench = new FeedbackBench();
        bench.Log(12, _ => Run(true, skill: "a"));
        bench.Log(12, _ => Run(true, skill: "b"));
        bench.Feedback();
        DateTimeOffset first = bench.Time.Now;
        bench.LogNow(2, _ => Run(true, skill: "a"));
        bench.LogNow(2, _ => Run(true, skill: "b"));
        Assert.Equal(["2 new runs."], bench.Report("a", new FeedbackRequest { Skills = ["a"] }).Changes);
        DateTimeOffset second = bench.Time.Now;
        bench.Time.Move(TimeSpan.FromMinutes(1));

        IReadOnlyList<SkillReport> reports = bench.Feedback();

        Assert.Equal([second, first], reports.Select(static report => report.ComparedWith!.Value));
        Assert.Empty(reports[0].Changes);
        Assert.Equal(["2 new runs."], reports[1].Changes);
    }

    [Fact]
    public void A_period_is_the_same_if_it_is_as_long_or_begins_at_the_same_moment()
    {
        using var bench = new FeedbackBench();
        bench.Log(40, _ => Run(true));
        DateTimeOffset start = bench.Time.Now;
        Assert.Null(Last(TimeSpan.FromDays(7)).ComparedWith);
        bench.Time.Move(TimeSpan.FromDays(1));

        Assert.Equal(start, Last(TimeSpan.FromDays(7)).ComparedWith);
        Assert.Null(Last(TimeSpan.FromDays(5)).ComparedWith);
        Assert.Null(bench.Report().ComparedWith);
        bench.Time.Move(TimeSpan.FromDays(1));
        Assert.Equal(start, bench.Report(request: new FeedbackRequest { Since = start.AddDays(-7) }).ComparedWith);

        SkillReport Last(TimeSpan period) => bench.Report(request: new FeedbackRequest { Since = bench.Time.Now - period });
    }

    [Fact]
    public void A_call_that_stores_nothing_is_not_compared_with_but_compares()
    {
        using var bench = new FeedbackBench();
        bench.Install("prospecting");
        Assert.Null(bench.Report("prospecting", new FeedbackRequest { Skills = ["prospecting"] }).ComparedWith);
        bench.Log(12, _ => Run(true));
        bench.Report(request: new FeedbackRequest { Store = false });
        bench.Report(request: new FeedbackRequest { AsOf = bench.Time.Now });
        Assert.Null(bench.Report().ComparedWith);
        DateTimeOffset stored = bench.Time.Now;
        bench.LogNow(1, _ => Run(true));

        Assert.Equal(stored, bench.Report(request: new FeedbackRequest { Store = false }).ComparedWith);
        Assert.Null(bench.Report(request: new FeedbackRequest { AsOf = bench.Time.Now }).ComparedWith);
        Assert.Equal(["1 new run."], bench.Report().Changes);
    }

    [Theory]
    [InlineData("reports", "[{}]")]
    [InlineData("reports", "[1]")]
    [InlineData("reports", "{")]
    [InlineData("reports", "[{\"skill\":\"planning\",\"verdict\":\"Splendid\",\"findings\":{}}]")]
    [InlineData("reports", "[{\"skill\":\"planning\",\"verdict\":\"Healthy\",\"findings\":[]}]")]
    [InlineData("request", "[]")]
    [InlineData("request", "{\"what\":1}")]
    [InlineData("request", "")]
    public void What_was_kept_and_cannot_be_read_is_passed_over(string column, string text)
    {
        using var bench = new FeedbackBench();
        bench.Log(12, _ => Run(true));
        bench.Report();
        bench.Scratch.Sql($"UPDATE feedback SET {column} = '{text}'");

        Assert.Null(bench.Report().ComparedWith);
        Assert.NotNull(bench.Report().ComparedWith);
    }
}
