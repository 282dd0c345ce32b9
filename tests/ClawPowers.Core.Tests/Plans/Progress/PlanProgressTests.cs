using ClawPowers.Core.Plans.Progress;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Plans.Progress;

public sealed class PlanProgressTests
{
    [Fact]
    public void Velocity_is_the_median_of_estimate_over_actual_with_its_interval()
    {
        ClawPlan plan = Progress([.. Enumerable.Range(1, 6).Select(static i => Make.Done($"T{i}", "t", from: -100, to: -100 + (10 * i), estimate: 20))]);

        Assert.Equal((20 / 30.0) + (20 / 40.0), 2 * plan.Velocity!.Value, 9);
        Assert.Equal(new Interval(20 / 60.0, 2), plan.VelocityInterval);
        Assert.Equal((TimeSpan.FromMinutes(120), TimeSpan.FromMinutes(210)), (plan.Estimate, plan.Actual));
        Assert.Equal((PlanState.Done, Make.Now.AddMinutes(-40), null, null), (plan.State, plan.CompletedAt, plan.ProjectedEnd, plan.ProjectionBasis));
    }

    [Fact]
    public void The_projected_end_comes_of_the_graph_the_ratios_and_how_many_run_at_once()
    {
        // Two at once so far, each at twice its estimate but one at three and one at one and a half times.
        TaskProgress[] tasks =
        [
            .. Enumerable.Range(0, 8).Select(static i => Make.Done($"D{i}", "t", from: -100 + (20 * (i / 2)), to: -80 + (20 * (i / 2)), estimate: i switch { 0 => 20 / 3.0, 1 => 20 / 1.5, _ => 10 })),
            Make.Done("D8", "t", from: -20, to: 0, estimate: 10),
            Make.Task("A", TaskState.Ready, estimate: 10),
            Make.Task("B", TaskState.Ready, estimate: 5) with { Rank = 1 },
            Make.Task("C", TaskState.Waiting, estimate: 10, needs: ["A", "B"]),
            Make.Task("X", TaskState.Blocked, estimate: 10),
            Make.Task("Y", TaskState.Waiting, estimate: 10, needs: ["X"]),
        ];

        ClawPlan plan = Progress(tasks);

        Assert.Equal(2, plan.AtOnce);
        Assert.Equal((Make.Now.AddMinutes(40), Make.Now.AddMinutes(30), Make.Now.AddMinutes(60)), (plan.ProjectedEnd, plan.ProjectedEarliest, plan.ProjectedLatest));
        Assert.Equal(TimeSpan.FromMinutes(90), plan.Remaining);
        Assert.Equal(["X", "Y"], plan.Unprojected);
        Assert.Equal(
            "Tasks are taken to need 2 times their estimates (1.5 to 3 at 80%), as 9 finished tasks of this plan did. 2 run at once, without pauses. "
            + "Not in it, as blocked or waiting for what never comes: X, Y.",
            plan.ProjectionBasis);
    }

    [Fact]
    public void With_too_few_records_a_range_is_not_made_up()
    {
        TaskProgress[] tasks = [Make.Done("T1", "t", -10, 0, estimate: 5), Make.Task("T2", TaskState.Ready, estimate: 30), Make.Task("T3", TaskState.Ready)];

        ClawPlan plan = Progress(tasks);

        Assert.Equal((Make.Now.AddMinutes(47.5), null, null), (plan.ProjectedEnd, plan.ProjectedEarliest, plan.ProjectedLatest));
        Assert.Equal(
            "Tasks are taken to need their estimates, as 1 finished task of this plan tells too little. A range needs 9. "
            + "One runs at a time, without pauses. 1 task without an estimate counts as 17 min 30 s.",
            plan.ProjectionBasis);
    }

