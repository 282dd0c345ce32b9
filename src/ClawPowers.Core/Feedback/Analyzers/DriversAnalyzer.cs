using ClawPowers.Core.Feedback.Evidence;
using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>
/// What goes with success, or with a goal's measure? Each label against the rest, a number by rank correlation and in
/// thirds, so that an optimum in the middle is seen. One factor is one question, however many labels it has.
/// </summary>
internal sealed class DriversAnalyzer : IAnalyzer
{
    private const int LeastRuns = 20;

    public string Name => "drivers";

    public void Analyze(SkillRuns runs, AnalysisContext context, Sink sink)
    {
        if (runs.Count < LeastRuns)
        {
            return;
        }

        if (context.Goals.Count == 0)
        {
            foreach (Factor factor in Enough(Factor.Of(runs, context, static _ => true)))
            {
                TestSuccess(runs, factor, context, sink);
            }

            return;
        }

        foreach (MeasureGoal goal in context.Goals.DistinctBy(static goal => goal.Measure, StringComparer.OrdinalIgnoreCase))
        {
            double[] values = TrendAnalyzer.Values(runs, goal.Measure);
            foreach (Factor factor in Enough(Factor.Of(runs, context, run => !double.IsNaN(values[run]))))
            {
                TestGoal(runs, factor, goal, Array.ConvertAll(factor.Places, place => values[place]), context, sink);
            }
        }
    }

    private static IEnumerable<Factor> Enough(IEnumerable<Factor> factors) => factors.Where(static factor => factor.Places.Length >= LeastRuns);

    private static bool IsGate(string factor) => factor is "gate" or "check" or "tool";

    private void TestSuccess(SkillRuns runs, Factor factor, AnalysisContext context, Sink sink)
    {
        IReadOnlyList<RunGroup> groups = RunGroup.Of(factor);
        bool[] succeeded = Array.ConvertAll(factor.Places, place => runs.Succeeded[place]);
        int successes = succeeded.Count(static success => success);
        int[] inGroup = [.. groups.Select(group => Both(group.Members, succeeded))];
        var looks = new Looks();
        double tau = 0;
        bool isPair = groups.Count == 2 && groups[0].Count + groups[1].Count == succeeded.Length;
        for (int i = 0; i < (isPair ? 1 : groups.Count); i++)
        {
            looks.Add(new FisherTable(succeeded.Length, successes, groups[i].Count), inGroup[i], Tail.Both);
        }

        if (factor.Labels is null && Math.Min(successes, succeeded.Length - successes) >= RunGroup.LeastRuns)
        {
            KendallTest test = Kendall.Test(factor.Numbers, Array.ConvertAll(succeeded, static success => success ? 1.0 : 0));
            tau = test.TauB;
            looks.Add(test.P);
        }

        sink.Test(Family(factor), looks, () =>
        {
            double[] rates = [.. groups.Select((group, i) => (double)inGroup[i] / group.Count)];
            int chosen = Choose(looks.Best, isPair, rates, factor, tau);
            return chosen < 0 ? Rising(runs, factor, tau) : Against(runs, factor, groups, inGroup, successes, chosen, Parameter(runs, factor, context));
        });
    }

    private void TestGoal(SkillRuns runs, Factor factor, MeasureGoal goal, double[] values, AnalysisContext context, Sink sink)
    {
        IReadOnlyList<RunGroup> groups = RunGroup.Of(factor);
        bool isPair = groups.Count == 2 && groups[0].Count + groups[1].Count == values.Length;
        var looks = new Looks();
        List<KendallTest> tests = [];
        for (int i = 0; i < (isPair ? 1 : groups.Count); i++)
        {
            tests.Add(Kendall.Test(Array.ConvertAll(groups[i].Members, static member => member ? 1.0 : 0), values));
        }

        if (factor.Labels is null)
        {
            tests.Add(Kendall.Test(factor.Numbers, values));
        }

        tests.ForEach(test => looks.Add(test.P));
        sink.Test(Family(factor), looks, () =>
        {
            double sign = goal.Direction == GoalDirection.Up ? 1 : -1;
            double tau = tests[looks.Best].TauB * sign;
            double[] medians = [.. groups.Select(group => sign * Quantiles.Of(Part(values, group.Members, isMember: true), 0.5)[0])];
            int chosen = Choose(looks.Best, isPair, medians, factor, tau);
            return chosen < 0 ? Rising(runs, factor, tau, goal)
                : AgainstGoal(runs, factor, groups[chosen], goal, values, Parameter(runs, factor, context), medians, groups);
        });
    }

