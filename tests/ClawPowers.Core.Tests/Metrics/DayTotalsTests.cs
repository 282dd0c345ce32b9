using ClawPowers.Core.Metrics;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Metrics;

public sealed class DayTotalsTests
{
    [Fact]
    public void After_any_changes_in_any_commits_the_totals_equal_the_log()
    {
        Gen<MetricRequest> adds =
            from skill in Gen.Choose(1, 3)
            from outcome in Gen.Choose(0, 3)
            from hours in Gen.Choose(-60, 20)
            from duration in Gen.Elements<double?>(null, 0, 0.1, 1e6, 33.3)
            from project in Gen.Elements(null, "github.com/a/b")
            select (MetricRequest)new AddMetricRequest
            {
                Skill = $"skill-{skill}",
                Outcome = (SkillOutcome)outcome,
                Timestamp = DateTimeOffset.UnixEpoch.AddHours(hours),
                Duration = duration is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Project = project,
            };
        Gen<MetricRequest> amends =
            from id in Gen.Choose(1, 30)
            from outcome in Gen.Elements<SkillOutcome?>(null, SkillOutcome.Success, SkillOutcome.Failure, SkillOutcome.Partial, SkillOutcome.Skipped)
            from duration in Gen.Elements<double?>(null, 0.2, 7)
            select (MetricRequest)new AmendMetricRequest { Id = id, Outcome = outcome, Duration = duration is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Notes = "n" };
        Gen<MetricRequest> removals = Gen.Choose(1, 30).Select(static id => (MetricRequest)new RemoveMetricRequest { Id = id });
        Gen<MetricRequest[][]> commits = Gen.Frequency((5, adds), (3, amends), (2, removals)).NonEmptyListOf().Select(static list => list.ToArray()).NonEmptyListOf().Select(static list => list.Take(8).ToArray());

        using var scratch = new Scratch();
        Prop.ForAll(commits.ToArbitrary(), sequence =>
        {
            MetricLog log = scratch.Metrics;
            foreach (MetricRequest[] commit in sequence)
            {
                log.Apply([.. commit.Select(log.Plan)]);
                Assert.Empty(Differences(scratch));
            }

            log.Apply([.. log.Read(new MetricQuery { Scope = ClawScope.All }).Select(run => log.Plan(new RemoveMetricRequest { Id = run.Id }))]);
            Assert.Equal(0, scratch.Maintenance.Status().TotalMetrics);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Theory]
    [InlineData("UPDATE metric_day SET failures = failures + 1")]
    [InlineData("UPDATE metric_day SET duration_sum = duration_sum + 0.01")]
    [InlineData("DELETE FROM metric_day")]
    [InlineData("UPDATE metric_day SET day = day + 1")]
    [InlineData("DELETE FROM metric")]
    public void A_check_finds_totals_that_do_not_agree_with_the_log_and_counting_anew_mends_them(string damage)
    {
        using var scratch = new Scratch();
        scratch.Metrics.Apply(new AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Failure, Duration = TimeSpan.FromSeconds(3) });
        scratch.Sql(damage);

        StoreCheck check = scratch.Maintenance.Check().Single(check => check.Check == "Totals");

        Assert.False(check.Passed);
        Assert.Contains("s on 2026-11-0", check.Detail, StringComparison.Ordinal);
        Assert.NotNull(check.Recommendation);
        _ = StoreTransaction.Run(
            scratch.Context,
            commit: true,
            transaction =>
            {
                DayTotals.Rebuild(transaction.Connection);
                return true;
            },
            CancellationToken.None);
        Assert.Empty(Differences(scratch));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(86_399_999, 0)]
    [InlineData(86_400_000, 1)]
    [InlineData(-1, -1)]
    [InlineData(-86_400_000, -1)]
    [InlineData(-86_400_001, -2)]
    public void A_day_begins_at_midnight_utc_before_1970_too(long milliseconds, long day)
    {
        Assert.Equal(day, UtcDay.Of(milliseconds));
        Assert.Equal(milliseconds % 86_400_000 == 0 ? day : day + 1, UtcDay.AtOrAfter(milliseconds));
    }

    private static string Differences(Scratch scratch)
    {
        using SqliteConnection? connection = StoreConnections.OpenForReading(scratch.Location);
        return connection?.ReadValue(DayTotals.Differences) as string ?? string.Empty;
    }
}
