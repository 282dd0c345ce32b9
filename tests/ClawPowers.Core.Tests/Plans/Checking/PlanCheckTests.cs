using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Plans.Checking;

public sealed class PlanCheckTests
{
    private const string Good = "# Plan: good\nGoal: g\n\nDone when:\n- d\n\n## Tasks\n### T1 One\n- out: parameter Discount\n- done: it prints 2\n- estimate: 5\n### T2 Two\n- needs: T1\n- in: parameter Discount from T1\n- done: it prints 3\n- estimate: 4\n";

    [Fact]
    public void A_plan_that_is_well_has_no_problems()
    {
        PlanCheck check = Check(Good);

        Assert.Empty(check.Problems);
        Assert.True(check.Passed);
        Assert.Equal((TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(9), 1), (check.CriticalTime, check.TotalTime, check.AtOnce));
        Assert.Equal(["T1", "T2"], check.CriticalPath);
        Assert.Equal(["T1", "T2"], check.Order);
    }

    [Fact]
    public void More_work_than_a_length_of_time_can_hold_is_the_longest_there_is()
    {
        PlanCheck check = Check("# Plan: eternal\n## Tasks\n" + string.Concat(Enumerable.Range(1, 29_300).Select(static i => $"### T{i} x\n- estimate: 1095d\n- needs: {(i == 1 ? "-" : $"T{i - 1}")}\n")));

        Assert.Equal((TimeSpan.MaxValue, TimeSpan.MaxValue), (check.TotalTime, check.CriticalTime));
    }

    [Fact]
    public void A_circle_names_its_tasks_in_order_and_those_behind_it_can_never_become_ready()
    {
        PlanCheck check = Check(Good + "### T3 a\n- needs: T5\n### T4 b\n- needs: T3\n### T5 c\n- needs: T4\n### T6 d\n- needs: T4, T1\n### T7 e\n- needs: T6\n");

        Assert.False(check.Passed);
        PlanProblem circle = Of(check, PlanProblemKind.Cycle);
        Assert.Equal("A circle: T3 needs T5, which needs T4, which needs T3.", circle.Message);
        Assert.Equal(["T3", "T5", "T4"], circle.Tasks);
        Assert.Equal(18, circle.Line);
        Assert.Equal(["T6", "T7"], Of(check, PlanProblemKind.Unreachable).Tasks);
        Assert.Equal(["T1", "T2"], check.Order);
        Assert.Equal("T8 needs itself.", Of(Check(Good + "### T8 x\n- needs: T8\n"), PlanProblemKind.Cycle).Message);
    }

    [Fact]
    public void A_need_that_is_no_task_is_an_error_with_what_may_be_meant()
    {
        PlanCheck check = Check(Good + "### T30 a\n- needs: T300\n### T4 b\n- needs: T30\n");

        PlanProblem problem = Of(check, PlanProblemKind.UnknownNeed);
        Assert.Equal(("T30 needs 'T300', which is no task of the plan.", "Did you mean T30?", 18), (problem.Message, problem.Advice, problem.Line));
        Assert.Equal(["T4"], Of(check, PlanProblemKind.Unreachable).Tasks);
        Assert.Equal(["T1", "T2"], check.Order);
    }

    [Theory]
    [InlineData("the table from T1", "T3 takes 'the table' from T1, which makes something else: parameter Discount.")]
    [InlineData("Discount from T2", "T3 takes 'Discount' from T2, but does not need it.")]
    [InlineData("Discount from T3", "T3 takes 'Discount' from itself.")]
    [InlineData("Discount from T9", "T3 takes 'Discount' from T9, which is no task of the plan.")]
    [InlineData("src/Gone.cs:12", "T3 starts from 'src/Gone.cs', which is not in the repository, and no task makes it.")]
    [InlineData("Gone.ps1", "T3 starts from 'Gone.ps1', which is not in the repository, and no task makes it.")]
    public void An_input_that_nobody_makes_is_a_warning(string input, string message)
    {
        PlanProblem problem = Of(Check(Good + $"### T3 c\n- needs: T1\n- in: {input}\n- done: x\n- estimate: 1\n"), PlanProblemKind.MissingInput);

        Assert.Equal((message, PlanProblemSeverity.Warning, "T3"), (problem.Message, problem.Severity, problem.Task));
    }

