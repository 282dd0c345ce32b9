using System.Globalization;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Plans.Progress;
using ClawPowers.Core.Plans.Tasks;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Plans.Progress;

/// <summary>Plans that are worked off on a board, as sessions do it, and what their dashboard and their report then say.</summary>
public sealed class PlanFeedbackTests
{
    [Fact]
    public void What_every_task_overruns_is_found_and_the_rest_are_facts()
    {
        using var bench = new PlanBench();
        WorkOff(bench, "slow", tasks: 12, static task => 20 + task);

        PlanReport report = Assert.Single(Reports(bench, "slow"));

        Assert.Equal((PlanState.Done, 12, 12), (report.State, report.Total, report.Done));
        Assert.Equal((TimeSpan.FromMinutes(120), TimeSpan.FromMinutes(318)), (report.Estimate, report.Actual));
        Assert.Equal(2.65, report.Ratio!.Value, 9);
        Assert.Equal(["drift", "estimates"], report.Findings.Select(static finding => finding.Subject).Order(StringComparer.Ordinal));
        PlanFinding estimates = report.Findings.Single(static finding => finding.Subject == "estimates");
        Assert.Equal(
            "Estimates are too low: 12 of 12 tasks took longer than estimated, 0 shorter; the median of actual over estimate is 2.65 (2.3 to 3 at 95%).",
            estimates.Summary);
        Assert.Equal(("Multiply estimates by 2.65 in plans like this one.", 12, false), (estimates.Recommendation, estimates.N, estimates.IsFact));
        Assert.Equal(2 / 4096.0, estimates.P!.Value, 12);
        Assert.InRange(estimates.Q!.Value, estimates.P.Value, 0.05);
        Assert.Equal(["overruns", "runs"], report.Facts.Select(static fact => fact.Subject));
        Assert.All(report.Facts, static fact => Assert.True(fact is { IsFact: true, P: null, Q: null }));
        Assert.Equal("executing-plans: 12 runs of 12 succeeded (76–100% at 95%).", report.Facts[1].Summary);
    }

    [Fact]
    public void Estimates_that_hold_are_no_finding()
    {
        using var bench = new PlanBench();
        WorkOff(bench, "even", tasks: 12, static task => task % 2 == 0 ? 9 : 10.5);

        PlanReport report = Assert.Single(Reports(bench, "even"));

        Assert.Empty(report.Findings);
        Assert.Equal("Estimates: 6 of 12 tasks took longer than estimated, 6 shorter; the median of actual over estimate is 0.975 (0.9 to 1.05 at 95%).", report.Facts[0].Summary);
    }

    [Fact]
    public void A_plan_that_only_runs_name_is_known_by_them()
    {
        using var bench = new PlanBench();
        bench.Scratch.Metrics.Apply(new AddMetricRequest { Skill = "executing-plans", Outcome = SkillOutcome.Failure, Notes = "The fixture\nwas missing", Measures = new Dictionary<string, object> { ["plan"] = "checkout" } });

        PlanReport report = Assert.Single(Reports(bench, "checkout"));

        Assert.Null(report.State);
        Assert.Equal(
            ["executing-plans: 0 runs of 1 succeeded (0–79% at 95%).", "executing-plans failed on 2026-11-02: The fixture was missing"],
            report.Facts.Select(static fact => fact.Summary));
        Failure.Of("PlanNotFound", () => Reports(bench, "check"));
    }

    [Fact]
    public void The_dashboard_is_right_after_every_step_of_a_plan_that_is_interrupted_reopened_and_blocked()
    {
        using var bench = new PlanBench();
        bench.Import(Text("steps", 4));
        var board = new TaskBoard(bench.Scratch.Context);
        Assert.Equal("0+0+4+0+0+0", Counts(bench));

        board.Start(new StartTaskRequest { Id = "T1", LeaseFor = TimeSpan.FromMinutes(10) });
        Assert.Equal("0+1+3+0+0+0", Counts(bench));

        bench.Scratch.Time.Move(TimeSpan.FromMinutes(15)); // nobody renews
        Assert.Equal("0+0+4+0+0+0", Counts(bench));

        board.Start(new StartTaskRequest { Id = "T1" });
        bench.Scratch.Time.Move(TimeSpan.FromMinutes(12));
        board.Complete(new CompleteTaskRequest { Id = "T1" });
        Assert.Equal("1+0+3+0+0+0", Counts(bench));

        board.Start(new StartTaskRequest { Id = "T2" });
        bench.Scratch.Time.Move(TimeSpan.FromMinutes(2));
        board.Complete(new CompleteTaskRequest { Id = "T2", BlockedBy = "no access" });
        board.Start(new StartTaskRequest { Id = "T3" });
        board.Complete(new CompleteTaskRequest { Id = "T3", Outcome = SkillOutcome.Skipped });
        Assert.Equal("1+0+1+0+1+1", Counts(bench));

        board.Start(new StartTaskRequest { Id = "T1", Reopen = true });
        bench.Scratch.Time.Move(TimeSpan.FromMinutes(5));
        board.Complete(new CompleteTaskRequest { Id = "T1", Rework = "spec" });
        Assert.Equal("1+0+1+0+1+1", Counts(bench));

        ClawPlan plan = Assert.Single(new PlanDashboard(bench.Scratch.Context).Plans(new PlanQuery()));
        Assert.Equal((1, TimeSpan.FromMinutes(15)), (plan.Interruptions, plan.Recovery));
        Assert.Equal((1, TimeSpan.FromMinutes(5), "spec 1"), (plan.Rework, plan.ReworkTime, plan.ReworkCauses.Single().ToString()));
        Assert.Equal(("T1 1.7", "rework: spec; interrupted"), (plan.Overruns.Single().ToString(), plan.Overruns.Single().Cause));
        Assert.Equal(["T2"], plan.Unprojected);
        Assert.Equal(bench.Scratch.Time.Now.AddMinutes(10), plan.ProjectedEnd);
    }

    private static IReadOnlyList<PlanReport> Reports(PlanBench bench, string plan) => new PlanFeedback(bench.Scratch.Context).Reports(plan, scope: null, project: null);

    private static string Counts(PlanBench bench)
    {
        ClawPlan plan = Assert.Single(new PlanDashboard(bench.Scratch.Context).Plans(new PlanQuery()));
        Assert.Equal(plan.Total, plan.Done + plan.Running + plan.Ready + plan.Waiting + plan.Blocked + plan.Dropped);
        return string.Create(CultureInfo.InvariantCulture, $"{plan.Done}+{plan.Running}+{plan.Ready}+{plan.Waiting}+{plan.Blocked}+{plan.Dropped}");
    }

    private static string Text(string name, int tasks) => $"# Plan: {name}\n\n## Tasks\n\n" + string.Concat(Enumerable.Range(1, tasks).Select(static i => $"### T{i} t\n- done: yes\n- estimate: 10\n\n"));

    private static void WorkOff(PlanBench bench, string name, int tasks, Func<int, double> minutes)
    {
        bench.Import(Text(name, tasks));
        var board = new TaskBoard(bench.Scratch.Context);
        for (int task = 1; task <= tasks; task++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"T{task}");
            board.Start(new StartTaskRequest { Id = id, LeaseFor = TimeSpan.FromHours(2) });
            bench.Scratch.Time.Move(TimeSpan.FromMinutes(minutes(task)));
            board.Complete(new CompleteTaskRequest { Id = id });
        }
    }
}