    [Fact]
    public void Finished_tasks_of_other_plans_help_out()
    {
        ClawPlan plan = Progress([Make.Task("T1", TaskState.Ready, estimate: 10)], [1, 1, 1, 1, 2, 3, 3, 3, 3]);

        Assert.Equal((Make.Now.AddMinutes(20), Make.Now.AddMinutes(10), Make.Now.AddMinutes(30)), (plan.ProjectedEnd, plan.ProjectedEarliest, plan.ProjectedLatest));
        Assert.Null(plan.Velocity);
        Assert.StartsWith("Tasks are taken to need 2 times their estimates (1 to 3 at 80%), as 9 finished tasks of this plan and others did.", plan.ProjectionBasis, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_estimate_no_end_is_projected()
    {
        ClawPlan plan = Progress([Make.Task("T1", TaskState.Ready)]);

        Assert.Equal((null, null, null), (plan.ProjectedEnd, plan.Remaining, plan.Estimate));
        Assert.Equal("No task has an estimate, so that no end can be projected.", plan.ProjectionBasis);
    }

    [Fact]
    public void Tasks_that_ran_over_are_named_with_what_is_on_record_of_why()
    {
        TaskProgress slow = Make.Done("T1", "Slow", -60, -30, estimate: 10);
        ClawPlan plan = Progress(
        [
            slow with
            {
                Task = slow.Task with { Note = "the cache was in the way" },
                Attempts =
                [
                    Make.Attempt(-60, -55) with { HasLapsed = true },
                    Make.Attempt(-45, -40) with { IsGivenBack = true },
                    Make.Attempt(-40, -35),
                    Make.Attempt(-34, -30) with { IsReopened = true, Cause = "spec" },
                ],
            },
            Make.Done("T2", "Held", -30, -19, estimate: 10),
            Make.Running("T3", "Still at it", since: -19, estimate: 5),
        ]);

        Assert.Equal(
            [("T1", 3, false, "rework: spec; interrupted; given back; the cache was in the way"), ("T3", 3.8, true, null)],
            plan.Overruns.Select(static over => (over.Id, Math.Round(over.Ratio, 9), over.IsOpen, over.Cause)));
        Assert.Equal((1, TimeSpan.FromMinutes(4), "spec 1"), (plan.Rework, plan.ReworkTime, plan.ReworkCauses.Single().ToString()));
        Assert.Equal((1, TimeSpan.FromMinutes(10)), (plan.Interruptions, plan.Recovery));
    }

    [Theory]
    [InlineData(PlanState.Empty)]
    [InlineData(PlanState.Open, TaskState.Done, TaskState.Ready)]
    [InlineData(PlanState.Open, TaskState.Running, TaskState.Waiting)]
    [InlineData(PlanState.Stuck, TaskState.Done, TaskState.Blocked, TaskState.Waiting)]
    [InlineData(PlanState.Done, TaskState.Done, TaskState.Dropped)]
    public void A_plan_stands_where_its_tasks_do(PlanState expected, params TaskState[] states) =>
        Assert.Equal(expected, Progress([.. states.Select(static (state, i) => Make.Task($"T{i}", state))]).State);

    [Fact]
    public void The_counts_add_up_and_no_end_is_projected_before_now_nor_outside_of_its_range()
    {
        var cases = from tasks in Make.Plans()
                    from count in Gen.Choose(0, 12)
                    from others in Gen.Choose(1, 5_000).Select(static thousandths => thousandths / 1000.0).ArrayOf(count)
                    select (Tasks: tasks, Others: others);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            ClawPlan plan = Progress(one.Tasks, one.Others);
            Assert.Equal(plan.Total, plan.Done + plan.Running + plan.Ready + plan.Waiting + plan.Blocked + plan.Dropped);
            Assert.Equal(plan.Total, plan.Tasks.Count);
            Assert.True(plan.ProjectedEnd is null || plan.ProjectedEnd >= Make.Now);
            Assert.True(plan.ProjectedEarliest is null || (plan.ProjectedEarliest >= Make.Now && plan.ProjectedEarliest <= plan.ProjectedEnd));
            Assert.True(plan.ProjectedLatest is null || plan.ProjectedLatest >= plan.ProjectedEnd);
            Assert.Equal(plan.ProjectedEarliest is null, plan.ProjectedLatest is null);
            Assert.True(plan.AtOnce >= plan.Running);
            Assert.Equal(plan.State == PlanState.Done || plan.Total == 0, plan.ProjectionBasis is null);
            Assert.Equal(plan.Rework, plan.ReworkCauses.Sum(static cause => cause.Count));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static ClawPlan Progress(IReadOnlyList<TaskProgress> tasks, IReadOnlyCollection<double>? others = null) =>
        PlanProgress.Of(Make.Head, tasks, others ?? [], Make.Now.ToUnixTimeMilliseconds(), TimeZoneInfo.Utc);
}
