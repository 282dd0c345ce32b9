using System.Text.Json;
using ClawPowers.Core;
using ClawPowers.Core.Plans;
using ClawPowers.Core.Plans.Importing;
using ClawPowers.Core.Plans.Tasks;
using ClawPowers.Core.Storage;

namespace ClawPowers.Cli.Tests;

/// <summary>Plans on the command line: how far they are.</summary>
public sealed class PlanDashboardTests
{
    private const string Cart = "# Plan: cart\n\nGoal: A voucher lowers the total.\n\n## Tasks\n\n### T1 One\n- done: yes\n- estimate: 5\n\n### T2 購物車\n- done: yes\n- estimate: 10\n- needs: T1\n";

    [Fact]
    public void Without_plans_a_sentence_says_so_and_no_store_is_made()
    {
        using var cli = new ScratchCli();
        foreach (string command in (string[])["list", "show"])
        {
            CliResult text = cli.Run("plan", command);
            Assert.Equal((0, string.Empty), (text.ExitCode, text.Output));
            Assert.StartsWith("No plan is open here.", text.Error, StringComparison.Ordinal);
            cli.Run("plan", command, "--json").Prints("[]\n");
        }

        cli.Run("plan", "show", "cart").Fails("There is no plan 'cart' in the global scope.");
        Assert.False(Directory.Exists(cli.StoreDirectory));
    }

    [Fact]
    public void A_plan_is_shown_with_its_chart()
    {
        using var cli = new ScratchCli();
        Import(cli, Cart);
        string[] lines = cli.Run("plan", "show").Lines;
        Assert.Equal(
            ["cart: open, 0 of 2 done, 1 ready, 1 waiting", "  A voucher lowers the total.", "  " + Path.Combine(cli.WorkingDirectory, "plan.md"), "  estimate     15m, spent 0ms, likely left 15m"],
            lines[..4]);
        Assert.Matches(@"^  likely end   \d{4}-\d\d-\d\d \d\d:\d\d$", lines[4]);
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d to [- :\d]+; \| now, - projected$", lines[^3]);
        Assert.Equal(["T1  ready    |-----------                       One", "T2  waiting  |          ----------------------  購物車"], lines[^2..]);
    }

    [Fact]
    public void One_line_tells_of_each_of_several()
    {
        using var cli = new ScratchCli();
        Import(cli, Cart);
        Import(cli, "# Plan: audit\n\n## Tasks\n\n### T1 One\n- done: yes\n");
        Assert.Matches(@"^audit  open, 0 of 1 done, 1 ready, global\ncart  open, 0 of 2 done, 1 ready, 1 waiting, likely end [-\d]+ [:\d]+, global\n$", cli.Run("plan", "list").Output);
        Assert.StartsWith("cart  ", cli.Run("plan", "list", "c*").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_names_plans_by_name_and_tasks_by_id()
    {
        using var cli = new ScratchCli();
        Import(cli, Cart);
        new TaskBoard(Context(cli)).Start(new StartTaskRequest { Id = "T1" });
        JsonElement listed = Assert.Single(cli.Run("plan", "list", "--json").Json.EnumerateArray());
        Assert.Equal(("cart", "open", 2, 1, 900), (listed.GetProperty("name").GetString(), listed.GetProperty("state").GetString(), listed.GetProperty("total").GetInt32(), listed.GetProperty("running").GetInt32(), listed.GetProperty("estimate_s").GetInt32()));
        Assert.False(listed.TryGetProperty("tasks", out _));
        JsonElement shown = cli.Run("plan", "show", "cart", "--json").Json;
        JsonElement[] tasks = [.. shown.GetProperty("tasks").EnumerateArray()];
        Assert.Equal([("T1", "running"), ("T2", "waiting")], tasks.Select(static task => (task.GetProperty("id").GetString(), task.GetProperty("state").GetString())));
        Assert.Equal(tasks[0].GetProperty("end").GetString(), tasks[1].GetProperty("start").GetString());
        Assert.Equal(shown.GetProperty("projectedEnd").GetString(), tasks[1].GetProperty("end").GetString());
        Assert.Equal(JsonValueKind.Array, cli.Run("plan", "show", "--json").Json.ValueKind);
    }

    [Fact]
    public void Analyze_tells_what_a_plan_took_before_the_runs_that_name_it()
    {
        using var cli = new ScratchCli();
        Import(cli, Cart);
        var board = new TaskBoard(Context(cli));
        board.Start(new StartTaskRequest { Id = "T1" });
        board.Complete(new CompleteTaskRequest { Id = "T1", Duration = TimeSpan.FromMinutes(10), Notes = "the total is cached" });
        string[] lines = cli.Run("analyze", "--plan", "cart").Lines;
        Assert.Equal("cart: open, 1 of 2 done, estimate 15m, spent 10m", lines[0]);
        Assert.Contains("    T1 10m for 5m: the total is cached", lines);
        Assert.Contains("1 run", lines);
        JsonElement json = cli.Run("analyze", "--plan", "cart", "--json").Json;
        JsonElement plan = Assert.Single(json.GetProperty("plans").EnumerateArray());
        Assert.Equal(("cart", 2.0, "T1"), (plan.GetProperty("name").GetString(), plan.GetProperty("ratio").GetDouble(), plan.GetProperty("overruns")[0].GetProperty("id").GetString()));
        Assert.Equal(["estimates", "overruns", "runs"], plan.GetProperty("facts").EnumerateArray().Select(static fact => fact.GetProperty("subject").GetString()));
        Assert.Equal(1, json.GetProperty("total").GetProperty("runs").GetInt32());
    }

    private static ClawContext Context(ScratchCli cli) => new() { Store = new StoreLocation(cli.StoreDirectory), WorkingDirectory = cli.WorkingDirectory, HomeDirectory = cli.HomeDirectory };

    private static void Import(ScratchCli cli, string text)
    {
        string file = Path.Combine(cli.WorkingDirectory, "plan.md");
        File.WriteAllText(file, text);
        new PlanStore(Context(cli)).Import(new ImportPlanRequest { Path = file });
    }
}
