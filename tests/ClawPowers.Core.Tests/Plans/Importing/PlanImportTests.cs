using ClawPowers.Core.Plans;
using ClawPowers.Core.Plans.Importing;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Plans.Importing;

public sealed class PlanImportTests
{
    private const string Three = "# Plan: cart\nGoal: less\n\n## Tasks\n### T1 One\n- estimate: 5\n- done: it runs\n### T2 Two\n- needs: T1\n- estimate: 4\n- risk: high\n### T3 Three\n- needs: T1, T2\n";

    [Fact]
    public void An_imported_plan_has_its_tasks_with_what_they_wait_for()
    {
        using var bench = new PlanBench();

        PlanImport import = bench.Import(Three);

        Assert.Equal(("cart", true, true, 3, ClawScope.Global), (import.Plan, import.IsNew, import.IsDone, import.Tasks, import.Scope));
        Assert.Equal(["T1", "T2", "T3"], import.Added);
        Assert.Equal(
            [("T1", TaskState.Ready, ""), ("T2", TaskState.Waiting, "T1"), ("T3", TaskState.Waiting, "T1 T2")],
            bench.Tasks().Select(task => (task.Id, task.State, string.Join(' ', task.Unmet))));
        Assert.Equal((TimeSpan.FromMinutes(4), TaskRisk.High, bench.File, 8), bench.Tasks()[1] is var task ? (task.Estimate, task.Risk, task.Path, task.Line) : default);
    }

    [Fact]
    public void Importing_the_same_text_again_changes_nothing()
    {
        using var bench = new PlanBench();
        bench.Import(Three);
        string before = bench.Dump();
        bench.Scratch.Time.Move(TimeSpan.FromHours(1));

        PlanImport again = bench.Import(Three);

        Assert.Equal((false, 3, 0), (again.IsNew, again.Tasks, again.Added.Count + again.Changed.Count + again.Removed.Count + again.Dropped.Count));
        Assert.Equal(before, bench.Dump());
    }

    [Fact]
    public void The_file_decides_what_a_task_is_and_the_store_how_it_stands()
    {
        using var bench = new PlanBench();
        bench.Import(Three);
        bench.Finish("T1");

        PlanImport import = bench.Import(Three.Replace("One", "First", StringComparison.Ordinal).Replace("- estimate: 5", "- estimate: 9", StringComparison.Ordinal));

        Assert.Equal(["T1"], import.Changed);
        ClawTask first = bench.Tasks()[0];
        Assert.Equal(("First", TimeSpan.FromMinutes(9), TaskState.Done), (first.Title, first.Estimate, first.State));
        Assert.Equal(TaskState.Ready, bench.Tasks()[1].State);
    }

    [Fact]
    public void A_task_of_which_text_and_needs_changed_is_named_once_in_the_order_of_the_file()
    {
        using var bench = new PlanBench();
        bench.Import(Three);

        PlanImport import = bench.Import("# Plan: cart\nGoal: less\n\n## Tasks\n### T1 Uno\n- estimate: 5\n- done: it runs\n- needs: T2\n### T2 Due\n- estimate: 4\n- risk: high\n### T3 Tre\n- needs: T1, T2\n");

        Assert.Equal(["T1", "T2", "T3"], import.Changed);
    }

    [Fact]
    public void A_task_that_left_the_file_goes_if_nobody_began_it_and_is_kept_as_dropped_otherwise()
    {
        using var bench = new PlanBench();
        bench.Import(Three);
        bench.Finish("T1");

        PlanImport import = bench.Import("# Plan: cart\n## Tasks\n### T3 Three\n- needs: T2, T1\n");

        Assert.Equal(["T2"], import.Removed);
        Assert.Equal(["T1"], import.Dropped);
        Assert.Equal(["T3", "T1"], bench.Tasks().Select(task => task.Id));
        Assert.Equal((TaskState.Waiting, "T2"), (bench.Tasks()[0].State, string.Join(' ', bench.Tasks()[0].Unmet)));
        Assert.Equal((TaskState.Dropped, TaskDetail.LeftFile), (bench.Tasks()[1].State, bench.Tasks()[1].Note));

        bench.Import(Three);
        Assert.Equal([TaskState.Done, TaskState.Ready, TaskState.Waiting], bench.Tasks().Select(task => task.State));
    }

    [Fact]
    public void A_plan_of_a_project_knows_its_file_from_the_root_and_tells_it_to_each_clone()
    {
        using var bench = new PlanBench();
        string root = GitRepository.Create(bench.Scratch.PathOf("one"));
        string other = GitRepository.Create(bench.Scratch.PathOf("two"));
        foreach (string folder in new[] { root, other })
        {
            GitRepository.Run(folder, "remote", "add", "origin", "https://github.com/owner/shop.git");
            Directory.CreateDirectory(Path.Combine(folder, "docs"));
            File.WriteAllText(Path.Combine(folder, "docs", "cart.md"), Three);
        }

        bench.Scratch.Context = bench.Scratch.Context with { WorkingDirectory = Path.Combine(root, "docs") };
        Assert.Equal(("github.com/owner/shop", ClawScope.Project), bench.Store.Import(new ImportPlanRequest { Path = "cart.md" }) is var import ? (import.Project, import.Scope) : default);
        bench.Scratch.Context = bench.Scratch.Context with { WorkingDirectory = other };

        Assert.Equal([Path.Combine(other, "docs", "cart.md")], bench.Tasks().Select(task => task.Path).Distinct());
        bench.Scratch.Context = bench.Scratch.Context with { WorkingDirectory = bench.Scratch.WorkingDirectory };
        Assert.Empty(bench.Tasks());
    }

