using System.Text.Json;
using ClawPowers.Cli.Demo;

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
    public void The_report_has_a_line_per_skill_and_names_what_got_worse()
    {
        using var cli = new ScratchCli();
        Fill(cli);
        string[] lines = cli.Run("analyze").Lines;
        Assert.StartsWith("systematic-debugging ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("  AtRisk", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, static line => line.Contains(", decline: ", StringComparison.Ordinal));
        Assert.EndsWith("  Healthy", Assert.Single(lines, static line => line.StartsWith("writing-plans ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.All(lines, static line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Json_is_as_documented()
    {
        using var cli = new ScratchCli();
        Fill(cli);
        CliResult result = cli.Run("analyze", "--format", "json");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        JsonElement[] skills = [.. result.Json.GetProperty("skills").EnumerateArray()];
        Assert.Equal(["systematic-debugging", "writing-plans"], skills.Select(static skill => skill.GetProperty("skill").GetString()));
        Assert.All(skills, static skill => Assert.Equal(
            ["skill", "runs", "rate", "interval", "verdict", "findings"],
            skill.EnumerateObject().Take(6).Select(static member => member.Name)));
        JsonElement debugging = skills[0];
        Assert.Equal((100, 0.7, "AtRisk"), (debugging.GetProperty("runs").GetInt32(), debugging.GetProperty("rate").GetDouble(), debugging.GetProperty("verdict").GetString()));
        double[] interval = [.. debugging.GetProperty("interval").EnumerateArray().Select(static end => end.GetDouble())];
        Assert.Equal(2, interval.Length);
        Assert.InRange(0.7, interval[0], interval[1]);
        JsonElement decline = debugging.GetProperty("findings").EnumerateArray().First(static finding => finding.GetProperty("analyzer").GetString() == "decline");
        Assert.Equal(["analyzer", "summary", "severity", "ids"], decline.EnumerateObject().Take(4).Select(static member => member.Name));
        Assert.NotEmpty(decline.GetProperty("ids").EnumerateArray());
        Assert.InRange(decline.GetProperty("q").GetDouble(), 0, 0.05);
        Assert.Contains(decline.GetProperty("severity").GetString(), (string?[])["info", "warning", "critical"]);
        Assert.Empty(skills[1].GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public void The_report_can_be_narrowed_to_skills_analyzers_and_times()
    {
        using var cli = new ScratchCli();
        Fill(cli);
        Assert.Equal(["writing-plans"], Skills("--skill", "writing-*").Select(static skill => skill.GetProperty("skill").GetString()));
        Assert.DoesNotContain(Findings(Skills("--analyzer", "duration")[0]), static analyzer => analyzer == "decline");
        Assert.Equal(9, Skills("--skill", "writing-plans", "--since", "76h")[0].GetProperty("runs").GetInt32());
        JsonElement past = Skills("--skill", "systematic-debugging", "--as-of", "340h")[0];
        Assert.Equal(58, past.GetProperty("runs").GetInt32());
        Assert.DoesNotContain(Findings(past), static analyzer => analyzer == "decline");

        JsonElement[] Skills(params string[] options) => [.. cli.Run(["analyze", "--json", .. options]).Json.GetProperty("skills").EnumerateArray()];
        static IEnumerable<string?> Findings(JsonElement skill) => skill.GetProperty("findings").EnumerateArray().Select(static finding => finding.GetProperty("analyzer").GetString());
    }

    [Fact]
    public void The_next_report_says_what_changed_since_the_last()
    {
        using var cli = new ScratchCli();
        Fill(cli);
        Assert.Equal(JsonValueKind.Null, Debugging().GetProperty("comparedWith").ValueKind);
        for (int run = 0; run < 40; run++)
        {
            Record(cli, "systematic-debugging", "failure");
        }

        JsonElement now = Debugging();
        Assert.Equal(JsonValueKind.String, now.GetProperty("comparedWith").ValueKind);
        Assert.NotEmpty(now.GetProperty("changes").EnumerateArray());

        JsonElement Debugging() => cli.Run("analyze", "--json", "--skill", "systematic-debugging").Json.GetProperty("skills")[0];
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
    public void Worktrees_are_reported_where_there_are_none_and_where_only_runs_tell_of_them()
    {
        using var cli = new ScratchCli();
        cli.Run("analyze", "--worktrees").Prints("worktrees\n  0 made, 0 merged, 0 given up, 0 gone, 0 open\n");
        Assert.False(Directory.Exists(cli.StoreDirectory));
        Record(cli, "using-git-worktrees", "success", "--measure", "conflicts=2");
        Record(cli, "another", "failure");
        Assert.Contains("  conflicts: 2 in 1 run", cli.Run("analyze", "--worktrees").Lines);
        Assert.Equal("using-git-worktrees", Assert.Single(cli.Run("analyze", "--worktrees", "--json").Json.GetProperty("skills").EnumerateArray()).GetProperty("skill").GetString());
    }

    private static void Fill(ScratchCli cli) => DemoLog.Fill(cli.StoreDirectory, TestContext.Current.CancellationToken);

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
