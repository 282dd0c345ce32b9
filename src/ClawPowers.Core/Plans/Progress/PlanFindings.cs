using System.Globalization;
using ClawPowers.Core.Feedback;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Plans.Progress;

/// <summary>What the tasks of a plan show, in sentences: facts, and what was tested and holds up at a false discovery rate of 5%.</summary>
internal static class PlanFindings
{
    private const int LeastForTest = 10;
    private const double Level = 0.05;
    private const int LongestNote = 200;

    /// <summary>Actual over estimate of the finished tasks, in the order in which they were finished.</summary>
    public static double[] Ratios(ClawPlan plan) => [.. Measured(plan).Select(static task => task.Ratio)];

    /// <summary>What the tasks show.</summary>
    public static (IReadOnlyList<PlanFinding> Findings, IReadOnlyList<PlanFinding> Facts) Of(ClawPlan plan)
    {
        List<PlanFinding> tested = [];
        List<PlanFinding> facts = [];
        (ClawTask Task, double Ratio)[] measured = [.. Measured(plan)];
        if (measured.Length > 0)
        {
            Estimates(measured, tested, facts);
        }

        if (measured.Length >= LeastForTest)
        {
            tested.Add(Drift(measured));
        }

        if (plan.Overruns.Count > 0)
        {
            facts.Add(Overruns(plan));
        }

        if (plan.Rework > 0)
        {
            facts.Add(Rework(plan));
        }

        if (plan.Interruptions > 0)
        {
            facts.Add(Fact("recovery", plan.Interruptions) with
            {
                Summary = $"{Wording.Count(plan.Interruptions, "claim")} ended without an answer; it took {Wording.Time(plan.Recovery.TotalSeconds)} until somebody went on.",
            });
        }

        double[] adjusted = BenjaminiHochberg.Adjust([.. tested.Select(static finding => finding.P!.Value)]);
        PlanFinding[] findings = [.. tested.Select((finding, i) => finding with { Q = adjusted[i] }).Where(static finding => finding.Q <= Level).OrderBy(static finding => finding.Q)];

        // What was found need not be said a second time.
        return (findings, [.. facts.Where(fact => !Array.Exists(findings, finding => finding.Subject == fact.Subject))]);
    }

    /// <summary>What the runs that are booked to a plan say.</summary>
    public static IReadOnlyList<PlanFinding> OfRuns(IReadOnlyList<MetricSummary> skills, IReadOnlyList<SkillMetric> failures)
    {
        List<PlanFinding> facts =
        [
            .. from skill in skills
               where skill.Runs > skill.Skipped
               select Fact("runs", (int)(skill.Runs - skill.Skipped)) with
               {
                   Summary = $"{skill.Group}: {Wording.Count(skill.Successes, "run")} of {skill.Runs - skill.Skipped} succeeded ({Wording.Percent(skill.Interval!.Value)} at 95%).",
                   Effect = skill.Rate,
                   Interval = skill.Interval,
               },
        ];
        facts.AddRange(failures.Where(static run => run.Notes is not null).Take(3).Select(static run => Fact("failures", 1) with
        {
            Summary = string.Create(CultureInfo.InvariantCulture, $"{run.Skill} {(run.Outcome == SkillOutcome.Failure ? "failed" : "succeeded in part")} on {Wording.Day(run.Timestamp.ToUnixTimeMilliseconds())}: {Wording.Short(run.Notes!, LongestNote)}"),
            Ids = [run.Id],
        }));
        return facts;
    }

