using ClawPowers.Core;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Storage;

namespace ClawPowers.Cli.Demo;

/// <summary>Weeks of work in a moment: runs that are made up, the same every time, so that feedback has something to say.</summary>
internal static class DemoLog
{
    /// <summary>How many runs there are.</summary>
    public const int Runs = Steady + Before + After;

    // One skill works as ever. Another fell from nine in ten to four in ten.
    private const int Steady = 40;
    private const int Before = 60;
    private const int After = 40;

    /// <summary>Puts them in the log of a store, one every eight hours up to now.</summary>
    public static void Fill(string storeDirectory, CancellationToken cancellation)
    {
        var log = new MetricLog(new ClawContext { Store = new StoreLocation(storeDirectory), WorkingDirectory = storeDirectory, Agent = "agent-1" });
        DateTimeOffset now = DateTimeOffset.UtcNow;
        IEnumerable<AddMetricRequest> runs =
        [
            .. Enumerable.Range(0, Steady).Select(run => Run("writing-plans", succeeds: run % 20 != 7, now.AddHours(-8 * (Steady - run)))),
            .. Enumerable.Range(0, Before + After).Select(run => Run("systematic-debugging", succeeds: run < Before ? run % 10 != 4 : run % 5 < 2, now.AddHours(-8 * (Before + After - run)))),
        ];
        log.Apply([.. runs.Select(log.Plan)], commit: true, cancellation);
    }

    private static AddMetricRequest Run(string skill, bool succeeds, DateTimeOffset moment) => new()
    {
        Skill = skill,
        Outcome = succeeds ? SkillOutcome.Success : SkillOutcome.Failure,
        Timestamp = moment,
        Scope = ClawScope.Global,
        WantsMetric = false,
    };
}
