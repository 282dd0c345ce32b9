using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class TransferTests : IDisposable
{
    private readonly ScratchCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_home_of_1_0_0_comes_in_and_says_what_was_odd()
    {
        string home = Home();

        CliResult first = _cli.Run("import", home);

        Assert.Equal((0, string.Empty), (first.ExitCode, first.Error));
        Assert.Equal(
            $"""
            {home}
            entries    5 added, 0 replaced, 0 kept as the store has them, 0 unchanged
            runs       2 added, 0 replaced, 0 kept as the store has them, 0 unchanged, 1 bad line
            ambiguous: 4
              state/a__1, 'a:1': its name can stand for 'a:1' and for 'a__1'; took it as 'a:1'.
              state/a__2, 'a:2': its name can stand for 'a:2' and for 'a__2'; took it as 'a:2'.
              state/a__3, 'a:3': its name can stand for 'a:3' and for 'a__3'; took it as 'a:3'.
              and 1 more; --json prints them all
            bad line: 1
              metrics/2026-01.jsonl, line 2: it is no JSON; left it out.
            left out: 1
              logs/today.log: it is not imported (1 bytes); left it where it is.

            """.ReplaceLineEndings("\n"),
            first.Output);
        _cli.Run("store", "get", "a:1").Prints("value 1\n");
        JsonElement again = _cli.Run("import", home, "--json").Json;
        Assert.Equal((0, 5, 2, 6), (again.GetProperty("entriesAdded").GetInt32(), again.GetProperty("entriesUnchanged").GetInt32(), again.GetProperty("metricsUnchanged").GetInt32(), again.GetProperty("issues").GetArrayLength()));
        Assert.Equal(2, _cli.Run("metrics", "show").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_dry_run_keeps_nothing_and_conflicts_follow_the_rule()
    {
        string home = Home();

        Assert.Contains("(only tried, nothing kept)", _cli.Run("import", home, "--dry-run").Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.StoreDirectory));
        _cli.Run("store", "set", "plain", "ours");
        Assert.Contains("conflict: 1\n", _cli.Run("import", home).Output, StringComparison.Ordinal);
        _cli.Run("store", "get", "plain").Prints("ours\n");
        _cli.Run("import", home, "--conflict", "REPLACE");
        _cli.Run("store", "get", "plain").Prints("theirs\n");
        _cli.Run("import", home, "--conflict", "win").Fails("'win' is not possible for --conflict", "keep, newest, replace");
        _cli.Run("import", home, "--scope", "all").Fails("The scope 'All' is not possible here");
    }

    [Fact]
    public void Standard_input_can_not_be_imported_and_the_message_says_what_to_do() =>
        _cli.Run("import", "-").Fails("can't come from standard input", "Write it to a file first");

    [Fact]
    public void What_is_no_home_is_an_error()
    {
        _cli.Run("import").Fails("is no home of clawpowers 1.0.0", "a file that clawpowers export made");
        _cli.Run("import", "nowhere").Fails("There is nothing at");
        Assert.Contains("\"id\":\"ImportSourceNotFound\"", _cli.Run("import", "nowhere", "--json").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_goes_to_a_file_or_to_standard_output_and_back()
    {
        _cli.Run("store", "set", "a", "größer");
        _cli.Run("store", "set", "b", "2");
        _cli.Run("metrics", "record", "--skill", "s", "--outcome", "success");
        string file = Path.Combine(_cli.WorkingDirectory, "out.jsonl");

        _cli.Run("export", "out.jsonl").Prints($"Exported 2 entries and 1 run to {file}\n");
        _cli.Run("export", "-").Prints(File.ReadAllText(file));
        _cli.Run("export", "out.jsonl").Fails("There is already something at", "--force");
        Assert.Equal(1, _cli.Run("export", "out.jsonl", "--force", "--key", "a*", "--json").Json.GetProperty("entries").GetInt32());
        Assert.DoesNotContain("\"key\":\"b\"", _cli.Run("export", "-", "--key", "a").Output, StringComparison.Ordinal);
        _cli.Run("export", "-", "--json").Fails("--json is about the result");

        using var other = new ScratchCli();
        _cli.Run("export", "all.jsonl");
        Assert.Contains("(the store is now its copy)", other.Run("import", Path.Combine(_cli.WorkingDirectory, "all.jsonl")).Output, StringComparison.Ordinal);
        other.Run("export", "-").Prints(File.ReadAllText(Path.Combine(_cli.WorkingDirectory, "all.jsonl")));
    }

    [Fact]
    public void Masked_secrets_are_counted_on_standard_error()
    {
        string token = "ghp_" + new string('d', 36);
        _cli.Run("store", "set", "t", token, "--allow-secret");

        CliResult masked = _cli.Run("export", "-");

        Assert.Equal("Secrets were masked in 1 line; --include-secret writes them as they are.\n", masked.Error);
        Assert.DoesNotContain(token, masked.Output, StringComparison.Ordinal);
        Assert.Contains(token, _cli.Run("export", "-", "--include-secret").Output, StringComparison.Ordinal);
    }

    private string Home()
    {
        string home = Path.Combine(_cli.WorkingDirectory, "home-1.0.0");
        foreach (string folder in new[] { "state", "metrics", "logs" })
        {
            Directory.CreateDirectory(Path.Combine(home, folder));
        }

        foreach (int number in new[] { 1, 2, 3, 4 })
        {
            File.WriteAllText(Path.Combine(home, "state", $"a__{number}"), $"value {number}\n");
        }

        File.WriteAllText(Path.Combine(home, "state", "plain"), "theirs\n");
        File.WriteAllText(Path.Combine(home, "logs", "today.log"), "x");
        File.WriteAllText(
            Path.Combine(home, "metrics", "2026-01.jsonl"),
            """
            {"ts":"2026-01-02T03:04:05Z","skill":"s","outcome":"success","duration_s":12,"notes":"","session":"x"}
            {"ts":"2026-01-02T03:0
            {"ts":"2026-01-02T03:04:06Z","skill":"s","outcome":"failure","duration_s":null,"notes":"flaky","session":""}
            """.ReplaceLineEndings("\n"));
        return home;
    }
}
