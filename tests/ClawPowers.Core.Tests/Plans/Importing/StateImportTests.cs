using ClawPowers.Core.Plans.Importing;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Plans.Importing;

public sealed class StateImportTests
{
    [Fact]
    public void Keys_of_the_skills_become_a_plan()
    {
        using var bench = new PlanBench();
        Set(bench, ("plan:cart:goal", "less"), ("plan:cart:T1:status", "done"), ("plan:cart:T1:actual", 6L), ("plan:cart:T2:status", "doing"), ("plan:cart:T2:owner", "agent-7"), ("plan:cart:T10:status", "blocked: no access"), ("plan:cart:rework", "T2 slip"));

        PlanImport import = Assert.Single(bench.Store.ImportState(new ImportStateRequest()));

        Assert.Equal(("cart", true, 3), (import.Plan, import.IsNew, import.Tasks));
        Assert.Equal([("T1", TaskState.Done), ("T2", TaskState.Ready), ("T10", TaskState.Blocked)], bench.Tasks().Select(task => (task.Id, task.State)));
        Assert.Equal((TimeSpan.FromMinutes(6), "no access"), (bench.Tasks()[0].Actual, bench.Tasks()[2].BlockedBy));
        Assert.Equal(7, bench.Scratch.Keys("plan:*").Count);
    }

    [Fact]
    public void Keys_of_version_1_become_plans_with_what_tasks_need()
    {
        using var bench = new PlanBench();
        Set(
            bench,
            ("execution:plan_name", "auth-service"),
            ("execution:task_1:status", "complete"),
            ("execution:task_1:started_at", "2026-03-22T10:00:00Z"),
            ("execution:task_1:completed_at", "2026-03-22T10:04:30Z"),
            ("execution:task_2:status", "in_progress"),
            ("plan:current:task_count", "4"),
            ("plan:current:deps", "2:1 3:1,2 4:-"),
            ("execution:other:task_1:status", "pending"),
            ("execution:other:task_2", "complete"),
            ("plan:other:estimated_duration", "180"));

        IReadOnlyList<PlanImport> imports = bench.Store.ImportState(new ImportStateRequest());

        Assert.Equal(["auth-service", "other"], imports.Select(import => import.Plan));
        Assert.Equal(
            [("T1", TaskState.Done, ""), ("T2", TaskState.Ready, "T1"), ("T3", TaskState.Waiting, "T1 T2"), ("T4", TaskState.Ready, "")],
            bench.Tasks("auth-service").Select(task => (task.Id, task.State, string.Join(' ', task.Needs))));
        Assert.Equal(TimeSpan.FromSeconds(270), bench.Tasks("auth-service")[0].Actual);
        Assert.Equal([TaskState.Ready, TaskState.Done], bench.Tasks("other").Select(task => task.State));
    }

    [Fact]
    public void Keys_that_name_a_file_tell_how_its_tasks_stand()
    {
        using var bench = new PlanBench();
        File.WriteAllText(bench.File, "# Plan: whatever\n## Tasks\n### T1 One\n### T2 Two\n- needs: T1\n### T3 Three\n");
        Set(bench, ("plan:cart:file", "plan.md"), ("plan:cart:T1:status", "done"), ("plan:cart:T9:status", "done"));

        PlanImport import = Assert.Single(bench.Store.ImportState(new ImportStateRequest { Names = ["c*"] }));

        Assert.Equal(("cart", bench.File), (import.Plan, import.Path));
        Assert.Equal([("T1", "One", TaskState.Done), ("T2", "Two", TaskState.Ready), ("T3", "Three", TaskState.Ready), ("T9", "T9", TaskState.Done)], bench.Tasks().Select(task => (task.Id, task.Title, task.State)));
    }

    [Fact]
    public void Keys_take_nothing_from_a_plan_that_is_there_and_lose_no_progress()
    {
        using var bench = new PlanBench();
        bench.Import("# Plan: cart\nGoal: g\n## Tasks\n### T1 One\n- estimate: 5\n### T2 Two\n- needs: T1\n### T3 Three\n");
        bench.Finish("T3");
        Set(bench, ("plan:cart:goal", "other"), ("plan:cart:T1:status", "done"), ("plan:cart:T3:status", "doing"));
        string needs = bench.Read("SELECT group_concat(needs) FROM task_need");

        PlanImport import = Assert.Single(bench.Store.ImportState(new ImportStateRequest()));

        Assert.Equal(["T1"], import.Changed);
        Assert.Equal([("One", TaskState.Done), ("Two", TaskState.Ready), ("Three", TaskState.Done)], bench.Tasks().Select(task => (task.Title, task.State)));
        Assert.Equal(("g", needs), (bench.Read("SELECT goal FROM plan"), bench.Read("SELECT group_concat(needs) FROM task_need")));
        Assert.Empty(Assert.Single(bench.Store.ImportState(new ImportStateRequest())).Changed);
    }

    [Fact]
    public void Without_such_keys_there_is_nothing_to_import()
    {
        using var bench = new PlanBench();
        Assert.Empty(bench.Store.ImportState(new ImportStateRequest()));
        Set(bench, ("plan:x", "v"), ("plan:y:note", "z"));

        Assert.Empty(bench.Store.ImportState(new ImportStateRequest()));
        Failure.Of("PlanNotFound", () => bench.Store.ImportState(new ImportStateRequest { Names = ["y"] }));
    }

    private static void Set(PlanBench bench, params (string Key, object Value)[] entries)
    {
        foreach ((string key, object value) in entries)
        {
            bench.Scratch.Set(key, value);
        }
    }
}
