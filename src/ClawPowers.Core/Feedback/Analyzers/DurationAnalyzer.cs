using ClawPowers.Core.Feedback.Evidence;
using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>Is it getting slower, by Mann and Kendall's test? Which runs took a freakish time, by the median absolute deviation of its logarithm?</summary>
internal sealed class DurationAnalyzer : IAnalyzer
{
    private const int LeastRuns = 10;

    // What took no measurable time took at most as long as the clock shows.
    private const double Shortest = 0.001;

    public string Name => "duration";

    public void Analyze(SkillRuns runs, AnalysisContext context, Sink sink)
    {
        int[] places = [.. Enumerable.Range(0, runs.Count).Where(place => !double.IsNaN(runs.Runs[place].Duration))];
        if (places.Length < LeastRuns)
        {
            return;
        }

        double[] logs = Array.ConvertAll(places, place => Math.Log(Math.Max(runs.Runs[place].Duration, Shortest)));
        KendallTest test = MannKendall.Test(logs);
        sink.Test(ErrorShare.Duration, test.P, NullBound.Continuous, () => Describe(runs, logs, test));

        HashSet<int> freaks = [.. RobustOutliers.Of(logs).Select(index => places[index])];
        if (freaks.Count > 0)
        {
            double median = Math.Exp(Quantiles.Of(logs, 0.5)[0]);
            int newest = freaks.Max();
            sink.Fact(Facts.Of(this, runs, "outliers") with
            {
                Summary = $"{Wording.Runs(freaks.Count)} of {places.Length} took a time far from the median of {Wording.Time(median)}; the newest, {runs.Runs[newest].Id}, took {Wording.Time(runs.Runs[newest].Duration)}.",
                N = places.Length,
                Ids = runs.Ids(freaks.Contains),
            });
        }
    }

    private Claim Describe(SkillRuns runs, double[] logs, KendallTest test)
    {
        bool isSlower = test.S > 0;
        int part = Math.Max(logs.Length / 4, 1);
        double first = Math.Exp(Quantiles.Of(logs.AsSpan(0, part), 0.5)[0]);
        double last = Math.Exp(Quantiles.Of(logs.AsSpan(logs.Length - part), 0.5)[0]);
        (double Slope, Interval SlopeInterval, double Intercept)? line = TheilSen.Fit([.. Enumerable.Range(0, logs.Length).Select(static i => (double)i)], logs);
        return new Claim
        {
            Fingerprint = isSlower ? "duration:up" : "duration:down",
            Finding = Facts.Of(this, runs, "duration") with
            {
                Summary = $"It is getting {(isSlower ? "slower" : "faster")}: {Change(line?.Slope)}median {Wording.Time(first)} in the first {part} of {Wording.Runs(logs.Length)}, {Wording.Time(last)} in the last {part}.",
                Severity = isSlower ? FindingSeverity.Warning : FindingSeverity.Info,
                Recommendation = isSlower ? "Find out what takes longer than it did: compare the newest runs named here with older ones." : null,
                N = logs.Length,
                Effect = line is { } fit ? Math.Exp(fit.Slope) : null,
                EffectUnit = line is null ? null : "ratio",
                Interval = line is { } bounds ? new Interval(Math.Exp(bounds.SlopeInterval.Low), Math.Exp(bounds.SlopeInterval.High)) : null,
                Ids = runs.Ids(place => !double.IsNaN(runs.Runs[place].Duration)),
            },
        };
    }

    private static string Change(double? slope) =>
        slope is not { } known || known == 0 ? string.Empty
            : $"{Wording.Percent(Math.Abs(Math.Exp(Math.Min(known * 100, 20)) - 1))} {(known > 0 ? "more" : "less")} per 100 runs, ";
}
