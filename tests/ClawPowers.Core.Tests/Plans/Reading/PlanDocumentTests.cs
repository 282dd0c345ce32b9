using ClawPowers.Core.Plans.Reading;

namespace ClawPowers.Core.Tests.Plans.Reading;

public sealed class PlanDocumentTests
{
    private const string Whole = """
        # Plan: Cart discount

        Goal: A customer with a voucher sees
        and pays the reduced total.

        Done when:
        - a cart of 100.00 with voucher TEN shows and charges 90.00
        - the whole test suite passes

        Not in scope: several vouchers in one cart.

        ## Requirements

        - R1: "A voucher code takes its percentage off the total."
        - **R2**: "If the code is unknown, say so."

        ## Tasks

        ### T1 A fixed voucher lowers the total, end to end
        - covers: R1
        - in: Get-CartTotal (src/Cart.ps1:1, its body), error wording
        - out: parameter Discount, test 'takes, the discount'
        - done: Invoke-Pester ./tests shows 2 passed, 0 failed
        - estimate: 5
        - risk: high
        - trip wire: if a caller caches totals, stop

        ### T2: An unknown code is refused
        - covers: R1, R2
        - needs: T1
        - done:
          - Invoke-Pester shows 3 passed
          - the page names the code
        - estimate: 1h30m

        ## Changes

        | when | what |
        |---|---|
        """;

    [Fact]
    public void A_plan_file_is_read_field_by_field()
    {
        PlanDocument plan = Parse(Whole);

        Assert.Empty(plan.Problems);
        Assert.Equal(("cart-discount", "A customer with a voucher sees and pays the reduced total."), (plan.Name, plan.Goal));
        Assert.Equal(["a cart of 100.00 with voucher TEN shows and charges 90.00", "the whole test suite passes"], plan.DoneWhen);
        Assert.Equal(["R1", "R2"], plan.Requirements.Select(requirement => requirement.Id));
        Assert.Equal(2, plan.Tasks.Count);
        PlannedTask first = plan.Tasks[0];
        Assert.Equal(("T1", "A fixed voucher lowers the total, end to end", 19), (first.Id, first.Title, first.Line));
        Assert.Equal(["Get-CartTotal (src/Cart.ps1:1, its body)", "error wording"], first.Inputs);
        Assert.Equal(["parameter Discount", "test 'takes, the discount'"], first.Outputs);
        Assert.Equal(["Invoke-Pester ./tests shows 2 passed, 0 failed"], first.DoneWhen);
        Assert.Equal((TimeSpan.FromMinutes(5), TaskRisk.High, "if a caller caches totals, stop"), (first.Estimate, first.Risk, first.TripWire));
        PlannedTask second = plan.Tasks[1];
        Assert.Equal(("T2", "An unknown code is refused", TimeSpan.FromMinutes(90)), (second.Id, second.Title, second.Estimate));
        Assert.Equal(["T1"], second.Needs);
        Assert.Equal(["R1", "R2"], second.Covers);
        Assert.Equal(["Invoke-Pester shows 3 passed", "the page names the code"], second.DoneWhen);
    }

    [Fact]
    public void Lines_that_end_as_on_Windows_a_mark_at_the_beginning_and_tabs_read_the_same()
    {
        string windows = '\uFEFF' + Whole.ReplaceLineEndings("\r\n").Replace("- covers: ", "-\tcovers:\t", StringComparison.Ordinal).Replace("  - ", "\t- ", StringComparison.Ordinal);

        Assert.Equivalent(Parse(Whole), Parse(windows), strict: true);
    }

    [Fact]
    public void A_plan_of_version_1_is_read()
    {
        PlanDocument plan = Parse("""
            # Plan: Auth Service

            **Goal:** Users can log in.
            **Total tasks:** 2

            ## Done Criteria
            - [ ] a user logs in
            - [x] the suite passes

            ## Tasks

            ### Task 1: Create the table

            **Input:** schema.sql
            **Output:** table users
            **Duration:** 2-5 min
            **Done when:**
            - [ ] the table exists
            - [ ] Tests pass (if applicable)

            **Notes:** nothing odd
            that goes on

            ### Task 2: Write the repository
            **Depends on:** Task 1
            **Duration:** 4 minutes
            """);

        Assert.Empty(plan.Problems);
        Assert.Equal(("auth-service", "Users can log in."), (plan.Name, plan.Goal));
        Assert.Equal(["a user logs in", "the suite passes"], plan.DoneWhen);
        Assert.Equal(["T1", "T2"], plan.Tasks.Select(task => task.Id));
        Assert.Equal(TimeSpan.FromMinutes(3.5), plan.Tasks[0].Estimate);
        Assert.Equal(["the table exists", "Tests pass (if applicable)"], plan.Tasks[0].DoneWhen);
        Assert.Equal(["schema.sql"], plan.Tasks[0].Inputs);
        Assert.Equal(["T1"], plan.Tasks[1].Needs);
    }

