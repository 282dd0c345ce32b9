using ClawPowers.Core.Feedback.Evidence;
using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>Does stated confidence match what came of it, and do estimates hold?</summary>
internal sealed class CalibrationAnalyzer : IAnalyzer
{
    /// <summary>The measure that states how sure one was: from 0 to 1, or in percent.</summary>
    public const string Confidence = "confidence";

    /// <summary>The measure that tells whether a statement was right, where that is not the run's outcome.</summary>
    public const string Correct = "correct";

    /// <summary>The measures for how long something should take, and took: minutes, or any one unit for both.</summary>
    public const string Estimate = "estimate";

    /// <summary>What it took; the run's duration in minutes where it is missing.</summary>
    public const string Actual = "actual";

    private const int LeastForFact = 5;
    private const int LeastForTest = 10;

    public string Name => "calibration";

    public void Analyze(SkillRuns runs, AnalysisContext context, Sink sink)
    {
        JudgeConfidence(runs, sink);
        JudgeEstimates(runs, sink);
    }

    private void JudgeConfidence(SkillRuns runs, Sink sink)
    {
        if (runs.Measure(Confidence) is not { Numbers: >= LeastForFact } column)
        {
            return;
        }

        int[] places = [.. Enumerable.Range(0, runs.Count).Where(run => Probability(column, run) is >= 0 and <= 1)];
        if (places.Length < LeastForFact)
        {
            return;
        }

        double[] confidence = Array.ConvertAll(places, run => Probability(column, run));
        bool[] right = Array.ConvertAll(places, run => IsRight(runs, run));
        double mean = confidence.Average();
        double rate = (double)right.Count(static isRight => isRight) / right.Length;
        double score = Brier.Score(confidence, right);
        (double bias, Interval interval, _, double p) = Brier.Bias(confidence, right);
        string figures = $"stated {Wording.Percent(mean)} on average, and {Wording.Percent(rate)} of {Wording.Runs(right.Length)} were right; Brier score {Wording.Number(score)}";
        SkillFinding finding = Facts.Of(this, runs, Confidence) with
        {
            Summary = $"Confidence: {figures}.",
            N = right.Length,
            Effect = bias,
            EffectUnit = "points",
            Interval = interval,
            Ids = runs.Ids(run => places.Contains(run) && !IsRight(runs, run)),
        };
        sink.Fact(finding);
        if (places.Length >= LeastForTest)
        {
            bool isHigh = bias > 0;
            string advice = $"State {(isHigh ? "less" : "more")} confidence, by about {Wording.Points(bias)}: {figures}.";
            sink.Test(ErrorShare.Calibration, p, NullBound.Continuous, () => new Claim
            {
                Fingerprint = $"{Confidence}:{(isHigh ? "high" : "low")}",
                Lesson = advice,
                Finding = finding with
                {
                    Summary = $"Stated confidence is too {(isHigh ? "high" : "low")} by {Wording.Points(bias)}: {figures}.",
                    Severity = FindingSeverity.Warning,
                    Recommendation = advice,
                },
            });
        }
    }

    private void JudgeEstimates(SkillRuns runs, Sink sink)
    {
        if (runs.Measure(Estimate) is not { Numbers: >= LeastForFact } column)
        {
            return;
        }

        List<int> places = [];
        List<double> ratios = [];
        for (int run = 0; run < runs.Count; run++)
        {
            double ratio = Took(runs, run) / column.Number(run);
            if (column.Number(run) > 0 && ratio > 0 && double.IsFinite(ratio))
            {
                places.Add(run);
                ratios.Add(ratio);
            }
        }

        if (places.Count < LeastForFact)
        {
            return;
        }

        (double median, Interval? interval) = MedianInterval.Of([.. ratios]);
        int over = ratios.Count(static ratio => ratio > 1);
        int under = ratios.Count(static ratio => ratio < 1);
        string range = interval is { } known ? $" ({Wording.Number(known.Low)} to {Wording.Number(known.High)} at 95%)" : string.Empty;
        string figures = $"{over} of {Wording.Runs(places.Count)} took longer than estimated, {under} shorter; the median of actual over estimate is {Wording.Number(median)}{range}";
        SkillFinding finding = Facts.Of(this, runs, Estimate) with
        {
            Summary = $"Estimates: {figures}.",
            N = places.Count,
            Effect = median,
            EffectUnit = "ratio",
            Interval = interval,
            Ids = runs.Ids(run => places.Contains(run) && Took(runs, run) > column.Number(run)),
        };
        sink.Fact(finding);
        if (places.Count >= LeastForTest)
        {
            string advice = $"Multiply estimates by {Wording.Number(median)}: {figures}.";
            sink.Test(ErrorShare.Calibration, SignTest.P(over, under), NullBound.Continuous, () => new Claim
            {
                Fingerprint = $"{Estimate}:{(over > under ? "low" : "high")}",
                Lesson = advice,
                Finding = finding with
                {
                    Summary = $"Estimates are too {(over > under ? "low" : "high")}: {figures}.",
                    Severity = FindingSeverity.Warning,
                    Recommendation = advice,
                },
            });
        }
    }

    // Above 1 it can only be a percentage.
    private static double Probability(MeasureColumn column, int run) => column.Number(run) is > 1 and <= 100 and var percent ? percent / 100 : column.Number(run);

    private static double Took(SkillRuns runs, int run)
    {
        double actual = runs.Measure(Actual)?.Number(run) ?? double.NaN;
        return double.IsNaN(actual) ? runs.Runs[run].Duration / 60 : actual;
    }

    private static bool IsRight(SkillRuns runs, int run) => runs.Measure(Correct) switch
    {
        { } column when column.Label(run) is { } label => label is "true" or "yes",
        { } column when !double.IsNaN(column.Number(run)) => column.Number(run) > 0,
        _ => runs.Succeeded[run],
    };
}
