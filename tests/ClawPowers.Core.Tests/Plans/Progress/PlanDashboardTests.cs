using ClawPowers.Core.Plans.Progress;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Plans.Progress;

public sealed class PlanDashboardTests
{
    private const string Cart = """
        # Plan: cart-discount

        Goal: A customer with a voucher pays less.

        Done when:
        - the staged shop charges 90.00

        ## Tasks

        ### T1 A fixed voucher lowers the total
        - done: the test passes
        - estimate: 10

        ### T2 An unknown code is refused
        - needs: T1
        - done: the test passes
        - estimate: 20

        ### T3 The page shows it
        - needs: T1
        - done: seen
        - estimate: 10
        """;

    [Fact]
    public void Without_a_store_there_are_no_plans_and_none_is_made()
    {
        using var scratch = new Scratch();

        Assert.Empty(new PlanDashboard(scratch.Context).Plans(new PlanQuery()));
        Failure.Of("PlanNotFound", () => new PlanDashboard(scratch.Context).Plans(new PlanQuery { Names = ["cart"] }));
        Assert.Empty(new PlanDashboard(scratch.Context).Plans(new PlanQuery { Names = ["cart*"] }));
        Assert.False(Directory.Exists(scratch.Location.Directory));
    }

    [Fact]
    public void A_plan_that_was_just_imported_is_all_projection()
    {
        using var bench = new PlanBench();
        bench.Import(Cart);

        ClawPlan plan = Assert.Single(Plans(bench));

        Assert.Equal(("cart-discount", "A customer with a voucher pays less.", PlanState.Open, 3), (plan.Name, plan.Goal, plan.State, plan.Total));
        Assert.Equal((0, 0, 1, 2), (plan.Done, plan.Running, plan.Ready, plan.Waiting));
        Assert.Equal((TimeSpan.FromMinutes(40), TimeSpan.Zero, TimeSpan.FromMinutes(40)), (plan.Estimate, plan.Actual, plan.Remaining));
        Assert.Equal(bench.Scratch.Time.Now.AddMinutes(40), plan.ProjectedEnd);
        Assert.Equal(["the staged shop charges 90.00"], plan.DoneWhen);
        Assert.Equal(["T1", "T2", "T3"], plan.Tasks.Select(static task => task.Id));
        Assert.Equal(bench.File, plan.Path);
    }

    [Fact]
    public void Work_counts_from_its_claims_up_to_its_ends_or_the_last_sign_of_life()
    {
        using var bench = new PlanBench();
        bench.Import(Cart);
        DateTimeOffset start = bench.Scratch.Time.Now;
        Attempt(bench, "T1", claim: 1, from: 0, seen: 5, ended: 35, ending: 4);
        Attempt(bench, "T1", claim: 2, from: 60, seen: 60, ended: 75, ending: 0, rework: "slip");
        Task(bench, "T1", status: 2, claim: 2, actual: 20 * 60, started: 0, ended: 75);
        Attempt(bench, "T2", claim: 1, from: 75, seen: 75, ended: null, ending: null);
        Task(bench, "T2", status: 1, claim: 1, actual: null, started: 75, lease: 105);
        Attempt(bench, "T3", claim: 1, from: 75, seen: 80, ended: null, ending: null);
        Task(bench, "T3", status: 1, claim: 1, actual: null, started: 75, lease: 85);
        bench.Scratch.Sql("UPDATE task SET waiting = 0");
        bench.Scratch.Time.MoveTo(start.AddMinutes(90));

        ClawPlan plan = Assert.Single(Plans(bench));

        Assert.Equal((1, 1, 1), (plan.Done, plan.Running, plan.Ready));
        Assert.Equal(TimeSpan.FromMinutes(20 + 15 + 5), plan.Actual);
        Assert.Equal((2, TimeSpan.FromMinutes(55)), (plan.Interruptions, plan.Recovery));
        Assert.Equal((1, TimeSpan.FromMinutes(15), "slip 1"), (plan.Rework, plan.ReworkTime, plan.ReworkCauses.Single().ToString()));
        Assert.Equal("T1 2", plan.Overruns.Single().ToString());
        Assert.Equal("rework: slip; interrupted", plan.Overruns.Single().Cause);

        // Two were at it for 5 of 25 minutes, so one at a time: T2 has 5 minutes to go, then T3, of which 5 are done.
        Assert.Equal((1, start.AddMinutes(100), TimeSpan.FromMinutes(10)), (plan.AtOnce, plan.ProjectedEnd, plan.Remaining));
        Assert.Equal((start, start.AddMinutes(100)), (plan.Gantt!.Start, plan.Gantt.End));
    }

