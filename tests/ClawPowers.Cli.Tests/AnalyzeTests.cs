using System.Text.Json;

namespace ClawPowers.Cli.Tests;

/// <summary>What <c>analyze</c> says about a log of runs.</summary>
public sealed class AnalyzeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--skill nothing")]
    [InlineData("--since 30d --analyzer outcome --goal cycles:down")]
    public void Without_runs_a_sentence_says_so_and_json_is_empty_and_no_store_is_made(string options)
    {
        using var cli = new ScratchCli();
        string[] args = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        CliResult text = cli.Run(["analyze", .. args]);
        Assert.Equal((0, string.Empty, "No runs found, so there is nothing to say. 'clawpowers metrics record' records one.\n"), (text.ExitCode, text.Output, text.Error));
        Assert.All(cli.Run(["analyze", .. args, "--format", "json"]).Json.GetProperty("skills").EnumerateArray(), static skill => Assert.Equal(0, skill.GetProperty("runs").GetInt32()));
        Assert.False(Directory.Exists(cli.StoreDirectory));
    }

    [Fact]
    public void Recommendations_without_any_are_said_to_be_none()
    {
        using var cli = new ScratchCli();
        CliResult text = cli.Run("analyze", "--recommendations");
        Assert.Equal((0, string.Empty, "Nothing has been recommended. 'clawpowers analyze' does where the runs show what to change.\n"), (text.ExitCode, text.Output, text.Error));
        cli.Run("analyze", "--recommendations", "--json").Prints("{\"recommendations\":[]}\n");
    }

    [Fact]
    public void A_plan_is_known_by_the_runs_and_entries_that_name_it()
    {
        using var cli = new ScratchCli();
        FillPlans(cli);
        cli.Run("analyze", "--plan", "checkout").Prints(
            """
            Looked at runs whose measure 'plan' is checkout, and at entries whose keys match
            plan:checkout:* or execution:checkout:*.

            3 runs
              success        2   67%
              failure        1   33%
              partial        0    0%
              skipped        0    0%
              success rate      67% of 3 not skipped (95% interval 21-94%)
              average duration  2m

            skill            runs success failure partial skipped rate   mean
            executing-plans     2       1       1       0       0  50%     2m
            writing-plans       1       1       0       0       0 100%      -

            plan:checkout:*: 2 entries
              plan:checkout:goal
              plan:checkout:status

            execution:checkout:*: 1 entry
              execution:checkout:task_1

            """.ReplaceLineEndings("\n"));
        JsonElement json = cli.Run("analyze", "--plan", "checkout", "--json").Json;
        Assert.Equal(["skills", "topic", "lookedAt", "total", "entries"], json.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(["executing-plans", "writing-plans"], json.GetProperty("skills").EnumerateArray().Select(static skill => skill.GetProperty("skill").GetString()));
        Assert.Equal(0.5, json.GetProperty("skills")[0].GetProperty("rate").GetDouble());
        Assert.Equal(3, json.GetProperty("total").GetProperty("runs").GetInt64());
        Assert.Equal([2, 1], json.GetProperty("entries").EnumerateArray().Select(static entries => entries.GetProperty("count").GetInt32()));
    }

    [Fact]
    public void A_plan_can_be_narrowed_to_skills_and_times_and_may_have_a_number_for_a_name()
    {
        using var cli = new ScratchCli();
        FillPlans(cli);
        Assert.Equal(1, Runs("--plan", "checkout", "--skill", "writing-*"));
        Assert.Equal(2, Runs("--plan", "checkout", "--since", "2026-10-02T00:00Z"));
        Assert.Equal(1, Runs("--plan", "42"));
        Assert.Equal(0, Runs("--plan", "check"));
        Assert.Equal(0, Runs("--plan", "docs/plans/a.md"));
        Assert.Contains("since 2026-10-02T00:00:00.000Z", cli.Run("analyze", "--plan", "checkout", "--since", "2026-10-02T00:00Z").Output.ReplaceLineEndings(" "), StringComparison.Ordinal);

        long Runs(params string[] options) => cli.Run(["analyze", "--format", "json", .. options]).Json.GetProperty("total").GetProperty("runs").GetInt64();
    }

    [Fact]
    public void Worktrees_are_known_by_the_runs_of_their_skill_and_their_entries()
    {
        using var cli = new ScratchCli();
        cli.Run("analyze", "--worktrees").Prints("Looked at runs of using-git-worktrees, and at entries whose keys match\nworktree:*.\n\nno runs\n\nworktree:*: no entries\n");
        Assert.False(Directory.Exists(cli.StoreDirectory));
        cli.Run("store", "set", "worktree:payments:branch", "fix/pool").Prints(string.Empty);
        Record(cli, "using-git-worktrees", "success");
        Record(cli, "another", "failure");
        string[] lines = cli.Run("analyze", "--worktrees").Lines;
        Assert.Contains("1 run", lines);
        Assert.Equal(["worktree:*: 1 entry", "  worktree:payments:branch"], lines[^2..]);
        Assert.Equal("using-git-worktrees", Assert.Single(cli.Run("analyze", "--worktrees", "--json").Json.GetProperty("skills").EnumerateArray()).GetProperty("skill").GetString());
    }

    private static void FillPlans(ScratchCli cli)
    {
        Record(cli, "writing-plans", "success", "--measure", "plan=checkout", "--ts", "2026-10-01T12:00Z");
        Record(cli, "executing-plans", "success", "--measure", "plan=checkout", "--ts", "2026-10-02T12:00Z", "--duration", "120");
        Record(cli, "executing-plans", "failure", "--measure", "plan=checkout", "--ts", "2026-10-03T12:00Z");
        Record(cli, "executing-plans", "success", "--measure", "plan=other", "--ts", "2026-10-03T12:00Z");
        Record(cli, "executing-plans", "success", "--measure", "plan=42", "--ts", "2026-10-03T12:00Z");
        foreach (string key in (string[])["plan:checkout:goal", "plan:checkout:status", "plan:checkout-two:goal", "execution:checkout:task_1"])
        {
            cli.Run("store", "set", key, "some text").Prints(string.Empty);
        }
    }

    private static void Record(ScratchCli cli, string skill, string outcome, params string[] more) =>
        Assert.Equal(0, cli.Run(["metrics", "record", "--skill", skill, "--outcome", outcome, .. more]).ExitCode);
}