    [Theory]
    [InlineData("the new parameter from T1")]
    [InlineData("from T1")]
    [InlineData("Parameter Discount")]
    [InlineData("src/Here.cs:12, Here.cs")]
    [InlineData("`src/Here.cs` (its constructor)")]
    [InlineData("Get-CartTotal (src/Here.cs:1)")]
    [InlineData("a report from the accountant")]
    [InlineData("advice from ada")]
    [InlineData("https://example.org/docs/api.md")]
    [InlineData("Cart.Total, System.Text.Json")]
    [InlineData("read and/or write access, 1.5 GB, e.g. a mail")]
    [InlineData("/api/cart.json, ~/notes.md, *.cs, $HOME/x.md")]
    [InlineData("a schema, a permission")]
    public void What_can_not_be_known_is_left_alone(string input) =>
        Assert.Empty(Check(Good + $"### T3 c\n- needs: T1\n- in: {input}\n- done: x\n- estimate: 1\n").Problems);

    [Fact]
    public void A_file_that_another_task_makes_must_be_needed()
    {
        Assert.Empty(Check(Good.Replace("parameter Discount\n", "parameter Discount, src/New.cs\n", StringComparison.Ordinal) + "### T3 c\n- needs: T2\n- in: New.cs\n- done: x\n- estimate: 1\n").Problems);
        PlanProblem problem = Of(Check(Good + "### T3 c\n- out: src/New.cs\n- done: x\n- estimate: 1\n### T4 d\n- in: src/New.cs\n- done: x\n- estimate: 1\n"), PlanProblemKind.MissingInput);
        Assert.Equal(("T4 starts from 'src/New.cs', which T3 makes, but does not need it.", "Add T3 to its 'needs'."), (problem.Message, problem.Advice));
        Assert.Equal("T4 starts from 'the table', which T3 makes, but does not need it.", Of(Check(Good + "### T3 c\n- out: the table\n- done: x\n- estimate: 1\n### T4 d\n- in: the table\n- done: x\n- estimate: 1\n"), PlanProblemKind.MissingInput).Message);
    }

    [Fact]
    public void What_a_plan_lacks_is_said_once_for_all_its_tasks()
    {
        PlanCheck check = Check("## Tasks\n### T1 a\n### T2 b\n- done: Works.\n### T3 c\n- done: TBD\n");

        Assert.True(check.Passed);
        Assert.Equal("T1 has no done criterion.", check.Problems.Single(problem => problem.Kind == PlanProblemKind.NoDoneWhen && problem.Task is not null).Message);
        Assert.Equal("It is not said how one sees that the plan is done.", check.Problems.Single(problem => problem.Kind == PlanProblemKind.NoDoneWhen && problem.Task is null).Message);
        Assert.Equal(["T2", "T3"], check.Problems.Where(problem => problem.Kind == PlanProblemKind.VagueDoneWhen).Select(problem => problem.Task));
        Assert.Equal("T1, T2 and T3 have no estimate.", Of(check, PlanProblemKind.NoEstimate).Message);
        Assert.Equal(PlanProblemSeverity.Note, Of(check, PlanProblemKind.NoGoal).Severity);
    }

    [Fact]
    public void Requirements_and_what_covers_them_must_agree()
    {
        PlanCheck check = Check(Good.Replace("## Tasks", "## Requirements\n- R1: a\n- R2: b\n## Tasks", StringComparison.Ordinal) + "### T3 c\n- covers: R1, R3\n- done: x\n- estimate: 1\n");

        Assert.Equal(("No task covers R2.", 9), Of(check, PlanProblemKind.UncoveredRequirement) is var problem ? (problem.Message, problem.Line) : default);
        Assert.Equal("T3 covers 'R3', which is not among the requirements.", Of(check, PlanProblemKind.UnknownRequirement).Message);
    }

