
namespace ClawPowers.Core.Tests.Feedback;

public sealed class LongRunsTests
{
    [Fact]
    public void Runs_that_took_more_time_together_than_there_is_are_reported_on()
    {
        using var bench = new FeedbackBench();
        bench.Log(300, i => FeedbackBench.Run(i % 3 > 0) with { Duration = TimeSpan.FromDays(36_500) });

        SkillReport report = Assert.Single(bench.Feedback());

        Assert.Equal((TimeSpan.MaxValue, TimeSpan.FromDays(36_500)), (report.TimeSpent, report.DurationP95));
    }
}
