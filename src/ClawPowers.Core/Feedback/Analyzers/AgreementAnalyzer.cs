using ClawPowers.Core.Feedback.Evidence;
using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>Do agents say of their own work what checks and people say? By Fisher's exact test of the two success rates.</summary>
internal sealed class AgreementAnalyzer : IAnalyzer
{
    private const int LeastRuns = 5;

    public string Name => "agreement";

    public void Analyze(SkillRuns runs, AnalysisContext context, Sink sink)
    {
        (int self, int selfSucceeded) = Count(runs, isSelf: true);
        (int other, int otherSucceeded) = Count(runs, isSelf: false);
        if (self < LeastRuns || other < LeastRuns)
        {
            return;
        }

        var looks = new Looks();
        looks.Add(new FisherTable(runs.Count, runs.Successes, self), selfSucceeded, Tail.Both);
        sink.Test(ErrorShare.Agreement, looks, () => Describe(runs, self, selfSucceeded, other, otherSucceeded));
    }

    private Claim Describe(SkillRuns runs, int self, int selfSucceeded, int other, int otherSucceeded)
    {
        double difference = ((double)selfSucceeded / self) - ((double)otherSucceeded / other);
        bool isTooGood = difference > 0;
        return new Claim
        {
            Fingerprint = isTooGood ? "source:up" : "source:down",
            Finding = Facts.Of(this, runs, "source") with
            {
                Summary = $"Self-reports say {Wording.Percent((double)selfSucceeded / self)} ({selfSucceeded} of {self}), checks and people say {Wording.Percent((double)otherSucceeded / other)} ({otherSucceeded} of {other}).",
                Severity = isTooGood ? FindingSeverity.Warning : FindingSeverity.Info,
                Recommendation = isTooGood
                    ? "Trust the checks, and have more runs checked: pipe a test run into Add-ClawMetric, or record with -Source Verified."
                    : "Find out what is recorded as a failure though it passes its checks.",
                Effect = difference,
                EffectUnit = "points",
                Interval = Newcombe.Difference(selfSucceeded, self, otherSucceeded, other),
                Ids = runs.FailureIds(run => runs.Runs[run].Source != MetricSource.Self),
            },
        };
    }

    private static (int Runs, int Successes) Count(SkillRuns runs, bool isSelf)
    {
        Run[] meant = [.. runs.Runs.Where(run => run.Source == MetricSource.Self == isSelf)];
        return (meant.Length, meant.Count(static run => run.Succeeded));
    }
}
