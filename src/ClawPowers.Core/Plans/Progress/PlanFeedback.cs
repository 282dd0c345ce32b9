using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Plans.Progress;

/// <summary>Says what the record shows about plans: from their tasks, and from the runs that name them in their measure <c>plan</c>.</summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class PlanFeedback(ClawContext context)
{
    /// <summary>The measure by which a run belongs to a plan.</summary>
    public const string Measure = "plan";

    private const int MostFailures = 20;

    /// <summary>Reports on plans.</summary>
    /// <param name="name">A plan by name or glob, in any case.</param>
    /// <param name="scope">Where to look; null leaves it to the environment and the location.</param>
    /// <param name="project">A project by name; null for that of the location.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>One report for each plan; a plan that was never imported has one if runs name it.</returns>
    /// <exception cref="ClawException"><c>PlanNotFound</c>: neither a plan nor a run has the name. <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public IReadOnlyList<PlanReport> Reports(string name, ClawScope? scope, string? project, CancellationToken cancellation = default)
    {
        IReadOnlyList<ClawPlan> plans;
        try
        {
            plans = new PlanDashboard(context).Plans(new PlanQuery { Names = [name], Scope = scope, Project = project }, cancellation);
        }
        catch (ClawException exception) when (exception.ErrorId == "PlanNotFound")
        {
            Booked runs = Runs(name.Trim(), scope, project, cancellation);
            if (runs.Skills.Count == 0)
            {
                throw;
            }

            return [OfRuns(name.Trim(), runs)];
        }

        return [.. plans.Select(plan => Of(plan, Runs(plan.Name, scope, project, cancellation)))];
    }

    private static PlanReport Of(ClawPlan plan, Booked runs)
    {
        double[] ratios = PlanFindings.Ratios(plan);
        (double Median, Interval? Interval)? ratio = ratios.Length == 0 ? null : MedianInterval.Of(ratios);
        (IReadOnlyList<PlanFinding> findings, IReadOnlyList<PlanFinding> facts) = PlanFindings.Of(plan);
        return new PlanReport
        {
            Plan = plan.Name,
            Project = plan.Project,
            State = plan.State,
            Total = plan.Total,
            Done = plan.Done,
            Estimate = plan.Estimate,
            Actual = plan.Actual,
            Ratio = ratio?.Median,
            RatioInterval = ratio?.Interval,
            Overruns = plan.Overruns,
            Rework = plan.Rework,
            ReworkTime = plan.ReworkTime,
            ReworkCauses = plan.ReworkCauses,
            Interruptions = plan.Interruptions,
            Recovery = plan.Recovery,
            Skills = runs.Skills,
            Findings = findings,
            Facts = [.. facts, .. PlanFindings.OfRuns(runs.Skills, runs.Failures)],
        };
    }

    private static PlanReport OfRuns(string name, Booked runs) => new()
    {
        Plan = name,
        Total = 0,
        Done = 0,
        Actual = TimeSpan.Zero,
        Overruns = [],
        Rework = 0,
        ReworkTime = TimeSpan.Zero,
        ReworkCauses = [],
        Interruptions = 0,
        Recovery = TimeSpan.Zero,
        Skills = runs.Skills,
        Findings = [],
        Facts = PlanFindings.OfRuns(runs.Skills, runs.Failures),
    };

    private Booked Runs(string plan, ClawScope? scope, string? project, CancellationToken cancellation)
    {
        var log = new MetricLog(context);
        MeasureCondition[] ofPlan = [new MeasureCondition(Measure, MeasureComparison.Equal, MeasureText.Value(plan))];
        return new Booked(
            log.Summarize(new SummaryQuery { Measures = ofPlan, Scope = scope, Project = project }, cancellation),
            [.. log.Read(new MetricQuery { Measures = ofPlan, Outcomes = [SkillOutcome.Failure, SkillOutcome.Partial], Scope = scope, Project = project, First = MostFailures }, cancellation)]);
    }

    private sealed record Booked(IReadOnlyList<MetricSummary> Skills, IReadOnlyList<SkillMetric> Failures);
}