    [Fact]
    public void Done_plans_are_left_out_unless_they_are_named_or_asked_for()
    {
        using var bench = new PlanBench();
        bench.Import(Cart);
        bench.Import("# Plan: other\n\n## Tasks\n\n### T1 One\n- done: yes\n- estimate: 5\n");
        foreach (string id in (string[])["T1", "T2", "T3"])
        {
            bench.Scratch.Sql($"UPDATE task SET status = 2, ended_at = 1 WHERE name = '{id}' AND plan_id = (SELECT id FROM plan WHERE name = 'cart-discount')");
        }

        Assert.Equal(["other"], Plans(bench).Select(static plan => plan.Name));
        Assert.Equal(["cart-discount", "other"], Plans(bench, new PlanQuery { WithDone = true }).Select(static plan => plan.Name));
        Assert.Equal(PlanState.Done, Assert.Single(Plans(bench, new PlanQuery { Names = ["Cart-*"] })).State);
        Assert.Contains("no plan 'card'", Failure.Of("PlanNotFound", () => Plans(bench, new PlanQuery { Names = ["card"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Finished_tasks_of_other_plans_of_the_scope_tell_how_long_things_take()
    {
        using var bench = new PlanBench();
        bench.Import("# Plan: earlier\n\n## Tasks\n\n" + string.Concat(Enumerable.Range(1, 9).Select(static i => $"### T{i} t{i}\n- done: yes\n- estimate: 10\n\n")));
        bench.Scratch.Sql("UPDATE task SET status = 2, ended_at = 1, actual = 600 * (1 + position / 4.0)");
        bench.Import(Cart);

        ClawPlan plan = Assert.Single(Plans(bench));

        Assert.Equal(bench.Scratch.Time.Now.AddMinutes(80), plan.ProjectedEnd);
        Assert.Equal((bench.Scratch.Time.Now.AddMinutes(40), bench.Scratch.Time.Now.AddMinutes(120)), (plan.ProjectedEarliest, plan.ProjectedLatest));
        Assert.Null(plan.Velocity);
    }

    [Fact]
    public void A_plan_of_ten_thousand_tasks_in_a_chain_is_projected_to_its_end()
    {
        using var bench = new PlanBench();
        bench.Import("# Plan: long\n\n## Tasks\n\n" + string.Concat(Enumerable.Range(1, 10_000).Select(static i => $"### T{i} t\n- done: yes\n- estimate: 1\n{(i > 1 ? $"- needs: T{i - 1}\n" : string.Empty)}\n")));

        ClawPlan plan = Assert.Single(Plans(bench));

        Assert.Equal((10_000, 1, 9_999, bench.Scratch.Time.Now.AddMinutes(10_000)), (plan.Total, plan.Ready, plan.Waiting, plan.ProjectedEnd));
        Assert.Equal(10_000, plan.Gantt!.Rows.Count);
    }

    private static IReadOnlyList<ClawPlan> Plans(PlanBench bench, PlanQuery? query = null) => new PlanDashboard(bench.Scratch.Context).Plans(query ?? new PlanQuery());

    private static void Attempt(PlanBench bench, string id, int claim, int from, int seen, int? ended, int? ending, string? rework = null) => bench.Scratch.Sql(
        $"""
        INSERT INTO task_attempt (task_id, claim, claimed_at, seen_at, ended_at, ending, reopened, rework)
        SELECT id, {claim}, {Moment(bench, from)}, {Moment(bench, seen)}, {Moment(bench, ended)}, {ending?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "NULL"}, 0, {(rework is null ? "NULL" : $"'{rework}'")}
        FROM task WHERE name = '{id}'
        """);

    private static void Task(PlanBench bench, string id, int status, int claim, int? actual, int started, int? ended = null, int? lease = null) => bench.Scratch.Sql(
        $"""
        UPDATE task SET status = {status}, claim = {claim}, actual = {actual?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "NULL"},
            started_at = {Moment(bench, started)}, ended_at = {Moment(bench, ended)}, lease_until = {Moment(bench, lease)}
        WHERE name = '{id}'
        """);

    private static string Moment(PlanBench bench, int? minutes) => minutes is { } known
        ? bench.Scratch.Time.Now.AddMinutes(known).ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture)
        : "NULL";
}