    private static void Estimates((ClawTask Task, double Ratio)[] measured, List<PlanFinding> tested, List<PlanFinding> facts)
    {
        (double median, Interval? interval) = MedianInterval.Of(Array.ConvertAll(measured, static task => task.Ratio));
        int over = measured.Count(static task => task.Ratio > 1);
        int under = measured.Count(static task => task.Ratio < 1);
        string range = interval is { } known ? $" ({Wording.Number(known.Low)} to {Wording.Number(known.High)} at 95%)" : string.Empty;
        string figures = $"{over} of {Wording.Count(measured.Length, "task")} took longer than estimated, {under} shorter; the median of actual over estimate is {Wording.Number(median)}{range}";
        PlanFinding fact = Fact("estimates", measured.Length) with
        {
            Summary = $"Estimates: {figures}.",
            Tasks = [.. measured.Where(static task => task.Ratio > 1).Select(static task => task.Task.Id)],
            Effect = median,
            Interval = interval,
        };
        facts.Add(fact);
        if (measured.Length >= LeastForTest)
        {
            tested.Add(fact with
            {
                IsFact = false,
                Summary = $"Estimates are too {(over > under ? "low" : "high")}: {figures}.",
                Recommendation = $"Multiply estimates by {Wording.Number(median)} in plans like this one.",
                P = SignTest.P(over, under),
            });
        }
    }

    private static PlanFinding Drift((ClawTask Task, double Ratio)[] measured)
    {
        KendallTest test = MannKendall.Test(Array.ConvertAll(measured, static task => task.Ratio));
        bool rises = test.S > 0;
        double[] early = Array.ConvertAll(measured[..(measured.Length / 2)], static task => task.Ratio);
        double[] late = Array.ConvertAll(measured[(measured.Length / 2)..], static task => task.Ratio);
        return Fact("drift", measured.Length) with
        {
            IsFact = false,
            Summary = $"Tasks take {(rises ? "more" : "less")} of their estimates the further the plan gets: {Wording.Number(Quantiles.Of(early, 0.5)[0])} times in the first half, {Wording.Number(Quantiles.Of(late, 0.5)[0])} times in the second.",
            Recommendation = rises ? "Estimate what is left anew before you promise an end." : null,
            Tasks = [.. measured.Select(static task => task.Task.Id)],
            Effect = test.TauB,
            P = test.P,
        };
    }

    private static PlanFinding Overruns(ClawPlan plan)
    {
        double excess = plan.Overruns.Sum(static over => (over.Actual - over.Estimate).TotalSeconds);
        int unexplained = plan.Overruns.Count(static over => over.Cause is null);
        return Fact("overruns", plan.Overruns.Count) with
        {
            Summary = $"{Wording.Count(plan.Overruns.Count, "task")} ran over by more than a tenth, together {Wording.Time(excess)}: {string.Join(", ", plan.Overruns)}{(unexplained > 0 ? $"; of {unexplained} no cause is on record" : string.Empty)}.",
            Tasks = [.. plan.Overruns.Select(static over => over.Id)],
        };
    }

    private static PlanFinding Rework(ClawPlan plan)
    {
        int tasks = plan.ReworkCauses.SelectMany(static cause => cause.Tasks).Distinct(StringComparer.Ordinal).Count();
        int begun = Math.Max(tasks, plan.Tasks.Count(static task => task.Attempts > 0));
        Interval interval = Wilson.Interval(tasks, begun);
        return Fact("rework", begun) with
        {
            Summary = $"{tasks} of {Wording.Count(begun, "task")} that were begun had rework ({Wording.Percent(interval)} at 95%), {Wording.Time(plan.ReworkTime.TotalSeconds)}: {string.Join("; ", plan.ReworkCauses.Select(static cause => $"{cause} ({string.Join(", ", cause.Tasks)})"))}.",
            Tasks = [.. plan.ReworkCauses.SelectMany(static cause => cause.Tasks).Distinct(StringComparer.Ordinal)],
            Effect = (double)tasks / begun,
            Interval = interval,
        };
    }

    private static IEnumerable<(ClawTask Task, double Ratio)> Measured(ClawPlan plan) =>
        from task in plan.Tasks
        where task is { State: TaskState.Done, Estimate: { } estimate, Actual: { } actual } && estimate > TimeSpan.Zero && actual > TimeSpan.Zero
        orderby task.CompletedAt
        select (task, task.Actual!.Value / task.Estimate!.Value);

    private static PlanFinding Fact(string subject, int n) => new() { Subject = subject, Summary = string.Empty, IsFact = true, Tasks = [], Ids = [], N = n };
}
