using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class SetupTests : IDisposable
{
    private readonly ScratchCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_dry_run_shows_the_plan_and_does_nothing()
    {
        CliResult result = _cli.Run("setup", "--agent", "codex", "--dry-run", "--skip-skills");

        Assert.Contains("Make the store\n    " + Path.Combine(_cli.StoreDirectory, "clawpowers.db") + "\n", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.StoreDirectory));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_cli.HomeDirectory));
    }

    [Fact]
    public void What_is_shown_is_what_is_written_letter_for_letter()
    {
        string[] args = ["setup", "--agent", "claude-code,codex", "--skip-skills", "--skip-profile"];
        string shown = _cli.Run([.. args, "--dry-run"]).Output;
        _cli.Run([.. args, "--yes"]);

        foreach (string file in (string[])[".claude/settings.json", ".codex/hooks.json", ".codex/rules/clawpowers.rules", ".clawpowers/hooks/session-start.ps1"])
        {
            string path = Path.GetFullPath(file, _cli.HomeDirectory);
            string[] lines = File.ReadAllLines(path);
            string all = string.Concat(lines.Select(static line => "    +" + line + "\n"));
            Assert.Equal(2, shown.Split($"    +++ {path}\n    @@ -1,0 +1,{lines.Length} @@\n{all}").Length);
        }

        Assert.Contains("\"PowerShell(Get-ClawSkill *)\"", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_plan_ends_with_all_its_steps_in_short()
    {
        string shown = _cli.Run("setup", "--agent", "claude-code,codex", "--skip-skills", "--dry-run").Output;

        Assert.EndsWith(
            """

            In short:
              Make the store
              Give Claude Code its hook, and let it run ClawPowers without asking
              Give Codex its hook, and let it run ClawPowers without asking
              Ready the terminal from PowerShell's profile


            """,
            shown,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_can_be_asked_nothing_is_done_and_the_option_is_named()
    {
        CliResult result = _cli.Run("setup", "--agent", "codex", "--skip-skills");

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith("This must be confirmed, but nobody can be asked here. Nothing was changed. Add --yes to do it without asking, or --dry-run to see what would be done.\n", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.StoreDirectory));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("n\n")]
    [InlineData("")]
    [InlineData("why?\n")]
    public void Any_answer_but_yes_changes_nothing(string answer)
    {
        _cli.CanAsk = true;

        CliResult result = _cli.RunWith(answer, "setup", "--agent", "codex", "--skip-skills");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Do all of this? [y/N] ", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.\n", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.StoreDirectory));
    }

    [Fact]
    public void As_json_the_plan_has_steps_and_no_tests()
    {
        CliResult result = _cli.Run("setup", "--skip-profile", "--yes", "--json", "--agent", "claude-code", "--skip-skills", "--dry-run");

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal("store", json.RootElement.GetProperty("steps")[0].GetProperty("kind").GetString());
        Assert.Empty(json.RootElement.GetProperty("tests").EnumerateArray());
    }

    [Fact]
    public void An_agent_that_is_none_is_refused()
    {
        CliResult result = _cli.Run("setup", "--agent", "cloud", "--yes");

        Assert.Equal((1, "'cloud' is not possible for --agent. Allowed: claude-code, codex, gemini, cursor, copilot, open-code.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public void Outside_of_a_project_it_is_said_once_and_never_that_all_is_in_place()
    {
        _cli.Run("init");

        CliResult result = _cli.Run("setup", "--agent", "claude-code,codex", "--scope", "project", "--skip-skills", "--dry-run");

        Assert.Equal(
            (1, string.Empty, $"Hooks of the project were asked for, but '{_cli.WorkingDirectory}' is not inside a Git repository. Go into one, or use --scope user.\n"),
            (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public void Where_nothing_is_set_up_there_is_nothing_to_undo()
    {
        CliResult result = _cli.Run("uninstall");

        Assert.Equal((0, "Nothing is set up here.\n", string.Empty), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public void A_purge_asks_and_then_deletes_the_store()
    {
        _cli.Run("store", "set", "a:b", "1");

        CliResult refused = _cli.Run("uninstall", "--purge");
        bool stayed = File.Exists(Path.Combine(_cli.StoreDirectory, "clawpowers.db"));
        CliResult done = _cli.Run("uninstall", "--purge", "--yes");

        Assert.Equal((1, true), (refused.ExitCode, stayed));
        Assert.Equal((0, string.Empty), (done.ExitCode, done.Error));
        Assert.Contains("Delete the store clawpowers.db", done.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.StoreDirectory));
    }

    [Fact]
    public void Testing_where_nothing_is_registered_says_so_and_fails()
    {
        CliResult result = _cli.Run("hook", "test");

        Assert.Equal((1, string.Empty), (result.ExitCode, result.Output));
        Assert.Equal("No session-start hook is registered there, so there was nothing to run. clawpowers setup sets everything up; clawpowers hook register registers a hook alone.\n", result.Error);
    }

    [Fact]
    public void A_hook_that_is_not_registered_fails_with_what_to_do_in_this_shell()
    {
        CliResult text = _cli.Run("hook", "test", "codex");
        using var json = JsonDocument.Parse(_cli.Run("hook", "test", "--agent", "Codex", "--json").Output);

        Assert.Equal(1, text.ExitCode);
        Assert.StartsWith("Codex  failed  user\n", text.Output, StringComparison.Ordinal);
        Assert.Contains("> Run: clawpowers hook register --agent Codex", text.Output, StringComparison.Ordinal);
        JsonElement test = json.RootElement[0];
        Assert.Equal(("codex", "user", false), (test.GetProperty("target").GetString(), test.GetProperty("scope").GetString(), test.GetProperty("passed").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, test.GetProperty("exitCode").ValueKind);
        Assert.Equal(["Agent", "Registered"], test.GetProperty("checks").EnumerateArray().Select(static check => check.GetProperty("name").GetString()));
    }
}
