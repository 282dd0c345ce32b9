using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.State;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>How often does it work? The verdict is made of it; here is what the record says beside the verdict.</summary>
internal sealed class OutcomeAnalyzer : IAnalyzer
{
    private const int LastFailures = 3;

    public string Name => "outcome";

    public void Analyze(SkillRuns runs, AnalysisContext context, Sink sink)
    {
        if (runs.Count == 0)
        {
            return;
        }

        int failures = runs.Count - runs.Successes;
        Interval interval = Wilson.Interval(runs.Successes, runs.Count);
        sink.Fact(Facts.Of(this, runs) with
        {
            Summary = $"{runs.Successes} of {Wording.Runs(runs.Count)} succeeded: {Wording.Percent((double)runs.Successes / runs.Count)}, from {Wording.Percent(interval)} at 95%.",
            Severity = interval.High < 0.5 ? FindingSeverity.Critical : interval.High < 0.7 ? FindingSeverity.Warning : FindingSeverity.Info,
            Effect = (double)runs.Successes / runs.Count,
            EffectUnit = "ratio",
            Interval = interval,
            Ids = runs.Ids(static _ => true),
        });
        if (failures > 0)
        {
            sink.Fact(Facts.Of(this, runs, "failures") with
            {
                Summary = $"{Which(failures)} that did not succeed: {string.Join("; ", Last(runs))}.",
                Ids = runs.FailureIds(static _ => true),
                N = failures,
            });
        }

        AddTimeSpent(runs, sink);
    }

    private static string Which(int failures) => failures switch
    {
        1 => "The only run",
        <= LastFailures => "The runs",
        _ => $"The last {LastFailures} of {Wording.Runs(failures)}",
    };

    private static IEnumerable<string> Last(SkillRuns runs)
    {
        for ((int i, int left) = (runs.Count - 1, LastFailures); i >= 0 && left > 0; i--)
        {
            Run run = runs.Runs[i];
            if (!run.Succeeded)
            {
                left--;
                string what = run.Outcome == SkillOutcome.Partial ? ", in part" : string.Empty;
                string notes = string.IsNullOrWhiteSpace(run.Notes) ? string.Empty : $": {Wording.Short(SecretScanner.Mask(run.Notes), 120).TrimEnd('.', ';')}";
                yield return $"{run.Id} ({Wording.Day(run.At)}{what}){notes}";
            }
        }
    }

    private void AddTimeSpent(SkillRuns runs, Sink sink)
    {
        double spent = 0;
        double lost = 0;
        int timed = 0;
        foreach (Run run in runs.Runs.Where(static run => !double.IsNaN(run.Duration)))
        {
            timed++;
            spent += run.Duration;
            lost += run.Succeeded ? 0 : run.Duration;
        }

        if (timed > 0 && spent > 0)
        {
            sink.Fact(Facts.Of(this, runs, "time") with
            {
                Summary = $"{Wording.Time(spent)} went into {Wording.Runs(timed)}" + (lost > 0 ? $", {Wording.Time(lost)} of it into those that did not succeed." : "."),
                N = timed,
            });
        }
    }
}
