using System.Text.Json;
using ClawPowers.Core;
using ClawPowers.Core.Plans;
using ClawPowers.Core.Plans.Importing;
using ClawPowers.Core.Storage;

namespace ClawPowers.Cli.Tests;

/// <summary>Taking the tasks of a plan and giving them back.</summary>
public sealed class PlanTaskTests
{
    [Fact]
    public void Next_prints_what_start_claims_and_start_prints_nothing_and_fails_when_nothing_is_ready()
    {
        using ScratchCli cli = WithPlan("### T1 First\n- estimate: 4\n- in: a.txt\n- out: b.txt\n- done: it is there\n\n### T2 Second\n- needs: T1\n");
        CliResult next = cli.Run("plan", "next");
        Assert.Equal(0, next.ExitCode);
        Assert.StartsWith("T1  First\n  plan      cart (global)\n  estimate  4m\n  in        a.txt\n  out       b.txt\n  done      it is there\n", next.Output, StringComparison.Ordinal);

        CliResult started = cli.Run("plan", "start", "cart", "--session-id", "s1", "--note", "begin\nhere");
        Assert.StartsWith("T1  First\n  plan      cart (global)\n  claim     1, until ", started.Output, StringComparison.Ordinal);
        Assert.EndsWith("  note      begin\n            here\n", started.Output, StringComparison.Ordinal);

        foreach (string[] line in new string[][] { ["plan", "start", "cart"], ["plan", "next", "cart"], ["plan", "next"], ["plan", "start", "cart", "--json"] })
        {
            CliResult nothing = cli.Run(line);
            Assert.Equal((1, string.Empty, string.Empty), (nothing.ExitCode, nothing.Output, nothing.Error));
        }
    }

    [Fact]
    public void A_completed_task_lets_the_next_go_and_is_a_run_of_executing_plans()
    {
        using ScratchCli cli = WithPlan("### T1 First\n\n### T2 Second\n- needs: T1\n");
        cli.Run("plan", "start", "cart", "T2").Fails("is not ready: it waits for T1. Take one that is ready (clawpowers plan next)");
        Succeeds(cli.Run("plan", "start", "cart", "T1", "--session-id", "s1"));
        cli.Run("plan", "complete", "cart", "T1", "--session-id", "s2").Fails("it is somebody else's");
        cli.Run("plan", "complete", "cart", "T1", "--session-id", "s1", "--duration", "6m", "--rework", "slip").Prints("T1 of cart is done, 6m spent.\n");
        cli.Run("plan", "complete", "cart", "T1", "--session-id", "s1").Fails("clawpowers plan start --reopen takes it up again, as rework");

        JsonElement run = cli.Run("metrics", "show").Json;
        Assert.Equal("""{"plan":"cart","task":"T1","actual":6.0,"tasks_completed":1,"rework":1,"rework_cause":"slip","attempts":1}""", run.GetProperty("measures").GetRawText());
        Assert.Equal("T2", cli.Run("plan", "next", "--json").Json.GetProperty("id").GetString());
    }

    [Fact]
    public void A_task_as_json_has_all_members_and_says_how_it_stands()
    {
        using ScratchCli cli = WithPlan("### T1 First\n- estimate: 4\n- risk: high\n");
        JsonElement task = Succeeds(cli.Run("plan", "start", "cart", "--json", "--lease-for", "2h")).Json;
        Assert.Equal(
            "plan id title state needs unmet estimate_s actual_s risk in out done covers wire claim leaseUntil sessionId agent startedAt completedAt attempts rework reworkCauses note blockedBy path line scope project",
            string.Join(' ', task.EnumerateObject().Select(static member => member.Name)));
        Assert.Equal(("T1", "running", 240, "high", 1), (Text(task, "id"), Text(task, "state"), task.GetProperty("estimate_s").GetInt32(), Text(task, "risk"), task.GetProperty("claim").GetInt32()));
        Assert.Equal(TimeSpan.FromHours(2), task.GetProperty("leaseUntil").GetDateTimeOffset() - task.GetProperty("startedAt").GetDateTimeOffset());

        JsonElement blocked = Succeeds(cli.Run("plan", "complete", "cart", "T1", "--blocked-by", "no access", "--claim", "1", "--json")).Json;
        Assert.Equal(("blocked", "no access"), (Text(blocked, "state"), Text(blocked, "blockedBy")));
        cli.Run("plan", "start", "cart", "T1").Fails("When that is out of the way, clawpowers plan start --reopen takes it up again.");
        Assert.Equal("running", Text(Succeeds(cli.Run("plan", "start", "cart", "T1", "--reopen", "--json")).Json, "state"));
    }

    [Fact]
    public void A_claim_is_renewed_by_its_session_and_its_number()
    {
        using ScratchCli cli = WithPlan("### T1 First\n");
        Succeeds(cli.Run("plan", "start", "cart", "--session-id", "s1", "--lease-for", "1m"));
        Succeeds(cli.RunWith("half\nof it\n", "plan", "start", "cart", "--renew", "--session-id", "s1", "--note", "-"));
        Assert.Equal("half\nof it", Text(cli.Run("plan", "start", "cart", "T1", "--renew", "--claim", "1", "--session-id", "s1", "--json").Json, "note"));
        Assert.StartsWith("{\"error\":{\"id\":\"TaskLeaseLost\",", cli.Run("plan", "start", "cart", "T1", "--renew", "--claim", "2", "--session-id", "s1", "--json").Fails().Error, StringComparison.Ordinal);
        cli.Run("plan", "start", "cart", "T1", "--renew", "--reopen").Fails("--renew and --reopen contradict each other");
        cli.Run("plan", "start", "cart", "T1", "--lease-for", "0s").Fails("--lease-for");
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        using ScratchCli cli = WithPlan("### T1 First\n");
        Assert.StartsWith("{\"error\":{\"id\":\"PlanNotFound\",", cli.Run("plan", "next", "other", "--json").Fails().Error, StringComparison.Ordinal);
        Assert.StartsWith("{\"error\":{\"id\":\"PlanNotFound\",", cli.Run("plan", "start", "other", "--json").Fails().Error, StringComparison.Ordinal);
        cli.Run("plan", "complete", "cart", "T7").Fails("There is no task 'T7' in the plan 'cart'.");
        cli.Run("plan", "complete", "cart", "T1", "--require-verification").Fails("Claim it first with clawpowers plan start.");
        cli.Run("plan", "complete", "cart", "T1", "--outcome", "blocked").Fails("'blocked' is not possible for --outcome");
    }

    [Fact]
    public void What_others_wrote_steers_no_terminal()
    {
        using ScratchCli cli = WithPlan("### T1 Fir\u001b[31mst\n- done: it \u001b]0;is\u0007 there\n");
        string output = Succeeds(cli.Run("plan", "start", "cart", "--note", "\u001b[2J")).Output;
        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain('\u0007', output);
    }

    private static CliResult Succeeds(CliResult result)
    {
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        return result;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static ScratchCli WithPlan(string tasks)
    {
        var cli = new ScratchCli();
        string file = Path.Combine(cli.WorkingDirectory, "plan.md");
        File.WriteAllText(file, "# Plan: cart\n\n## Tasks\n\n" + tasks);
        new PlanStore(new ClawContext { Store = new StoreLocation(cli.StoreDirectory), WorkingDirectory = cli.WorkingDirectory }).Import(new ImportPlanRequest { Path = file });
        return cli;
    }
}
