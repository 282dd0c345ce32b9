using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class PlanTests
{
    private const string Two = "# Plan: cart\nGoal: g\n\nDone when:\n- d\n\n## Tasks\n### T1 One\n- done: x\n- estimate: 5\n### T2 Two\n- needs: T1\n- done: x\n- estimate: 4\n";

    [Fact]
    public void A_plan_is_imported_checked_and_removed()
    {
        using var cli = new ScratchCli();
        Write(cli, "cart.md", Two);

        cli.Run("plan", "import", "cart.md").Prints("cart  2 tasks: 2 new\n");
        cli.Run("plan", "import", "cart.md").Prints("cart  2 tasks: nothing changed\n");
        cli.Run("plan", "check").Prints("cart  passes\n  critical 9m of 9m: T1 T2\n  order    T1 T2\n  at once  1 at most\n");
        cli.Run("plan", "remove", "cart").Prints("cart\n");
        Assert.Equal(1, cli.Run("plan", "check", "cart").ExitCode);
    }

    [Fact]
    public void A_plan_that_can_not_be_carried_out_fails_its_check_and_a_warning_does_so_only_if_asked()
    {
        using var cli = new ScratchCli();
        Write(cli, "bad.md", Two + "### T3 Three\n- needs: T3\n");
        Write(cli, "poor.md", Two + "### T3 Three\n- done: works\n- estimate: 1\n");

        CliResult bad = cli.Run("plan", "check", "bad.md");
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("  error on line 16: T3 needs itself.\n    > Take away", bad.Output, StringComparison.Ordinal);
        Assert.Equal((0, 1), (cli.Run("plan", "check", "poor.md").ExitCode, cli.Run("plan", "check", "poor.md", "--strict").ExitCode));
    }

    [Fact]
    public void Json_names_plans_and_tasks()
    {
        using var cli = new ScratchCli();
        Write(cli, "cart.md", Two);

        using JsonDocument import = JsonDocument.Parse(cli.Run("plan", "import", "cart.md", "--json").Output);
        Assert.Equal(("cart", 2, "T1"), (import.RootElement.GetProperty("name").GetString(), import.RootElement.GetProperty("tasks").GetInt32(), import.RootElement.GetProperty("added")[0].GetString()));
        using JsonDocument check = JsonDocument.Parse(cli.Run("plan", "check", "--json").Output);
        JsonElement plan = Assert.Single(check.RootElement.EnumerateArray());
        Assert.Equal(("cart", true, 540.0, "T2"), (plan.GetProperty("name").GetString(), plan.GetProperty("passed").GetBoolean(), plan.GetProperty("criticalSeconds").GetDouble(), plan.GetProperty("waves")[1][0].GetString()));
    }

    [Fact]
    public void What_is_wrong_with_the_line_or_the_file_is_said_in_the_words_of_the_shell()
    {
        using var cli = new ScratchCli();
        Write(cli, "none.md", "# Nothing\n");

        Assert.Contains("plan import needs the plan's file", cli.Run("plan", "import").Error, StringComparison.Ordinal);
        Assert.Contains("The plan has no tasks.", cli.Run("plan", "import", "none.md").Error, StringComparison.Ordinal);
        Assert.Contains("clawpowers plan import reads one", cli.Run("plan", "check", "missing").Error, StringComparison.Ordinal);
        Assert.Equal(1, cli.Run("plan", "remove", "missing").ExitCode);
    }

    [Fact]
    public void Plans_are_made_of_keys()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "execution:auth:task_1:status", "complete");
        cli.Run("store", "set", "execution:auth:task_2:status", "pending");

        cli.Run("plan", "import", "--from-state", "--dry-run").Prints("auth  2 tasks: 2 new (only tried, nothing kept)\n");
        cli.Run("plan", "import", "--from-state").Prints("auth  2 tasks: 2 new\n");
    }

    private static void Write(ScratchCli cli, string name, string text) => File.WriteAllText(Path.Combine(cli.WorkingDirectory, name), text);
}
