using ClawPowers.Core.Plans.Tasks;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Plans.Tasks;

/// <summary>Whose a claim is, how long it lasts, and what is said when it is lost.</summary>
public sealed class HeldTaskTests
{
    [Fact]
    public void A_renewal_lasts_from_now_on_and_keeps_a_note()
    {
        using var bench = new TaskBench("T1");
        bench.Start("T1");
        bench.Minutes(20);

        ClawTask task = bench.Renew("T1", note: "the parser is there, its tests are not");

        Assert.Equal((1L, bench.Time.Now.AddMinutes(30), "the parser is there, its tests are not"), (task.Claim, task.LeaseUntil, task.Note));
        bench.Minutes(29);
        Assert.Equal("the parser is there, its tests are not", bench.Renew().Note);
    }

    [Fact]
    public void A_renewal_never_makes_a_claim_end_sooner()
    {
        using var bench = new TaskBench("T1");
        DateTimeOffset until = bench.Start("T1")!.LeaseUntil!.Value;

        Assert.Equal(until, bench.Renew("T1", lease: "5m").LeaseUntil);
        bench.Minutes(-600);
        Assert.Equal(until, bench.Renew("T1").LeaseUntil);
    }

    [Fact]
    public void Without_a_name_it_is_the_one_that_the_session_has()
    {
        using var bench = new TaskBench("T1", "T2", "T3");
        bench.Start("T2", session: "s2");
        bench.Start("T1");

        Assert.Equal("T1", bench.Renew().Id);
        Assert.Equal("T1", bench.Complete().Id);
        Assert.Contains("No task of the plan 'cart' is claimed by the session session-1", Failure.Of("TaskNotFound", () => bench.Complete()).Message, StringComparison.Ordinal);

        bench.Start("T1", reopen: true);
        bench.Start("T3");
        Assert.Contains("cart T1 in the global scope, cart T3 in the global scope", Failure.Of("TaskAmbiguous", () => bench.Complete()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s1", null, "s1", null, true)]
    [InlineData("s1", "a", "s1", "b", true)]
    [InlineData("s1", "a", "s2", "a", false)]
    [InlineData("s1", "a", null, "a", false)]
    [InlineData(null, "a", null, "a", true)]
    [InlineData(null, "a", "s1", "a", false)]
    [InlineData(null, "a", null, "b", false)]
    [InlineData(null, "a", null, null, false)]
    [InlineData(null, null, null, null, true)]
    [InlineData(null, null, null, "a", false)]
    public void A_claim_is_its_sessions_else_its_agents_else_nobodys(string? session, string? agent, string? otherSession, string? otherAgent, bool isSame)
    {
        using var bench = new TaskBench("T1");
        bench.BoardOf(session, agent).Start(new StartTaskRequest { Id = "T1" });
        TaskBoard other = bench.BoardOf(otherSession, otherAgent);

        if (isSame)
        {
            other.Renew(new RenewTaskRequest { Id = "T1" });
            Assert.Equal(TaskState.Done, other.Complete(new CompleteTaskRequest { Id = "T1" }).State);
        }
        else
        {
            Failure.Of("TaskLeaseLost", () => other.Renew(new RenewTaskRequest { Id = "T1" }));
            Failure.Of("TaskLeaseLost", () => other.Complete(new CompleteTaskRequest { Id = "T1" }));
            Assert.Equal(TaskState.Running, bench.State("T1"));
        }
    }

    [Fact]
    public void Agents_that_share_a_session_are_told_apart_by_the_number_of_the_claim()
    {
        using var bench = new TaskBench("T1");
        long first = bench.Start("T1")!.Claim;
        bench.Minutes(31);
        long second = bench.Start("T1")!.Claim;

        string message = Failure.Of("TaskLeaseLost", () => bench.Complete("T1", claim: first)).Message;
        Assert.Contains("not renewed and ended at", message, StringComparison.Ordinal);
        Assert.Contains("this same session has it now, by claim 2, until 2026-11-02 10:01:00Z", message, StringComparison.Ordinal);
        Failure.Of("TaskLeaseLost", () => bench.Renew("T1", claim: first));
        Failure.Of("TaskLeaseLost", () => bench.Complete("T1", claim: 7));
        Assert.Equal(TaskState.Done, bench.Complete("T1", claim: second).State);
    }

    [Fact]
    public void After_the_lease_the_claim_is_lost_and_nobody_has_it()
    {
        using var bench = new TaskBench("T1");
        bench.Start("T1");
        bench.Minutes(30);

        foreach (Action late in new Action[] { () => bench.Complete("T1"), () => bench.Renew("T1"), () => bench.Complete(), () => bench.Renew(), () => bench.Complete("T1", claim: 1) })
        {
            string message = Failure.Of("TaskLeaseLost", late).Message;
            Assert.Contains("it was not renewed and ended at 2026-11-02 09:30:00Z; nobody has it now", message, StringComparison.Ordinal);
            Assert.EndsWith("Start-ClawTask claims it again.", message, StringComparison.Ordinal);
        }

        Assert.Equal((TaskState.Ready, 0), (bench.State("T1"), bench.Runs().Length));
        Assert.Equal(2L, bench.Start("T1")!.Claim);
    }

    [Fact]
    public void After_the_lease_it_is_said_who_has_the_task_now()
    {
        using var bench = new TaskBench("T1");
        bench.Start("T1", session: "s1");
        bench.Minutes(31);
        bench.Start("T1", session: "s2");

        string message = Failure.Of("TaskLeaseLost", () => bench.Complete("T1", session: "s1")).Message;

        Assert.Contains("it was not renewed and ended at", message, StringComparison.Ordinal);
        Assert.Contains("the session s2 has it now, by claim 2, until 2026-11-02 10:01:00Z", message, StringComparison.Ordinal);
        Assert.Contains("take another", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SkillOutcome.Success, null, "it is done by the session s2 since 2026-11-02 09:31:00Z")]
    [InlineData(SkillOutcome.Skipped, null, "it was dropped (why not)")]
    [InlineData(SkillOutcome.Failure, null, "nobody has it now")]
    [InlineData(SkillOutcome.Failure, "the shop is closed", "it is blocked by the shop is closed")]
    public void After_the_lease_it_is_said_what_others_made_of_the_task(SkillOutcome outcome, string? blockedBy, string said)
    {
        using var bench = new TaskBench("T1");
        bench.Start("T1", session: "s1");
        bench.Minutes(31);
        bench.Start("T1", session: "s2");
        bench.Complete("T1", session: "s2", outcome: outcome, blockedBy: blockedBy, notes: "why not");
        TaskState state = bench.State("T1");

        Assert.Contains(said, Failure.Of("TaskLeaseLost", () => bench.Complete("T1", session: "s1")).Message, StringComparison.Ordinal);

        Assert.Equal((state, 1), (bench.State("T1"), bench.Runs().Length));
    }

    [Fact]
    public void Who_never_had_the_task_is_told_who_has_it()
    {
        using var bench = new TaskBench("T1");
        bench.Start("T1", session: "s1");

        Assert.Contains("it is somebody else's; the session s1 has it now", Failure.Of("TaskLeaseLost", () => bench.Complete("T1", session: "s2")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_has_begun_has_to_be_claimed_first_and_what_is_done_is_done()
    {
        using var bench = new TaskBench("T1", "T2");
        Failure.Of("TaskNotStarted", () => bench.Complete("T1"));
        Failure.Of("TaskNotStarted", () => bench.Renew("T1"));

        bench.Do("T1");
        Failure.Of("TaskDone", () => bench.Complete("T1"));
        Failure.Of("TaskDone", () => bench.Complete("T1", claim: 1));
        Failure.Of("TaskDone", () => bench.Complete("T1", session: "s2"));

        bench.Start("T2");
        bench.Complete("T2", blockedBy: "no access");
        Assert.Contains("blocked by no access", Failure.Of("TaskNotStarted", () => bench.Complete("T2")).Message, StringComparison.Ordinal);
        Assert.Single(bench.Runs(), static run => run.Outcome == SkillOutcome.Success);
    }

    [Fact]
    public void A_session_that_was_killed_goes_on_with_its_claim_or_takes_the_task_up_when_it_has_ended()
    {
        using var bench = new TaskBench("T1");
        bench.Start("T1");
        bench.Renew("T1", note: "step 2 of 4");
        bench.Minutes(10);

        // The same session, in another process.
        ClawTask resumed = bench.Renew();
        Assert.Equal(("T1", 1L, "step 2 of 4"), (resumed.Id, resumed.Claim, resumed.Note));

        // And another session, after the lease.
        bench.Minutes(31);
        ClawTask taken = bench.Start(session: "s2")!;
        Assert.Equal(("T1", 2L, "step 2 of 4"), (taken.Id, taken.Claim, taken.Note));
    }
}
