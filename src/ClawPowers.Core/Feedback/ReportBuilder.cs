using ClawPowers.Core.Feedback.Analyzers;
using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback;

/// <summary>Turns what came out about a skill into its report.</summary>
internal static class ReportBuilder
{
    /// <summary>The report.</summary>
    /// <param name="analysis">What came out.</param>
    /// <param name="analyzers">Whose findings and facts are wanted. The verdict is made of what was found, wanted or not.</param>
    public static SkillReport Build(SkillAnalysis analysis, IReadOnlySet<string> analyzers)
    {
        SkillRuns runs = analysis.Runs;
        double[] durations = [.. runs.Runs.Select(static run => run.Duration).Where(static duration => !double.IsNaN(duration))];
        double[]? quantiles = durations.Length == 0 ? null : Quantiles.Of(durations, 0.5, 0.95);
        SkillTrend trend = Trend(analysis);
        (SkillVerdict verdict, int? needed) = Verdicts.Of(runs.Successes, runs.Count, trend == SkillTrend.Declining);
        return new SkillReport
        {
            Skill = runs.Skill,
            Verdict = verdict,
            RunsNeeded = needed,
            Runs = runs.Count,
            Successes = runs.Successes,
            Failures = runs.Runs.Count(static run => run.Outcome == SkillOutcome.Failure),
            Partials = runs.Runs.Count(static run => run.Outcome == SkillOutcome.Partial),
            Skipped = runs.Skipped,
            Rate = runs.Count == 0 ? null : (double)runs.Successes / runs.Count,
            Interval = runs.Count == 0 ? null : Wilson.Interval(runs.Successes, runs.Count),
            DurationP50 = quantiles is null ? null : StoredMetric.Duration(quantiles[0]),
            DurationP95 = quantiles is null ? null : StoredMetric.Duration(quantiles[1]),
            TimeSpent = StoredMetric.Duration(durations.Sum()),
            Trend = trend,
            Sources = Sources(runs),
            Findings = [.. analysis.Claims.Select(static claim => claim.Finding).Where(finding => analyzers.Contains(finding.Analyzer))],
            Facts = [.. analysis.Facts.Where(fact => analyzers.Contains(fact.Analyzer))],
            Changes = [],
            From = runs.Count == 0 ? null : Wording.Moment(runs.Runs[0].At),
            To = runs.Count == 0 ? null : Wording.Moment(runs.Runs[^1].At),
        };
    }

    private static SkillTrend Trend(SkillAnalysis analysis)
    {
        SkillFinding[] found = [.. analysis.Claims.Select(static claim => claim.Finding).Where(static finding => finding.Analyzer == DeclineAnalyzer.AnalyzerName)];

        // A fall and a recovery may both be found, each true of another stretch: the plainer one is where it is going.
        return analysis.Runs.Count < DeclineAnalyzer.LeastRuns ? SkillTrend.Unknown
            : found.MinBy(static finding => finding.P) is not { } plainest ? SkillTrend.Steady
            : plainest.Effect < 0 ? SkillTrend.Declining
            : SkillTrend.Improving;
    }

    private static SourceRate[] Sources(SkillRuns runs)
    {
        SourceRate[] rates =
        [
            .. runs.Runs.GroupBy(static run => run.Source).OrderBy(static group => group.Key).Select(static group =>
            {
                int n = group.Count();
                int successes = group.Count(static run => run.Succeeded);
                return new SourceRate { Source = group.Key, Runs = n, Successes = successes, Rate = (double)successes / n, Interval = Wilson.Interval(successes, n) };
            }),
        ];
        return rates.Length > 1 ? rates : [];
    }
}
