using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class HookRegistrationTests
{
    [Fact]
    public void Hooks_are_registered_listed_and_removed()
    {
        using var cli = new ScratchCli();
        string settings = Path.Combine(cli.HomeDirectory, ".claude", "settings.json");
        CliResult dry = cli.Run("hook", "register", "--agent", "claude-code,Profile", "--allow-commands", "--dry-run");
        Assert.Equal(0, dry.ExitCode);
        Assert.StartsWith($"registered (dry run)  ClaudeCode  for the user  {settings}\n", dry.Output, StringComparison.Ordinal);
        Assert.Contains("\n+        \"matcher\": \"startup|clear|compact\",\n", dry.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(cli.HomeDirectory));

        CliResult done = cli.Run("hook", "register", "--agent", "claude-code", "--agent", "CODEX");
        Assert.Equal(0, done.ExitCode);
        Assert.StartsWith($"registered  ClaudeCode  for the user  {settings}\n", done.Output, StringComparison.Ordinal);

        using var list = JsonDocument.Parse(cli.Run("hook", "list", "--scope", "user", "--json").Output);
        Assert.Equal(
            ["claudecode registered", "codex registered", "gemini absent", "cursor absent", "copilot absent", "opencode absent", "profile absent"],
            list.RootElement.EnumerateArray().Select(static hook => $"{hook.GetProperty("target").GetString()} {hook.GetProperty("state").GetString()}"));

        Assert.Equal(0, cli.Run("hook", "unregister", "--agent", "claude-code,codex").ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(cli.HomeDirectory));
    }

    [Fact]
    public void What_is_wrong_is_said_in_the_words_of_the_command_line()
    {
        using var cli = new ScratchCli();
        CliResult wrong = cli.Run("hook", "register", "--agent", "vim");
        Assert.Equal((1, "'vim' is not possible for --agent. Allowed: claude-code, codex, gemini, cursor, copilot, open-code, profile.\n"), (wrong.ExitCode, wrong.Error));
        CliResult project = cli.Run("hook", "register", "--agent", "profile", "--scope", "project");
        Assert.Equal((1, "PowerShell has a profile for a user and none for a project. Use --scope user.\n"), (project.ExitCode, project.Error));
        Directory.CreateDirectory(Path.Combine(cli.HomeDirectory, ".codex"));
        File.WriteAllText(Path.Combine(cli.HomeDirectory, ".codex", "hooks.json"), "{\n");
        CliResult broken = cli.Run("hook", "register", "--agent", "codex,gemini", "--json");
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("\"HookFileUnreadable\"", broken.Error, StringComparison.Ordinal);
        using var hooks = JsonDocument.Parse(broken.Output);
        Assert.Equal("gemini", Assert.Single(hooks.RootElement.EnumerateArray()).GetProperty("target").GetString());
    }
}