    private static ErrorShare Family(Factor factor) =>
        !factor.IsMeasure ? ErrorShare.Fields : factor.Labels is null ? ErrorShare.Numbers : ErrorShare.Labels;

    // Of two labels the better one is talked about; of a correlation the end that is better.
    private static int Choose(int best, bool isPair, double[] levels, Factor factor, double tau) =>
        isPair && factor.Labels is not null ? (levels[0] >= levels[1] ? 0 : 1)
        : best < (isPair ? 1 : levels.Length) ? best
        : levels.Length == 0 ? -1
        : tau > 0 ? levels.Length - 1 : 0;

    private Claim Against(SkillRuns runs, Factor factor, IReadOnlyList<RunGroup> groups, int[] inGroup, int successes, int chosen, SkillParameter? parameter)
    {
        RunGroup group = groups[chosen];
        int others = factor.Places.Length - group.Count;
        int othersSucceeded = successes - inGroup[chosen];
        double difference = ((double)inGroup[chosen] / group.Count) - ((double)othersSucceeded / others);
        bool isBetter = difference > 0;
        string figures = $"{inGroup[chosen]} of {Wording.Runs(group.Count)} succeeded ({Wording.Percent((double)inGroup[chosen] / group.Count)}), {othersSucceeded} of {others} others ({Wording.Percent((double)othersSucceeded / others)})";
        int best = Enumerable.Range(0, groups.Count).MaxBy(i => (double)inGroup[i] / groups[i].Count);
        string? rule = parameter is null ? Rule(factor, group, isBetter) : groups[best].Rule;
        Dictionary<int, bool> members = factor.Places.Zip(group.Members).ToDictionary(static pair => pair.First, static pair => pair.Second);
        return Advise(factor, groups[best], parameter, rule, parameter is null ? figures : $"{group.Name} goes with {(isBetter ? "more" : "less")} success, {figures}") with
        {
            Fingerprint = $"{group.Name}:{(isBetter ? "up" : "down")}",
            Finding = Facts.Of(this, runs, factor.Labels is null ? factor.Name : group.Name) with
            {
                Summary = $"{group.Name} goes with {(isBetter ? "more" : "less")} success: {figures}.",
                Severity = Math.Abs(difference) >= 0.2 ? FindingSeverity.Warning : FindingSeverity.Info,
                Recommendation = rule is null ? null : rule + ".",
                N = factor.Places.Length,
                Effect = difference,
                EffectUnit = "points",
                Interval = Newcombe.Difference(inGroup[chosen], group.Count, othersSucceeded, others),
                Ids = runs.FailureIds(run => members.TryGetValue(run, out bool member) && member != isBetter),
            },
        };
    }

