using ClawPowers.Core.Feedback.Evidence;
using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>
/// Has it got worse, or better, and since when? The last 5, 10, 20, 40… runs are compared with all that were before them
/// by Fisher's exact test, one-sided; all lengths together are one question. The date is that of the likeliest change.
/// </summary>
internal sealed class DeclineAnalyzer : IAnalyzer
{
    public const string AnalyzerName = "decline";

    public const string Subject = "success";

    /// <summary>Below this many runs nothing can be compared.</summary>
    public const int LeastRuns = ShortestRecent + LeastEarlier;

    private const int ShortestRecent = 5;
    private const int LeastEarlier = 10;

    public string Name => AnalyzerName;

    public void Analyze(SkillRuns runs, AnalysisContext context, Sink sink)
    {
        var worse = new Looks();
        var better = new Looks();
        List<int> lengths = [];
        int n = runs.Count;
        int recent = 0;
        int counted = 0;
        for (int length = ShortestRecent; length <= n / 2 && n - length >= LeastEarlier; length *= 2)
        {
            while (counted < length)
            {
                recent += runs.Succeeded[n - ++counted] ? 1 : 0;
            }

            var table = new FisherTable(n, runs.Successes, length);
            worse.Add(table, recent, Tail.Lower);
            better.Add(table, recent, Tail.Upper);
            lengths.Add(length);
        }

        sink.Test(ErrorShare.Decline, worse, () => Describe(runs, lengths[worse.Best], isWorse: true));
        sink.Test(ErrorShare.Improvement, better, () => Describe(runs, lengths[better.Best], isWorse: false));
    }

    private Claim Describe(SkillRuns runs, int length, bool isWorse)
    {
        (int first, int earliest, int latest) = Change(runs, length, isWorse);
        int n = runs.Count;
        int before = runs.Succeeded.AsSpan(0, first).Count(true);
        int after = runs.Successes - before;
        double rateBefore = (double)before / first;
        double rateAfter = (double)after / (n - first);
        string day = Wording.Day(runs.Runs[first].At);
        string range = Range(Wording.Day(runs.Runs[earliest].At), Wording.Day(runs.Runs[latest].At));
        return new Claim
        {
            Fingerprint = isWorse ? "success:down" : "success:up",
            Finding = Facts.Of(this, runs, Subject) with
            {
                Summary = $"It has got {(isWorse ? "worse" : "better")} since {day}{range}: {after} of {Wording.Runs(n - first)} succeeded ({Wording.Percent(rateAfter)}), {before} of {first} before ({Wording.Percent(rateBefore)}).",
                Severity = !isWorse ? FindingSeverity.Info
                    : Wilson.Interval(after, n - first).High < 0.5 ? FindingSeverity.Critical
                    : FindingSeverity.Warning,
                Recommendation = isWorse ? $"Find out what changed around {day}: the skill's text, the model, the tools or the kind of work. Begin with the runs named here." : null,
                Effect = rateAfter - rateBefore,
                EffectUnit = "points",
                Interval = Newcombe.Difference(after, n - first, before, first),
                Since = Wording.Moment(runs.Runs[first].At),
                Ids = isWorse ? runs.FailureIds(run => run >= first) : runs.Ids(run => run >= first),
            },
        };
    }

    private static string Range(string earliest, string latest) =>
        earliest == latest ? string.Empty : $" (between {earliest} and {latest} at 95%)";

    // The likeliest change of all need not be the one that was found: after a fall and half a recovery it may be the recovery.
    private static (int Index, int First, int Last) Change(SkillRuns runs, int length, bool isWorse)
    {
        (int index, int first, int last, _) = ChangePoint.Locate(runs.Succeeded);
        int before = runs.Succeeded.AsSpan(0, index).Count(true);
        double difference = ((double)(runs.Successes - before) / (runs.Count - index)) - ((double)before / index);
        int begin = runs.Count - length;
        return isWorse == difference < 0 ? (index, first, last) : (begin, begin, begin);
    }
}
