using System.Collections;
using ClawPowers.Core.Plans.Tasks;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Plans.Tasks;

public sealed class CompleteTaskTests
{
    [Fact]
    public void A_task_that_is_done_lets_go_those_that_waited_for_it_alone()
    {
        using var bench = new TaskBench("T1 4m", "T2: T1", "T3: T1, T2");
        bench.Start("T1");
        bench.Minutes(6);

        ClawTask task = bench.Complete("T1", notes: "as planned");

        Assert.Equal((TaskState.Done, TimeSpan.FromMinutes(6), bench.Time.Now, "as planned"), (task.State, task.Actual, task.CompletedAt, task.Note));
        Assert.Null(task.LeaseUntil);
        Assert.Equal([TaskState.Done, TaskState.Ready, TaskState.Waiting], bench.Tasks().Select(static other => other.State));
        Assert.Equal(["T2"], bench.Task("T3").Unmet);
    }

    [Fact]
    public void A_task_that_is_skipped_is_dropped_and_nobody_waits_for_it()
    {
        using var bench = new TaskBench("T1", "T2: T1");
        bench.Start("T1");

        ClawTask task = bench.Complete("T1", outcome: SkillOutcome.Skipped, notes: "Ana agreed");

        Assert.Equal((TaskState.Dropped, "Ana agreed"), (task.State, task.Note));
        Assert.Equal("T2", bench.Start()!.Id);
        Assert.Contains("was dropped (Ana agreed)", Failure.Of("TaskDone", () => bench.Start("T1")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SkillOutcome.Partial)]
    [InlineData(SkillOutcome.Failure)]
    public void A_task_that_is_given_back_is_ready_again_with_its_note_and_its_time(SkillOutcome outcome)
    {
        using var bench = new TaskBench("T1 10m", "T2: T1");
        bench.Start("T1");
        bench.Minutes(4);

        ClawTask task = bench.Complete("T1", outcome: outcome, notes: "needs the new schema");

        Assert.Equal((TaskState.Ready, TimeSpan.FromMinutes(4), "needs the new schema", TaskState.Waiting), (task.State, task.Actual, task.Note, bench.State("T2")));
        bench.Start(session: "s2");
        bench.Minutes(5);
        Assert.Equal(TimeSpan.FromMinutes(9), bench.Complete(session: "s2").Actual);
    }

    [Fact]
    public void A_blocked_task_is_given_to_nobody_until_it_is_taken_up_again()
    {
        using var bench = new TaskBench("T1", "T2: T1");
        bench.Start("T1");

        ClawTask task = bench.Complete("T1", blockedBy: "access to the staged shop", notes: "the key has expired");

        Assert.Equal((TaskState.Blocked, "access to the staged shop", "the key has expired"), (task.State, task.BlockedBy, task.Note));
        Assert.Null(bench.Start());
        Assert.Contains("is blocked (access to the staged shop)", Failure.Of("TaskNotReady", () => bench.Start("T1")).Message, StringComparison.Ordinal);
        SkillMetric run = Assert.Single(bench.Runs());
        Assert.Equal((SkillOutcome.Partial, "the key has expired"), (run.Outcome, run.Notes));

        ClawTask again = bench.Start("T1", reopen: true)!;
        Assert.Equal((TaskState.Running, 0), (again.State, again.Rework));
        Assert.Null(again.BlockedBy);
    }

    [Theory]
    [InlineData(SkillOutcome.Success)]
    [InlineData(SkillOutcome.Skipped)]
    public void What_is_blocked_is_neither_done_nor_dropped(SkillOutcome outcome)
    {
        using var bench = new TaskBench("T1");
        bench.Start("T1");

        Failure.Of("InvalidOutcome", () => bench.Complete("T1", outcome: outcome, blockedBy: "x"));
        Failure.Of("InvalidOutcome", () => bench.Complete("T1", outcome: (SkillOutcome)9));
        Assert.Equal(TaskState.Running, bench.State("T1"));
    }

    [Fact]
    public void A_reopened_task_is_rework_and_those_that_are_not_begun_wait_for_it_again()
    {
        using var bench = new TaskBench("T1 4m", "T2: T1", "T3: T1", "T4: T2");
        bench.Do("T1");
        bench.Start("T2");
        bench.Minutes(1);

        ClawTask task = bench.Start("T1", reopen: true, note: "T2 showed it")!;

        Assert.Equal((TaskState.Running, 2L, 1, null), (task.State, task.Claim, task.Rework, task.CompletedAt));
        Assert.Equal([TaskState.Running, TaskState.Running, TaskState.Waiting, TaskState.Waiting], bench.Tasks().Select(static other => other.State));
        Assert.Equal(TaskState.Done, bench.Complete("T2").State);
        Failure.Of("TaskNotReady", () => bench.Start("T3"));

        bench.Minutes(2);
        bench.Complete("T1", rework: "dependency");
        Assert.Equal([TaskState.Done, TaskState.Done, TaskState.Ready, TaskState.Ready], bench.Tasks().Select(static other => other.State));
        Assert.Equal((1, TimeSpan.FromMinutes(2)), (bench.Task("T1").Rework, bench.Task("T1").Actual));
        Assert.Equal(["dependency"], bench.Task("T1").ReworkCauses);
    }

    [Fact]
    public void A_done_task_is_taken_up_again_only_if_that_is_said_and_only_when_what_it_needs_is_done()
    {
        using var bench = new TaskBench("T1", "T2: T1");
        bench.Do("T1", "T2");

        Assert.Contains("is done since 2026-11-02 09:00:00Z", Failure.Of("TaskDone", () => bench.Start("T2")).Message, StringComparison.Ordinal);
        bench.Start("T1", reopen: true);
        Failure.Of("TaskNotReady", () => bench.Start("T2", reopen: true));
    }

    [Fact]
    public void A_dropped_task_that_is_taken_up_is_no_rework_and_holds_others_up_again()
    {
        using var bench = new TaskBench("T1", "T2: T1");
        bench.Start("T1");
        bench.Complete("T1", outcome: SkillOutcome.Skipped);
        Assert.Equal(TaskState.Ready, bench.State("T2"));

        Assert.Equal(0, bench.Start("T1", reopen: true)!.Rework);

        Assert.Equal(TaskState.Waiting, bench.State("T2"));
    }

    [Fact]
    public void Each_completion_is_a_run_of_executing_plans_with_what_was_measured()
    {
        using var bench = new TaskBench("T1 4m", "T2");
        bench.Start("T1");
        bench.Minutes(6.5);
        bench.Complete("T1", notes: "as planned", rework: "slip");

        SkillMetric run = Assert.Single(bench.Runs());

        Assert.Equal(("executing-plans", SkillOutcome.Success, MetricSource.Self, TimeSpan.FromMinutes(6.5), "as planned", "session-1"), (run.Skill, run.Outcome, run.Source, run.Duration, run.Notes, run.SessionId));
        Assert.Equal("plan=cart task=T1 estimate=4 actual=6.5 tasks_completed=1 rework=1 rework_cause=slip attempts=1", Measures(run));
        Assert.Equal($"{run.Id}", bench.Read("SELECT metric_id FROM task_attempt"));

        bench.Start("T2");
        bench.Complete("T2", duration: TimeSpan.FromMinutes(3));
        Assert.Equal("plan=cart task=T2 actual=3 tasks_completed=1 rework=0 attempts=1", Measures(bench.Runs()[0]));
        Assert.Equal(TimeSpan.FromMinutes(3), bench.Task("T2").Actual);
    }

    [Fact]
    public void What_is_given_back_says_nothing_of_the_estimate_and_the_whole_counts_in_the_end()
    {
        using var bench = new TaskBench("T1 4m");
        bench.Start("T1");
        bench.Minutes(3);
        bench.Complete("T1", outcome: SkillOutcome.Failure);
        bench.Start("T1");
        bench.Minutes(5);
        bench.Complete("T1");

        Assert.Equal(
            ["plan=cart task=T1 estimate=4 actual=8 tasks_completed=1 rework=0 attempts=2", "plan=cart task=T1 tasks_completed=0 rework=0 attempts=1"],
            bench.Runs().Select(Measures));
        Assert.Equal([TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(3)], bench.Runs().Select(static run => run.Duration!.Value));
    }

    [Fact]
    public void The_time_from_the_last_sign_of_life_to_the_next_claim_is_measured_and_what_was_done_before_it_counts()
    {
        using var bench = new TaskBench("T1 20m");
        bench.Start("T1", session: "s1");
        bench.Minutes(10);
        bench.Renew("T1", session: "s1");
        bench.Minutes(45);
        bench.Start("T1", session: "s2");
        bench.Minutes(40);
        bench.Start("T1", session: "s3");
        bench.Minutes(5);
        bench.Complete("T1", session: "s3");

        Assert.Equal("plan=cart task=T1 estimate=20 actual=15 tasks_completed=1 rework=0 attempts=3 interruption_recovery_minutes=85", Measures(Assert.Single(bench.Runs())));
        bench.Start("T1", reopen: true);
        bench.Complete("T1");
        Assert.DoesNotContain("interruption", Measures(bench.Runs()[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_completion_without_a_verification_since_the_claim_changes_nothing_when_one_is_required()
    {
        using var bench = new TaskBench("T1");
        bench.Start("T1");

        string message = Failure.Of("TaskNotVerified", () => bench.Board.Complete(new CompleteTaskRequest { Id = "T1", RequireVerification = true })).Message;

        Assert.Contains("Invoke-ClawVerification", message, StringComparison.Ordinal);
        Assert.Equal((TaskState.Running, 0), (bench.State("T1"), bench.Runs().Length));
        Assert.Equal(TaskState.Done, bench.Complete("T1").State);
    }

    [Fact]
    public void Nothing_is_written_for_what_is_only_tried()
    {
        using var bench = new TaskBench("T1", "T2: T1");
        bench.Start("T1");

        ClawTask task = bench.Board.Complete(new CompleteTaskRequest { Id = "T1" }, commit: false);

        Assert.Equal(TaskState.Done, task.State);
        Assert.Equal((TaskState.Running, TaskState.Waiting, 0), (bench.State("T1"), bench.State("T2"), bench.Runs().Length));
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("\u001b[31m")]
    public void A_cause_is_one_line(string cause)
    {
        using var bench = new TaskBench("T1");
        bench.Start("T1");

        Failure.Of("InvalidTaskText", () => bench.Complete("T1", rework: cause));
        Failure.Of("InvalidTaskText", () => bench.Complete("T1", blockedBy: cause));
        Failure.Of("SecretInValue", () => bench.Complete("T1", rework: "ghp_0123456789abcdefghijABCDEFGHIJ012345"));
        Failure.Of("SecretInValue", () => bench.Complete("T1", notes: "ghp_0123456789abcdefghijABCDEFGHIJ012345"));
        Failure.Of("NotesTooLong", () => bench.Complete("T1", notes: new string('x', 70_000)));
        Assert.Equal((TaskState.Running, 0), (bench.State("T1"), bench.Runs().Length));
    }

    [Fact]
    public void A_clock_that_steps_back_makes_no_time_negative()
    {
        using var bench = new TaskBench("T1");
        bench.Start("T1");
        bench.Minutes(-90);

        ClawTask task = bench.Complete("T1");

        Assert.Equal((TaskState.Done, TimeSpan.Zero), (task.State, task.Actual));
        Assert.True(task.CompletedAt >= task.StartedAt);
    }

    [Fact]
    public void A_task_that_leaves_the_plan_while_somebody_has_it_is_dropped_and_comes_back_as_it_was()
    {
        using var bench = new TaskBench("T1", "T2");
        bench.Start("T1");
        bench.Import("cart", "T2");

        Assert.Contains("was dropped (no longer in the plan file)", Failure.Of("TaskDone", () => bench.Complete("T1")).Message, StringComparison.Ordinal);
        bench.Import("cart", "T1", "T2");
        Assert.Equal((TaskState.Ready, 1L), (bench.State("T1"), bench.Task("T1").Claim));
        Assert.Equal(2L, bench.Start("T1")!.Claim);
    }

    private static string Measures(SkillMetric run) =>
        string.Join(' ', run.Measures.Cast<DictionaryEntry>().Select(static measure => FormattableString.Invariant($"{measure.Key}={measure.Value}")));
}