    private Claim AgainstGoal(SkillRuns runs, Factor factor, RunGroup group, MeasureGoal goal, double[] values, SkillParameter? parameter, double[] medians, IReadOnlyList<RunGroup> groups)
    {
        double[] inside = Part(values, group.Members, isMember: true);
        double[] outside = Part(values, group.Members, isMember: false);
        KendallTest test = Kendall.Test(Array.ConvertAll(group.Members, static member => member ? 1.0 : 0), values);
        bool isMore = test.S > 0;
        bool isBetter = isMore == (goal.Direction == GoalDirection.Up);
        string figures = $"median {goal.Measure} {Wording.Number(Quantiles.Of(inside, 0.5)[0])} in {Wording.Runs(inside.Length)}, {Wording.Number(Quantiles.Of(outside, 0.5)[0])} in {outside.Length} others";
        RunGroup best = groups[Array.IndexOf(medians, medians.Max())];
        string? rule = parameter is null ? Rule(factor, group, isBetter) : best.Rule;
        Dictionary<int, bool> members = factor.Places.Zip(group.Members).ToDictionary(static pair => pair.First, static pair => pair.Second);
        return Advise(factor, best, parameter, rule, parameter is null ? figures : $"{group.Name} goes with {(isMore ? "higher" : "lower")} {goal.Measure}, {figures}") with
        {
            Fingerprint = $"{group.Name}:{(isBetter ? "up" : "down")}:{goal}",
            Finding = Facts.Of(this, runs, factor.Labels is null ? factor.Name : group.Name) with
            {
                Summary = $"{group.Name} goes with {(isMore ? "higher" : "lower")} {goal.Measure}: {figures}.",
                Severity = FindingSeverity.Info,
                Recommendation = rule is null ? null : rule + ".",
                N = values.Length,
                Effect = test.TauB,
                EffectUnit = "tau",
                Ids = runs.Ids(run => members.TryGetValue(run, out bool member) && member),
            },
        };
    }

    // A number whose thirds can't be told apart: all that is known is which way it goes.
    private Claim Rising(SkillRuns runs, Factor factor, double tau, MeasureGoal? goal = null)
    {
        string rule = $"Keep {factor.Name} {(tau > 0 ? "high" : "low")}";
        string towards = goal is null ? "success" : $"better {goal.Measure}";
        return new Claim
        {
            Fingerprint = $"{factor.Name}:{(tau > 0 ? "up" : "down")}{(goal is null ? string.Empty : ":" + goal)}",
            Lesson = factor.IsMeasure ? rule + "." : null,
            Finding = Facts.Of(this, runs, factor.Name) with
            {
                Summary = $"{(tau > 0 ? "More" : "Less")} {factor.Name} goes with {towards} in {Wording.Runs(factor.Places.Length)}.",
                Recommendation = rule + ".",
                N = factor.Places.Length,
                Effect = tau,
                EffectUnit = "tau",
                Ids = runs.Ids(run => factor.Places.Contains(run)),
            },
        };
    }

    private static string? Rule(Factor factor, RunGroup group, bool isBetter) => factor switch
    {
        { IsMeasure: true } when IsGate(factor.Name) => isBetter ? null : $"See to what {group.Name} looks at before it is run",
        { Name: "version" } => $"Compare the text of the skill in {group.Name} with that of the others",
        _ when isBetter => group.Rule,
        { Labels: null } => $"Keep away from {group.Name}",
        _ => $"Look into {group.Name}, or avoid it where there is a choice",
    };

    private static Claim Advise(Factor factor, RunGroup best, SkillParameter? parameter, string? rule, string figures)
    {
        // Who or what carries a skill out is not for the skill to say.
        string? text = rule is null || !factor.IsMeasure ? null : Wording.Short($"{rule}: {figures}.", 500);
        return new Claim
        {
            Fingerprint = string.Empty,
            Finding = null!,
            Lesson = text,
            Parameter = text is not null && best.Typical is not null ? parameter : null,
            Value = text is not null && parameter is not null ? best.Typical : null,
        };
    }

    private static SkillParameter? Parameter(SkillRuns runs, Factor factor, AnalysisContext context) =>
        factor.Labels is not null ? null
            : context.Skills.GetValueOrDefault(runs.Skill)?.Improves.FirstOrDefault(parameter => string.Equals(parameter.Name, factor.Name, StringComparison.OrdinalIgnoreCase));

    private static int Both(bool[] first, bool[] second)
    {
        int count = 0;
        for (int i = 0; i < first.Length; i++)
        {
            count += first[i] && second[i] ? 1 : 0;
        }

        return count;
    }

    private static double[] Part(double[] values, bool[] members, bool isMember) => [.. values.Where((_, i) => members[i] == isMember)];
}
