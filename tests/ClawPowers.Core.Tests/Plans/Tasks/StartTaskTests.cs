using ClawPowers.Core.Plans.Tasks;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Plans.Tasks;

public sealed class StartTaskTests
{
    [Fact]
    public void A_ready_task_that_is_named_is_claimed_for_half_an_hour()
    {
        using var bench = new TaskBench("T1 4m", "T2: T1");

        ClawTask task = bench.Start("T1", note: "begin with the price")!;

        Assert.Equal(("T1", "cart", TaskState.Running, 1L, 1), (task.Id, task.Plan, task.State, task.Claim, task.Attempts));
        Assert.Equal((bench.Time.Now, bench.Time.Now.AddMinutes(30), "session-1", "begin with the price"), (task.StartedAt, task.LeaseUntil, task.SessionId, task.Note));
        Assert.Equal((TaskState.Running, task.LeaseUntil), (bench.State("T1"), bench.Task("T1").LeaseUntil));
        Assert.Equal(bench.Scratch.WorkingDirectory, bench.Read("SELECT folder FROM task_attempt"));
    }

    [Fact]
    public void Without_a_name_those_that_are_ready_are_given_out_in_the_order_of_their_rank_until_none_is_left()
    {
        using var bench = new TaskBench("T1 4m", "T2 30m", "T3 5m: T2", "T4 1m: T1", "T5 9m");

        Assert.Equal(["T2", "T5", "T1"], Enumerable.Range(0, 3).Select(_ => bench.Start()!.Id));
        Assert.Null(bench.Start());

        bench.Complete("T2");
        Assert.Equal("T3", bench.Start()!.Id);
        Assert.Null(bench.Start());
    }

