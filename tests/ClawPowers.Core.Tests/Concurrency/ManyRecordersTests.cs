using System.Globalization;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Concurrency;

public sealed class ManyRecordersTests
{
    [Fact]
    public void Processes_that_record_runs_at_once_lose_none_and_the_totals_agree()
    {
        using var scratch = new Scratch();
        Worker[] workers = [.. Enumerable.Range(0, 4).Select(_ => Worker.Start(scratch.Location, "record", "shared", "30"))];

        long[] reported = [.. workers.Select(worker => worker.Go()).ToArray().SelectMany(worker => worker.ReadToEnd()).SelectMany(line => line.Split(' ')).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];
        Array.ForEach(workers, worker => worker.Dispose());

        Assert.Equal(Enumerable.Range(1, 240).Select(id => (long)id), reported.Order());
        Assert.Equal(240, scratch.Metrics.Read(new MetricQuery()).Count());
        MetricSummary summary = Assert.Single(scratch.Metrics.Summarize(new SummaryQuery()));
        Assert.Equal((240L, 56L, 64L, 64L, 56L, TimeSpan.FromSeconds(15.5)), (summary.Runs, summary.Successes, summary.Failures, summary.Partials, summary.Skipped, summary.MeanDuration));
        Assert.All(scratch.Maintenance.Check().Where(check => check.Check != "Disk"), check => Assert.True(check.Passed, check.Detail));
    }
}
