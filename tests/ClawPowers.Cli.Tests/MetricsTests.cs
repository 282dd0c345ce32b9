using System.Text.Json;

namespace ClawPowers.Cli.Tests;

/// <summary>Recording runs and reading them back.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task A_run_recorded_by_one_process_is_shown_by_the_next_with_the_names_of_1_0_0_first()
    {
        using var cli = new ScratchCli();
        CliResult recorded = await cli.SpawnAsync("metrics", "record", "--skill", "systematic-debugging", "--outcome", "success", "--duration", "720", "--notes", "Pool: 连接 🦀", "--session-id", "s-1");
        recorded.Prints("Recorded run 1 of systematic-debugging: success.\n");
        CliResult shown = await cli.SpawnAsync("metrics", "show");
        Assert.Equal((0, string.Empty), (shown.ExitCode, shown.Error));
        JsonElement run = shown.Json;
        Assert.Equal(
            ["ts", "skill", "outcome", "duration_s", "notes", "session", "id", "measures", "source", "agent", "model", "commit", "scope", "project", "version"],
            run.EnumerateObject().Select(static member => member.Name));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", run.GetProperty("ts").GetString());
        Assert.Equal("Pool: 连接 🦀", Text(run, "notes"));
        Assert.Contains("\"skill\":\"systematic-debugging\",\"outcome\":\"success\",\"duration_s\":720,\"notes\":\"Pool: 连接 ", shown.Output, StringComparison.Ordinal);
        Assert.Contains("\",\"session\":\"s-1\",\"id\":1,\"measures\":{},\"source\":\"self\",\"agent\":null,", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_of_record_is_kept()
    {
        using var cli = new ScratchCli();
        cli.Environment["CLAWPOWERS_AGENT"] = "claude-code";
        cli.Environment["CLAWPOWERS_SESSION"] = "of-environment";
        JsonElement run = cli.Run(
            "metrics", "record", "--skill", "verification", "--outcome", "Partial", "--duration", "1h30m", "--notes", "two of three", "--source", "verified", "--ts", "2026-11-01T08:30:00+02:00",
            "--measure", "gate=security", "--measure", "findings=3", "--measure", "confidence=0.8", "--measure", "flaky=true", "--measure", "ticket=007", "--measure", "formula=a=b", "--json").Json;
        Assert.Equal(
            ("2026-11-01T06:30:00.000Z", "partial", 5400, "two of three", "of-environment", "verified", "claude-code", "global"),
            (Text(run, "ts"), Text(run, "outcome"), run.GetProperty("duration_s").GetDouble(), Text(run, "notes"), Text(run, "session"), Text(run, "source"), Text(run, "agent"), Text(run, "scope")));
        Assert.Equal("""{"gate":"security","findings":3,"confidence":0.8,"flaky":true,"ticket":"007","formula":"a=b"}""", run.GetProperty("measures").GetRawText());
        Assert.Equal(run.GetRawText(), cli.Run("metrics", "show").Json.GetRawText());
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("90", 90)]
    [InlineData("1.5", 1.5)]
    [InlineData("12m", 720)]
    [InlineData("1h30m", 5400)]
    [InlineData("00:01:30", 90)]
    public void A_duration_is_a_number_of_seconds_or_has_a_unit(string text, double seconds)
    {
        using var cli = new ScratchCli();
        Assert.Equal(seconds, cli.Run("metrics", "record", "--skill", "s", "--outcome", "success", "--duration", text, "--json").Json.GetProperty("duration_s").GetDouble());
    }

    [Fact]
    public void Notes_come_from_standard_input_when_they_are_a_dash()
    {
        using var cli = new ScratchCli();
        cli.RunWith("line one\nline two\n", "metrics", "record", "--skill", "s", "--outcome", "failure", "--notes", "-").Prints("Recorded run 1 of s: failure.\n");
        Assert.Equal("line one\nline two", Text(cli.Run("metrics", "show").Json, "notes"));
    }

    [Fact]
    public void Values_that_look_like_syntax_are_values()
    {
        using var cli = new ScratchCli();
        JsonElement run = cli.Run("metrics", "record", "--skill", "metrics", "--outcome", "success", "--notes", "-5 degrees", "--measure", "delta=-5", "--session-id", "show", "--json").Json;
        Assert.Equal(("metrics", "-5 degrees", "show", -5), (Text(run, "skill"), Text(run, "notes"), Text(run, "session"), run.GetProperty("measures").GetProperty("delta").GetInt64()));
    }

    [Fact]
    public void A_secret_in_the_notes_is_stored_only_on_insistence()
    {
        using var cli = new ScratchCli();
        string[] record = ["metrics", "record", "--skill", "s", "--outcome", "success", "--notes", "ghp_0123456789abcdefghijABCDEFGHIJ012345"];
        cli.Run(record).Fails("--allow-secret insists");
        cli.Run([.. record, "--allow-secret"]).Prints("Recorded run 1 of s: success.\n");
    }

    [Fact]
    public void Errors_of_the_log_are_json_when_json_is_asked_for()
    {
        using var cli = new ScratchCli();
        Assert.StartsWith("{\"error\":{\"id\":\"InvalidSkillName\",", cli.Run("metrics", "record", "--skill", " ", "--outcome", "success", "--json").Fails().Error, StringComparison.Ordinal);
        Assert.StartsWith("{\"error\":{\"id\":\"InvalidMeasure\",", cli.Run("metrics", "record", "--skill", "s", "--outcome", "success", "--measure", "x", "--json").Fails().Error, StringComparison.Ordinal);
        Assert.StartsWith("{\"error\":{\"id\":\"InvalidCommandLine\",", cli.Run("metrics", "record", "--skill", "s", "--outcome", "x", "--json").Fails().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_recorded_by_eight_processes_at_once_are_all_there()
    {
        using var cli = new ScratchCli();
        CliResult[] recorded = await Task.WhenAll(Enumerable.Range(1, 8).Select(run => cli.SpawnAsync("metrics", "record", "--skill", "s", "--outcome", "success", "--measure", $"run={run}", "--json")));
        Assert.All(recorded, static result => Assert.Equal((0, string.Empty), (result.ExitCode, result.Error)));
        Assert.Equal(Enumerable.Range(1, 8).Select(static id => (long)id), recorded.Select(static result => result.Json.GetProperty("id").GetInt64()).Order());
        Assert.Equal(36, cli.Run("metrics", "summary", "--measure", "run", "--json").Json.GetProperty("total").GetProperty("sum").GetDouble());
    }

    [Fact]
    public void Show_prints_the_last_twenty_with_the_latest_last()
    {
        using var cli = new ScratchCli();
        for (int day = 1; day <= 25; day++)
        {
            Record(cli, "s", "success", $"2026-10-{day:00}");
        }

        Assert.Equal(Enumerable.Range(6, 20).Select(static id => (long)id), Ids(cli.Run("metrics", "show")));
        Assert.Equal([24, 25], Ids(cli.Run("metrics", "show", "--limit", "2")));
        Assert.Equal(25, Ids(cli.Run("metrics", "show", "--limit", "1000")).Length);
        Assert.Equal([24, 25], cli.Run("metrics", "show", "--limit", "2", "--json").Json.EnumerateArray().Select(static run => run.GetProperty("id").GetInt64()));
    }

    [Fact]
    public void Show_orders_by_the_time_of_the_run_and_not_of_its_recording()
    {
        using var cli = new ScratchCli();
        Record(cli, "s", "success", "2026-10-02");
        Record(cli, "s", "success", "2026-10-01");
        Assert.Equal([2, 1], Ids(cli.Run("metrics", "show")));
    }

    [Fact]
    public void Show_takes_filters_together()
    {
        using var cli = new ScratchCli();
        Record(cli, "test-a", "success", "2026-10-01", "--measure", "findings=1");
        Record(cli, "test-a", "failure", "2026-10-02", "--measure", "findings=5");
        Record(cli, "test-b", "partial", "2026-10-03");
        Record(cli, "other", "skipped", "2026-10-04");
        Assert.Equal([1, 2], Ids(cli.Run("metrics", "show", "--skill", "test-a")));
        Assert.Equal([1, 2, 3], Ids(cli.Run("metrics", "show", "--skill", "test-*")));
        Assert.Equal([3, 4], Ids(cli.Run("metrics", "show", "--skill", "test-b", "--skill", "other")));
        Assert.Equal([2, 3], Ids(cli.Run("metrics", "show", "--outcome", "failure", "--outcome", "partial")));
        Assert.Equal([3, 4], Ids(cli.Run("metrics", "show", "--since", "2026-10-03T00:00Z")));
        Assert.Equal([2], Ids(cli.Run("metrics", "show", "--where", "findings>1", "--where", "findings")));
        Assert.Equal([2], Ids(cli.Run("metrics", "show", "--skill", "test-*", "--since", "2026-10-02T00:00Z", "--outcome", "failure")));
        CliResult none = cli.Run("metrics", "show", "--since", "1h");
        Assert.Equal((0, string.Empty, "No runs found. 'clawpowers metrics record' records one.\n"), (none.ExitCode, none.Output, none.Error));
        cli.Run("metrics", "show", "--since", "1h", "--json").Prints("[]\n");
    }

    [Fact]
    public void Reading_without_a_store_finds_nothing_and_makes_none()
    {
        using var cli = new ScratchCli();
        foreach (string command in (string[])["show", "summary"])
        {
            CliResult result = cli.Run("metrics", command);
            Assert.Equal((0, string.Empty, "No runs found. 'clawpowers metrics record' records one.\n"), (result.ExitCode, result.Output, result.Error));
        }

        Assert.False(Directory.Exists(cli.StoreDirectory));
    }

    [Fact]
    public void Runs_belong_to_the_project_of_the_folder_unless_another_scope_is_named()
    {
        using var cli = new ScratchCli();
        cli.MakeRepository("https://github.com/owner/name.git");
        Record(cli, "s", "success", "2026-10-01");
        Record(cli, "s", "success", "2026-10-02", "--scope", "global");
        Record(cli, "s", "success", "2026-10-03", "--project", "github.com/other/one");
        Assert.Equal([1, 2], Ids(cli.Run("metrics", "show")));
        Assert.Equal("github.com/owner/name", Text(cli.Run("metrics", "show", "--scope", "project").Json, "project"));
        Assert.Equal([2], Ids(cli.Run("metrics", "show", "--scope", "global")));
        Assert.Equal([3], Ids(cli.Run("metrics", "show", "--project", "github.com/other/one")));
        Assert.Equal([1, 2, 3], Ids(cli.Run("metrics", "--scope", "all", "show")));
        Assert.Equal(3, cli.Run("metrics", "summary", "--scope", "all", "--json").Json.GetProperty("total").GetProperty("runs").GetInt64());
    }

    [Fact]
    public void Status_counts_runs()
    {
        using var cli = new ScratchCli();
        cli.MakeRepository("https://github.com/owner/name.git");
        cli.Run("init");
        Assert.Contains("runs       0 in the project, 0 in all", cli.Run("status").Lines);
        Record(cli, "s", "success", "2026-10-01T12:00Z");
        Record(cli, "s", "success", "2026-10-02T12:00Z", "--scope", "global");
        Assert.Contains("runs       1 in the project, 2 in all, last 2026-10-02T12:00:00.000Z", cli.Run("status").Lines);
        JsonElement status = cli.Run("status", "--json").Json;
        Assert.Equal((1, 2, "2026-10-02T12:00:00.000Z"), (status.GetProperty("projectMetrics").GetInt64(), status.GetProperty("totalMetrics").GetInt64(), Text(status, "lastMetricAt")));
    }

    [Fact]
    public void Summary_prints_totals_percentages_the_average_duration_and_a_row_per_skill()
    {
        using var cli = new ScratchCli();
        FillForSummary(cli);
        cli.Run("metrics", "summary").Prints(
            """
            8 runs
              success        4   50%
              failure        2   25%
              partial        1   12%
              skipped        1   12%
              success rate      57% of 7 not skipped (95% interval 25-84%)
              average duration  5m

            skill                 runs success failure partial skipped rate   mean
            brainstorming            3       1       0       1       1  50%      -
            systematic-debugging     5       3       2       0       0  60%     5m

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Summary_gives_figures_of_a_measure_by_whatever_is_asked_for()
    {
        using var cli = new ScratchCli();
        Record(cli, "payments", "success", "2026-10-01T08:00Z", "--measure", "cost=0.5", "--measure", "api=maps");
        Record(cli, "payments", "success", "2026-10-01T09:00Z", "--measure", "cost=1.25", "--measure", "api=maps");
        Record(cli, "payments", "failure", "2026-10-02T08:00Z", "--measure", "cost=3", "--measure", "api=mail");
        Record(cli, "payments", "success", "2026-10-02T09:00Z");
        string[] lines = cli.Run("metrics", "summary", "--measure", "cost", "--group-by", "day", "--group-by", "api").Lines;
        Assert.Contains("  cost: 3 numbers, sum 4.75, mean 1.583, median 1.25, p95 2.825", lines);
        Assert.Equal("day, api            runs rate  count     sum    mean     p50     p95", lines[^4]);
        Assert.Equal("2026-10-01, maps       2 100%      2    1.75   0.875   0.875   1.213", lines[^3]);
        JsonElement json = cli.Run("metrics", "summary", "--measure", "cost", "--group-by", "api", "--json").Json;
        JsonElement maps = json.GetProperty("groups").EnumerateArray().Single(static group => group.GetProperty("group").GetString() == "maps");
        Assert.Equal((2, 1.75, "cost"), (maps.GetProperty("count").GetInt64(), maps.GetProperty("sum").GetDouble(), Text(maps, "measure")));
        Assert.Equal(4.75, json.GetProperty("total").GetProperty("sum").GetDouble());
    }

    [Fact]
    public void Summary_takes_filters_and_can_do_without_rows()
    {
        using var cli = new ScratchCli();
        FillForSummary(cli);
        Assert.Equal(1, Total("--skill", "brain*", "--outcome", "success"));
        Assert.Equal(2, Total("--since", "2026-10-07T00:00Z"));
        Assert.Equal(2, Total("--where", "hypotheses_tested>=3"));
        CliResult none = cli.Run("metrics", "summary", "--group-by", "None");
        Assert.Equal(7, none.Lines.Length);
        Assert.Empty(cli.Run("metrics", "summary", "--group-by", "none", "--json").Json.GetProperty("groups").EnumerateArray());

        long Total(params string[] filters) => cli.Run(["metrics", "summary", "--json", .. filters]).Json.GetProperty("total").GetProperty("runs").GetInt64();
    }

    [Fact]
    public void Summary_as_json_has_every_figure()
    {
        using var cli = new ScratchCli();
        FillForSummary(cli);
        JsonElement json = cli.Run("metrics", "summary", "--json").Json;
        Assert.Equal(
            ["groupBy", "group", "runs", "rate", "interval", "successes", "failures", "partials", "skipped", "meanDurationSeconds", "measure", "count", "sum", "mean", "p50", "p95"],
            json.GetProperty("total").EnumerateObject().Select(static member => member.Name));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("total").GetProperty("group").ValueKind);
        JsonElement debugging = json.GetProperty("groups")[1];
        Assert.Equal(
            ("systematic-debugging", 5, 0.6, 3, 2, 0, 0, 300),
            (Text(debugging, "group"), Number("runs"), Number("rate"), Number("successes"), Number("failures"), Number("partials"), Number("skipped"), Number("meanDurationSeconds")));
        Assert.Equal(2, debugging.GetProperty("interval").GetArrayLength());

        double Number(string name) => debugging.GetProperty(name).GetDouble();
    }

    [Fact]
    public void Summary_fits_eighty_columns_and_cuts_no_name()
    {
        using var cli = new ScratchCli();
        Record(cli, "finishing-a-development-branch", "success", "2026-10-01", "--duration", "26h", "--measure", "spent=123456.78");
        Record(cli, "finishing-a-development-branch-of-a-rather-long-name", "failure", "2026-10-01");
        foreach (string[] options in (string[][])[[], ["--measure", "spent"]])
        {
            CliResult summary = cli.Run(["metrics", "summary", .. options]);
            Assert.All(summary.Lines, static line => Assert.InRange(line.Length, 0, 80));
            Assert.Contains("finishing-a-development-branch-of-a-rather-long-name", summary.Lines);
        }
    }

    private static void FillForSummary(ScratchCli cli)
    {
        string[] outcomes = ["success", "failure", "success", "failure", "success"];
        for (int run = 0; run < outcomes.Length; run++)
        {
            Record(cli, "systematic-debugging", outcomes[run], $"2026-10-0{run + 1}T12:00Z", "--duration", $"{(run + 3) * 60}", "--measure", $"hypotheses_tested={run}");
        }

        Record(cli, "brainstorming", "success", "2026-10-06T12:00Z");
        Record(cli, "brainstorming", "partial", "2026-10-07T12:00Z");
        Record(cli, "brainstorming", "skipped", "2026-10-08T12:00Z");
    }

    private static void Record(ScratchCli cli, string skill, string outcome, string moment, params string[] more) =>
        Assert.Equal(0, cli.Run(["metrics", "record", "--skill", skill, "--outcome", outcome, "--ts", moment, .. more]).ExitCode);

    private static long[] Ids(CliResult shown) =>
        [.. shown.Lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetInt64())];

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