    [Fact]
    public void A_file_with_errors_is_refused_whole_each_said_with_its_line()
    {
        using var bench = new PlanBench();
        bench.Import(Three);
        string before = bench.Dump();

        string message = Failure.Of("PlanNotValid", () => bench.Import(Three + "### T1 again\n### *?* odd\n")).Message;

        Assert.Contains("Line 14: The id T1 is given twice: here and on line 5.", message, StringComparison.Ordinal);
        Assert.Contains("Line 15: '?' can't be the id of a task", message, StringComparison.Ordinal);
        Assert.Equal(before, bench.Dump());
        File.WriteAllBytes(bench.File, [.. "# Plan: x\n## Tasks\n### T1 "u8, 0xE9, 0x20]);
        Assert.Contains("Line 3: The byte 0xE9", Failure.Of("PlanNotValid", () => bench.Store.Import(new ImportPlanRequest { Path = bench.File })).Message, StringComparison.Ordinal);
        Failure.Of("PlanFileNotFound", () => bench.Store.Import(new ImportPlanRequest { Path = "nowhere.md" }));
        Failure.Of("PlanFileNotFound", () => bench.Store.Import(new ImportPlanRequest { Path = bench.Scratch.Root }));
    }

    [Fact]
    public void A_secret_in_the_file_is_refused_with_its_line()
    {
        using var bench = new PlanBench();
        string text = Three + "- in: AKIA" + "IOSFODNN7EXAMPLE\n";

        Assert.Contains("Line 14 ", Failure.Of("SecretInValue", () => bench.Import(text)).Message, StringComparison.Ordinal);
        Assert.Empty(bench.Tasks());
        Assert.Equal(3, bench.Store.Import(new ImportPlanRequest { Path = bench.File, AllowSecret = true }).Tasks);
    }

    [Fact]
    public void An_import_that_is_only_tried_keeps_nothing_and_makes_no_store()
    {
        using var bench = new PlanBench();
        File.WriteAllText(bench.File, Three);

        PlanImport import = bench.Store.Import(new ImportPlanRequest { Path = bench.File, Commit = false });

        Assert.Equal((false, 3), (import.IsDone, import.Added.Count));
        Assert.False(File.Exists(bench.Scratch.Location.File));
    }

    [Fact]
    public void Another_name_keeps_another_plan()
    {
        using var bench = new PlanBench();
        bench.Import(Three);

        Assert.Equal("second-try", bench.Store.Import(new ImportPlanRequest { Path = bench.File, Name = "Second try" }).Plan);
        Assert.Equal(["cart", "second-try"], bench.Store.Names());
        Failure.Of("InvalidPlanName", () => bench.Store.Import(new ImportPlanRequest { Path = bench.File, Name = "?!" }));
    }

    [Fact]
    public void Ready_tasks_are_ranked_by_risk_then_by_the_work_behind_them_then_the_shortest_first()
    {
        using var bench = new PlanBench();
        bench.Import("# Plan: r\n## Tasks\n### A a\n- estimate: 3\n### B b\n- estimate: 2\n### C c\n- estimate: 1\n### D d\n- needs: C\n- estimate: 5\n### E e\n- estimate: 1\n- risk: high\n### F f\n### G g\n- estimate: 3\n");

        Assert.Equal("E C D A G B F", bench.Read("SELECT group_concat(name, ' ') FROM (SELECT name FROM task ORDER BY rank)"));
    }

    [Fact]
    public void What_the_file_says_of_a_task_counts_until_somebody_begins_it()
    {
        using var bench = new PlanBench();
        bench.Import("# Plan: s\n## Tasks\n### [x] T1 a\n### T2 b\n- needs: T1\n- status: blocked: no access\n### T3 c\n- status: dropped\n### T4 d\n- needs: T3, T1\n");
        Assert.Equal([TaskState.Done, TaskState.Blocked, TaskState.Dropped, TaskState.Ready], bench.Tasks().Select(task => task.State));
        Assert.Equal("no access", bench.Tasks()[1].BlockedBy);

        bench.Import("# Plan: s\n## Tasks\n### T1 a\n### T2 b\n- needs: T1\n### T3 c\n### T4 d\n- needs: T3, T1\n");
        Assert.Equal([TaskState.Done, TaskState.Ready, TaskState.Ready, TaskState.Waiting], bench.Tasks().Select(task => task.State));
    }
}
