using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class InjectTests : IDisposable
{
    private readonly ScratchCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Outside_of_a_project_it_prints_one_line()
    {
        CliResult result = _cli.Run("inject");

        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.StartsWith("ClawPowers has skills for what you face: `", Assert.Single(result.Lines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.StoreDirectory));
    }

    [Fact]
    public void In_a_project_it_prints_the_sections_and_stays_within_the_bound()
    {
        MakeProject();
        _cli.Run("store", "set", "debug:total:observation", "0 for one item");

        CliResult result = _cli.Run("inject", "--session-id", "s-1");

        Assert.Contains("## Commands", result.Lines);
        Assert.Contains("- this session: s-1 (commands find it by themselves)", result.Lines);
        Assert.Contains(result.Lines, static line => line.StartsWith("| total (", StringComparison.Ordinal));
        Assert.InRange(_cli.Run("inject", "--max-characters", "300").Output.Length, 1, 301);
        Assert.Equal(string.Empty, _cli.Run("inject", "--mode", "off").Output);
    }

    [Theory]
    [InlineData("claude-code")]
    [InlineData("ClaudeCode")]
    [InlineData("codex")]
    [InlineData("gemini")]
    public void With_an_agent_it_prints_what_that_agent_reads(string agent)
    {
        MakeProject();

        JsonElement answer = _cli.Run("inject", "--agent", agent).Json.GetProperty("hookSpecificOutput");

        Assert.Equal("SessionStart", answer.GetProperty("hookEventName").GetString());
        Assert.StartsWith("# ClawPowers", answer.GetProperty("additionalContext").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void As_json_it_has_the_sections()
    {
        MakeProject();

        JsonElement context = _cli.Run("inject", "--json").Json;

        Assert.Equal("brief", context.GetProperty("mode").GetString());
        Assert.Equal("bootstrap", context.GetProperty("sections")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void A_store_that_can_not_be_read_is_said_on_standard_error_and_is_no_failure()
    {
        MakeProject();
        Directory.CreateDirectory(_cli.StoreDirectory);
        File.WriteAllText(Path.Combine(_cli.StoreDirectory, "clawpowers.db"), new string('x', 5_000));

        CliResult result = _cli.Run("inject", "--agent", "codex");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("What the store holds is left out of the context. ", result.Error, StringComparison.Ordinal);
        Assert.Contains("additionalContext", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_possible_is_said()
    {
        _cli.Run("inject", "--agent", "emacs").Fails("'emacs' is not possible for --agent. Allowed: claude-code, codex, gemini, cursor, copilot, open-code.");
        _cli.Run("inject", "--max-characters", "199").Fails("'199' is not possible for --max-characters");
        _cli.Run("inject", "--max-characters", "9501").Fails("from 200 to 9500");
        _cli.Run("inject", "--mode", "loud").Fails("'loud' is not possible for --mode", "off, brief, full");
    }

    private void MakeProject()
    {
        string git = Directory.CreateDirectory(Path.Combine(_cli.WorkingDirectory, ".git")).FullName;
        File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/main\n");
    }
}