    [Theory]
    [InlineData("T1, T2", "T1 T2")]
    [InlineData("T1 and T2", "T1 T2")]
    [InlineData("t1; `T2`", "T1 T2")]
    [InlineData("T1 (its table), T2.", "T1 T2")]
    [InlineData("T1 & T2 + T1", "T1 T2")]
    [InlineData("Task 1", "T1")]
    [InlineData("all", "T1 T2")]
    [InlineData("-", "")]
    [InlineData("none", "")]
    [InlineData("T9", "T9")]
    [InlineData("T1 for the schema", "T1")]
    [InlineData("the new schema", "the new schema")]
    public void Needs_are_names_of_tasks_in_any_list_that_people_write(string text, string expected)
    {
        PlanDocument plan = Parse($"## Tasks\n### T1 a\n### T2 b\n### T3 c\n- needs: {text}\n");

        Assert.Equal(expected, string.Join(' ', plan.Tasks[2].Needs));
    }

    [Theory]
    [InlineData("4", 4)]
    [InlineData("4m", 4)]
    [InlineData("~ 4 min.", 4)]
    [InlineData("4 (a guess)", 4)]
    [InlineData("1h30m", 90)]
    [InlineData("1 h 30 min", 90)]
    [InlineData("1.5 hours", 90)]
    [InlineData("1,5h", 90)]
    [InlineData("2d", 960)]
    [InlineData("1w", 2400)]
    [InlineData("90s", 1.5)]
    [InlineData("4-6", 5)]
    [InlineData("2–5 min", 3.5)]
    public void An_estimate_is_minutes_or_has_units_a_day_being_eight_hours(string text, double minutes)
    {
        Assert.True(PlanDuration.TryParse(text, out TimeSpan estimate));
        Assert.Equal(TimeSpan.FromMinutes(minutes), estimate);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("5 apples")]
    [InlineData("1h30")]
    [InlineData("6-4")]
    [InlineData("999999999")]
    [InlineData("99999999999999999999999999999999999999999999999d")]
    public void What_is_no_estimate_is_said_with_its_line(string text)
    {
        PlanProblem problem = Assert.Single(Parse($"## Tasks\n### T1 a\n- estimate: {text}\n").Problems);

        Assert.Equal((PlanProblemKind.InvalidField, PlanProblemSeverity.Warning, 3, "T1"), (problem.Kind, problem.Severity, problem.Line, problem.Task));
        Assert.Contains($"'{text[..Math.Min(50, text.Length)]}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_that_occur_twice_and_a_plan_without_tasks_can_not_be_imported()
    {
        PlanProblem twice = Assert.Single(Parse("## Tasks\n### T1 a\n### t1 b\n").Problems);
        Assert.Equal((PlanProblemKind.DuplicateTask, PlanProblemSeverity.Error, 3), (twice.Kind, twice.Severity, twice.Line));
        Assert.Contains("on line 2", twice.Message, StringComparison.Ordinal);

        PlanDocument empty = Parse("# Plan: x\n\nNothing here.\n");
        Assert.Equal(PlanProblemKind.NoTasks, Assert.Single(empty.Problems).Kind);
        Assert.False(empty.IsValid);
    }

    [Fact]
    public void What_is_not_understood_in_a_task_is_said_with_its_line_and_what_may_be_meant()
    {
        PlanDocument plan = Parse("## Tasks\n### T1 a\n- need: T2\n- nedes: T2\n- needs T2\n- colour: red\n- just a thought\n### T2 b\n");

        Assert.Equal(["T2"], plan.Tasks[0].Needs);
        Assert.Equal(
            [
                (4, PlanProblemKind.UnknownField, PlanProblemSeverity.Warning, "Did you mean 'needs'?"),
                (5, PlanProblemKind.NotAField, PlanProblemSeverity.Warning, "Put a colon behind the name: 'needs: ...'."),
                (6, PlanProblemKind.UnknownField, PlanProblemSeverity.Note, "The fields are covers, needs, in, out, done, estimate, risk, trip wire, status and notes."),
                (7, PlanProblemKind.NotAField, PlanProblemSeverity.Note, "Write 'notes: ...' for what is to be read by people only."),
            ],
            plan.Problems.Select(problem => (problem.Line!.Value, problem.Kind, problem.Severity, problem.Advice!)));
    }

    [Theory]
    [InlineData("-：x\n")]
    [InlineData("**-**: x\n")]
    [InlineData("- -_-: x\n")]
    [InlineData(":\n")]
    public void A_label_without_a_word_is_none(string text) =>
        Assert.All(Parse("## Tasks\n### T1 a\n" + text).Problems, problem => Assert.Equal(PlanProblemKind.NotAField, problem.Kind));

    [Theory]
    [InlineData("# Plan: Cart discount", "x/y.md", "cart-discount")]
    [InlineData("# Cart", "docs/plans/Big Move.md", "big-move")]
    [InlineData("", "C:\\plans\\Übersicht.md", "übersicht")]
    [InlineData("# Plan: 支付 v1.2", null, "支付-v1.2")]
    [InlineData("# Title only", null, "title-only")]
    public void A_plan_is_named_by_its_first_line_else_by_its_file(string first, string? path, string name) =>
        Assert.Equal(name, PlanDocument.Parse(first + "\n## Tasks\n### T1 a\n", path).Name);

    [Fact]
    public void A_plan_without_any_name_says_so() =>
        Assert.Equal(PlanProblemKind.NoName, Assert.Single(PlanDocument.Parse("## Tasks\n### T1 a\n").Problems).Kind);

    [Fact]
    public void Headings_that_hold_others_are_groups_and_headings_in_a_task_are_its_own()
    {
        PlanDocument plan = Parse("## Tasks\n### Milestone one\n#### T1 a\n- estimate: 1\n##### Done when\n- it runs\n#### T2 b\n### Milestone two\n#### T3 c\n## Facts\n### Old\n");

        Assert.Equal(["T1", "T2", "T3"], plan.Tasks.Select(task => task.Id));
        Assert.Equal(["it runs"], plan.Tasks[0].DoneWhen);
        Assert.Empty(plan.Problems);
    }

    [Fact]
    public void Tasks_are_found_without_the_heading_above_them_if_their_ids_leave_no_doubt() =>
        Assert.Equal(["T1", "T2"], Parse("# Plan: x\n## Facts\n### Base\n## T1 a\n- estimate: 1\n## T2 b\n## Changes\n").Tasks.Select(task => task.Id));

    [Theory]
    [InlineData("### [x] T1 a\n", TaskState.Done, null)]
    [InlineData("### T1 [x] a\n", TaskState.Done, null)]
    [InlineData("### T1 a\n- status: done\n", TaskState.Done, null)]
    [InlineData("### T1 a\n- status: blocked: no access\n", TaskState.Blocked, "no access")]
    [InlineData("### T1 a\n- status: dropped (out of scope)\n", TaskState.Dropped, "out of scope")]
    [InlineData("### T1 a\n- status: doing\n", TaskState.Ready, null)]
    [InlineData("### [ ] T1 a\n", TaskState.Ready, null)]
    public void A_file_can_say_how_a_task_stands(string task, TaskState state, string? reason)
    {
        PlanDocument plan = Parse("## Tasks\n" + task);

        Assert.Equal(("T1", "a", reason), (plan.Tasks[0].Id, plan.Tasks[0].Title, plan.Tasks[0].Reason));
        Assert.Equal(state, Core.Plans.TaskStates.Of(plan.Tasks[0].Status ?? Core.Plans.TaskStatus.Open, 0, null, 0));
    }

    [Fact]
    public void Control_characters_of_a_file_are_written_out()
    {
        PlanDocument plan = Parse("Goal: a\u001b[31mb\n## Tasks\n### T1 x\u0007y\u202Ez\n- done: c\u0000d\n");

        Assert.Equal("a\\u001b[31mb", plan.Goal);
        Assert.Equal("x\\u0007y\\u202ez", plan.Tasks[0].Title);
    }

    private static PlanDocument Parse(string text) => PlanDocument.Parse(text, "plan.md");
}
