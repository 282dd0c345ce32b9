using ClawPowers.Core.Feedback.Evidence;
using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>Is a tracked number rising or falling? By Mann and Kendall's test over the runs that have it, in order of time.</summary>
internal sealed class TrendAnalyzer : IAnalyzer
{
    /// <summary>The name under which durations take part in goals.</summary>
    public const string Duration = "duration";

    private const int LeastValues = 10;
    private const int LeastDistinct = 3;

    public string Name => "trend";

    /// <summary>A measure's number for each run, NaN where there is none; <see cref="Duration"/> is the run's, in seconds, unless there is a measure of that name.</summary>
    public static double[] Values(SkillRuns runs, string measure)
    {
        MeasureColumn? column = runs.Measure(measure);
        bool isDuration = column is null && string.Equals(measure, Duration, StringComparison.OrdinalIgnoreCase);
        double[] values = new double[runs.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = isDuration ? runs.Runs[i].Duration : column?.Number(i) ?? double.NaN;
        }

        return values;
    }

    public void Analyze(SkillRuns runs, AnalysisContext context, Sink sink)
    {
        if (runs.HasMoreMeasures || runs.Measures.Count > Factor.Most)
        {
            sink.Fact(Facts.Of(this, runs, "measures") with
            {
                Summary = $"It has {(runs.HasMoreMeasures ? "more than " : string.Empty)}{Wording.Count(runs.Measures.Count, "measure")}; only the {Factor.Most} that are recorded most often were looked at.",
                Severity = FindingSeverity.Warning,
            });
        }

        foreach (MeasureColumn column in runs.Measures.OrderByDescending(static column => column.Count).Take(Factor.Most))
        {
            if (column.Numbers >= LeastValues)
            {
                Test(runs, column, context, sink);
            }
        }
    }

    private void Test(SkillRuns runs, MeasureColumn column, AnalysisContext context, Sink sink)
    {
        int[] places = [.. Enumerable.Range(0, runs.Count).Where(place => !double.IsNaN(column.Number(place)))];
        double[] values = Array.ConvertAll(places, column.Number);
        if (values.Distinct().Take(LeastDistinct).Count() < LeastDistinct)
        {
            return;
        }

        KendallTest test = MannKendall.Test(values);
        sink.Test(ErrorShare.Trend, test.P, NullBound.Continuous, () => Describe(runs, column.Name, values, test, context.Goal(column.Name)));
    }

    private Claim Describe(SkillRuns runs, string measure, double[] values, KendallTest test, MeasureGoal? goal)
    {
        bool isRising = test.S > 0;
        bool? isGood = goal is null ? null : isRising == (goal.Direction == GoalDirection.Up);
        int part = Math.Max(values.Length / 4, 1);
        double first = Quantiles.Of(values.AsSpan(0, part), 0.5)[0];
        double last = Quantiles.Of(values.AsSpan(values.Length - part), 0.5)[0];
        (double Slope, Interval SlopeInterval, double Intercept)? line = TheilSen.Fit([.. Enumerable.Range(0, values.Length).Select(static i => (double)i)], values);
        if (line is { } fit && !(double.IsFinite(fit.Slope) && double.IsFinite(fit.SlopeInterval.Low) && double.IsFinite(fit.SlopeInterval.High)))
        {
            line = null; // The numbers are so large that their differences are none any more.
        }

        string judged = isGood switch { true => ", which is the way it ought to go", false => ", which is not the way it ought to go", null => string.Empty };
        return new Claim
        {
            Fingerprint = $"{measure}:{(isRising ? "up" : "down")}",
            Finding = Facts.Of(this, runs, measure) with
            {
                Summary = $"{measure} is {(isRising ? "rising" : "falling")}{judged}: median {Wording.Number(first)} in the first {part} of {Wording.Runs(values.Length)}, {Wording.Number(last)} in the last {part}.",
                Severity = isGood == false ? FindingSeverity.Warning : FindingSeverity.Info,
                Recommendation = isGood == false ? $"Find out why {measure} {(isRising ? "rises" : "falls")}." : null,
                N = values.Length,
                Effect = line?.Slope,
                EffectUnit = line is null ? null : "per run",
                Interval = line?.SlopeInterval,
                Ids = runs.Ids(place => runs.Measure(measure) is { } column && !double.IsNaN(column.Number(place))),
            },
        };
    }
}