    [Fact]
    public void Twenty_that_ask_at_once_get_twenty_different_tasks_and_the_next_gets_none()
    {
        using var bench = new TaskBench([.. Enumerable.Range(1, 20).Select(number => $"T{number}")]);
        string?[] given = new string?[24];

        Parallel.For(0, given.Length, new ParallelOptions { MaxDegreeOfParallelism = given.Length }, number => given[number] = bench.Start(session: $"s{number}")?.Id);

        Assert.Equal(4, given.Count(static id => id is null));
        Assert.Equal(Enumerable.Range(1, 20).Select(static number => $"T{number}").Order(StringComparer.Ordinal), given.OfType<string>().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("T2", "TaskNotReady", "it waits for T1")]
    [InlineData("T3", "TaskNotReady", "it waits for T9")]
    [InlineData("T9", "TaskNotFound", "no task 'T9' in the plan 'cart'")]
    public void A_task_that_is_not_ready_says_what_it_waits_for(string id, string errorId, string message)
    {
        using var bench = new TaskBench("T1", "T2: T1", "T3: T9");

        Assert.Contains(message, Failure.Of(errorId, () => bench.Start(id)).Message, StringComparison.Ordinal);
        Assert.Equal("0", bench.Read("SELECT count(*) FROM task_attempt"));
    }

    [Fact]
    public void A_claimed_task_says_by_whom_and_until_when()
    {
        using var bench = new TaskBench("T1");
        bench.BoardOf("s1", "agent-7").Start(new StartTaskRequest { Id = "T1" });

        string message = Failure.Of("TaskClaimed", () => bench.Start("T1", session: "s2")).Message;

        Assert.Contains("claimed by agent-7 (session s1) until 2026-11-02 09:30:00Z", message, StringComparison.Ordinal);
        Assert.Contains("by this same session", Failure.Of("TaskClaimed", () => bench.Start("T1", session: "s1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lease_that_has_ended_makes_the_task_ready_and_the_next_claim_has_the_next_number()
    {
        using var bench = new TaskBench("T1");
        bench.Start("T1", session: "s1", note: "half of it is done");
        bench.Time.MoveMilliseconds((30 * 60_000) - 1);
        Assert.Equal(TaskState.Running, bench.State("T1"));
        Assert.Null(bench.Start(session: "s2"));

        bench.Time.MoveMilliseconds(1);
        Assert.Equal(TaskState.Ready, bench.State("T1"));
        ClawTask task = bench.Start(session: "s2")!;

        Assert.Equal(("T1", 2L, 2, "s2", "half of it is done"), (task.Id, task.Claim, task.Attempts, task.SessionId, task.Note));
        Assert.Equal("1 4", bench.Read("SELECT claim || ' ' || ending FROM task_attempt WHERE ending IS NOT NULL"));
    }

    [Fact]
    public void A_clock_that_steps_back_frees_nothing_and_gives_nothing_out_twice()
    {
        using var bench = new TaskBench("T1", "T2");
        bench.Start("T1", session: "s1");
        bench.Minutes(-120);

        Assert.Equal("T2", bench.Start(session: "s2")!.Id);
        Assert.Null(bench.Start(session: "s3"));
        bench.Minutes(149);
        Assert.Equal(TaskState.Running, bench.State("T1"));
        Failure.Of("TaskClaimed", () => bench.Start("T1", session: "s3"));
        Assert.Equal(TaskState.Done, bench.Complete("T1", session: "s1").State);
    }

    [Fact]
    public void What_was_seen_as_lapsed_stays_lapsed_when_the_clock_steps_back()
    {
        using var bench = new TaskBench("T1");
        bench.Start("T1", session: "s1");
        bench.Minutes(60);
        bench.Start("T1", session: "s2");
        bench.Minutes(-59);

        Failure.Of("TaskLeaseLost", () => bench.Complete("T1", session: "s1"));
        ClawTask task = bench.Complete("T1", session: "s2");

        Assert.Equal((TaskState.Done, TimeSpan.Zero), (task.State, task.Actual));
    }

    [Theory]
    [InlineData(999)]
    [InlineData((7L * 24 * 3_600_000) + 1)]
    public void A_lease_is_a_second_at_least_and_seven_days_at_most(long milliseconds)
    {
        using var bench = new TaskBench("T1");

        Failure.Of("InvalidLease", () => bench.Board.Start(new StartTaskRequest { LeaseFor = TimeSpan.FromMilliseconds(milliseconds) }));
        Failure.Of("InvalidLease", () => bench.Board.Renew(new RenewTaskRequest { LeaseFor = TimeSpan.FromMilliseconds(milliseconds) }));
    }

    [Fact]
    public void Names_count_in_any_case()
    {
        using var bench = new TaskBench("T1");

        Assert.Equal("T1", bench.Start("t1", plan: "CART")!.Id);
    }

    [Fact]
    public void Without_a_plan_the_oldest_plan_that_has_something_ready_comes_first()
    {
        using var bench = new TaskBench("T1", "T2: T1");
        bench.Minutes(1);
        bench.Import("other", "A1", "T1");

        Assert.Equal(["cart T1", "other A1", "other T1"], Enumerable.Range(0, 3).Select(_ => bench.Start(plan: null)!).Select(static task => $"{task.Plan} {task.Id}"));
        Assert.Null(bench.Start(plan: null));
    }

    [Fact]
    public void A_name_that_several_plans_have_is_ambiguous_unless_one_of_them_fits()
    {
        using var bench = new TaskBench("T1");
        bench.Import("other", "T1");

        string message = Failure.Of("TaskAmbiguous", () => bench.Start("T1", plan: null)).Message;
        Assert.Contains("cart in the global scope, other in the global scope. Name the plan.", message, StringComparison.Ordinal);

        bench.Do("T1");
        Assert.Equal("other", bench.Start("T1", plan: null)!.Plan);
        Assert.Equal("cart", bench.Start("T1", plan: null, reopen: true)!.Plan);
    }

    [Fact]
    public void Nothing_is_written_for_what_is_only_tried()
    {
        using var bench = new TaskBench("T1");
        TaskBoard board = bench.Board;

        TaskOutcome outcome = board.Apply([board.Plan(new StartTaskRequest())], commit: false)[0];

        Assert.Equal(("T1", TaskState.Running, 1L), (outcome.Task!.Id, outcome.Task.State, outcome.Task.Claim));
        Assert.Equal((TaskState.Ready, 0L, "0"), (bench.State("T1"), bench.Task("T1").Claim, bench.Read("SELECT count(*) FROM task_attempt")));
    }

    [Fact]
    public void Several_are_one_commit_in_which_those_that_fail_are_left_out()
    {
        using var bench = new TaskBench("T1", "T2", "T3: T2");
        TaskBoard board = bench.Board;

        PlannedTaskChange Start(string id) => board.Plan(new StartTaskRequest { Id = id });
        IReadOnlyList<TaskOutcome> outcomes = board.Apply([Start("T1"), Start("T3"), Start("T1"), Start("T2")]);

        Assert.Equal(["T1", "TaskNotReady", "TaskClaimed", "T2"], outcomes.Select(static outcome => outcome.Error?.ErrorId ?? outcome.Task!.Id));
        Assert.Equal("2", bench.Read("SELECT count(*) FROM task_attempt"));
    }

    [Fact]
    public void A_note_with_a_secret_is_refused_unless_it_is_insisted_on()
    {
        using var bench = new TaskBench("T1");
        var request = new StartTaskRequest { Id = "T1", Note = "use ghp_0123456789abcdefghijABCDEFGHIJ012345" };

        Failure.Of("SecretInValue", () => bench.Board.Start(request));
        Assert.Equal(TaskState.Ready, bench.State("T1"));
        Assert.Equal(request.Note, bench.Board.Start(request with { AllowSecret = true })!.Note);
    }

    [Fact]
    public void Where_there_is_no_store_nothing_is_ready_and_none_is_made()
    {
        using var scratch = new Scratch();
        var board = new TaskBoard(scratch.Context);

        Assert.Null(board.Start(new StartTaskRequest()));
        Failure.Of("PlanNotFound", () => board.Start(new StartTaskRequest { Plan = "cart" }));
        Failure.Of("TaskNotFound", () => board.Start(new StartTaskRequest { Id = "T1" }));
        Failure.Of("TaskNotFound", () => board.Complete(new CompleteTaskRequest()));
        Failure.Of("TaskNotNamed", () => board.Start(new StartTaskRequest { Reopen = true }));
        Assert.False(File.Exists(scratch.Location.File));
    }

    [Fact]
    public void A_plan_that_is_only_elsewhere_is_said_so()
    {
        using var bench = new TaskBench("T1");

        Assert.Contains("no plan 'other'", Failure.Of("PlanNotFound", () => bench.Start(plan: "other")).Message, StringComparison.Ordinal);
        string message = Failure.Of("PlanNotFound", () => bench.Board.Start(new StartTaskRequest { Plan = "cart", Project = "example.com/x" })).Message;
        Assert.Contains("there is one in: the global scope", message, StringComparison.Ordinal);
    }
}