    [Fact]
    public void Two_tasks_that_make_one_file_at_once_are_worth_knowing()
    {
        const string file = "### A1 a\n- out: src/Here.cs\n- done: x\n- estimate: 1\n### A2 b\n- out: src/Here.cs:3\n- done: x\n- estimate: 1\n";

        Assert.Equal(("A1 and A2 both make 'src/Here.cs', and can be done at once.", PlanProblemSeverity.Note), Of(Check(Good + file), PlanProblemKind.DuplicateOutput) is var problem ? (problem.Message, problem.Severity) : default);
        Assert.Empty(Check(Good + file.Replace("### A2 b\n", "### A2 b\n- needs: A1\n", StringComparison.Ordinal)).Problems);
    }

    [Fact]
    public void A_plan_of_the_store_is_checked_as_its_file_was()
    {
        using var bench = new PlanBench();
        bench.Import(Good + "### T3 c\n- needs: T9\n");
        bench.Finish("T1");

        PlanCheck check = Assert.Single(bench.Store.Check("GOOD"));

        Assert.Equal(("good", false, ClawScope.Global, bench.File), (check.Plan, check.Passed, check.Scope, check.Path));
        Assert.Equal("T3 needs 'T9', which is no task of the plan.", Of(check, PlanProblemKind.UnknownNeed).Message);
        Assert.DoesNotContain(check.Problems, problem => problem.Kind == PlanProblemKind.FileChanged);
        bench.Import(Good);
        File.AppendAllText(bench.File, "\n");
        Assert.Equal(PlanProblemKind.FileChanged, Assert.Single(Assert.Single(bench.Store.Check(null)).Problems).Kind);
        Assert.Contains("There is no plan 'none' in the global scope.", Failure.Of("PlanNotFound", () => bench.Store.Check("none")).Message, StringComparison.Ordinal);
        Assert.Empty(bench.Store.Check("non*"));
    }

    [Fact]
    public void What_was_dropped_is_no_part_of_the_check_and_holds_up_nobody()
    {
        PlanCheck check = Check(Good + "### T3 c\n- status: dropped\n- needs: T9\n### T4 d\n- needs: T3\n- done: x\n- estimate: 1\n");

        Assert.Empty(check.Problems);
        Assert.Equal(["T1", "T2", "T4"], check.Order);
    }

    [Fact]
    public void A_file_that_can_not_be_imported_says_so_in_its_check()
    {
        PlanCheck check = Check(Good + "### T1 again\n");

        Assert.False(check.Passed);
        Assert.Equal(PlanProblemKind.DuplicateTask, check.Problems[0].Kind);
    }

    private static PlanProblem Of(PlanCheck check, PlanProblemKind kind) => check.Problems.Single(problem => problem.Kind == kind);

    // The file lies in a repository with one other file in it.
    private static PlanCheck Check(string text)
    {
        using var bench = new PlanBench();
        Directory.CreateDirectory(Path.Combine(bench.Scratch.WorkingDirectory, ".git"));
        File.WriteAllText(Path.Combine(bench.Scratch.WorkingDirectory, ".git", "HEAD"), "ref: refs/heads/main\n");
        Directory.CreateDirectory(Path.Combine(bench.Scratch.WorkingDirectory, "src"));
        File.WriteAllText(Path.Combine(bench.Scratch.WorkingDirectory, "src", "Here.cs"), string.Empty);
        File.WriteAllText(Path.Combine(bench.Scratch.WorkingDirectory, "Here.cs"), string.Empty);
        File.WriteAllText(bench.File, text);
        return bench.Store.CheckFile(bench.File);
    }
}
