using System.Diagnostics;
using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class SkillRepositoryTests : IDisposable
{
    private readonly ScratchCli _cli = new();

    private string Source => Path.Combine(_cli.WorkingDirectory, "source");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_skill_of_a_repository_is_shown_installed_and_updated()
    {
        Commit("first");
        CliResult shown = _cli.Run("skill", "install", "--repository", "./source", "--agent", "codex", "--what-if");
        Assert.SkipWhen(shown.Error.Contains("libgit2", StringComparison.Ordinal), shown.Error);
        string folder = Path.Combine(_cli.HomeDirectory, ".agents", "skills", "review");

        Assert.Contains($"review comes from {Source}, at main\n  Reviews. Use when there is something to review.\n  Commit ", shown.Output, StringComparison.Ordinal);
        Assert.Contains("  clawpowers skill test finds nothing wrong.\n", shown.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
        JsonElement installed = _cli.Run("skill", "install", "--repository", "./source", "--agent", "codex", "--json").Json[0];
        Assert.Equal((Source, "main", "review"), (installed.GetProperty("repository").GetString(), installed.GetProperty("ref").GetString(), installed.GetProperty("review").GetProperty("path").GetString()));
        Commit("second, see Get-ClawSkill -Path x");
        string difference = _cli.Run("update", "--what-if").Output;
        Assert.Contains("    -first\n    +second, see Get-ClawSkill -Path x\n", difference, StringComparison.Ordinal);
        Assert.Contains("updated (dry run)  review  for Codex", difference, StringComparison.Ordinal);
        Assert.EndsWith("first\n", File.ReadAllText(Path.Combine(folder, "SKILL.md")), StringComparison.Ordinal);
        Assert.Contains("updated    review  for Codex", _cli.Run("update", "review").Output, StringComparison.Ordinal);
        Assert.EndsWith("-Path x\n", File.ReadAllText(Path.Combine(folder, "SKILL.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Update_is_about_skills_of_repositories_only()
    {
        CliResult nothing = _cli.Run("update");

        Assert.Equal((0, "Nothing is installed there.\n"), (nothing.ExitCode, nothing.Error));
        _cli.Run("update", "tdd").Fails("ClawPowers has not installed a skill 'tdd'");
    }

    [Fact]
    public void What_can_not_be_fetched_is_said_in_words_of_the_command_line()
    {
        _cli.Run("skill", "install", "--agent", "codex", "--repository", "git@example.org:a/b.git").Fails("clawpowers skill install --repository ./skills.git", "clawpowers update goes on");
        _cli.Run("skill", "install", "--agent", "codex", "--repository", "https://github.com/a/b/tree/main/x").Fails("Use: --repository https://github.com/a/b --ref main --path x");
        _cli.Run("skill", "install", "--agent", "codex", "--ref", "main").Fails("Add --repository.");
        Assert.DoesNotContain("s3cret", _cli.Run("skill", "install", "--agent", "codex", "--repository", "https://a:s3cret@example.org/b", "--json").Error, StringComparison.Ordinal);
    }

    private void Commit(string text)
    {
        Directory.CreateDirectory(Path.Combine(Source, "review"));
        File.WriteAllText(Path.Combine(Source, "review", "SKILL.md"), $"---\nname: review\ndescription: Reviews. Use when there is something to review.\n---\n{text}\n");
        Git("init", "--quiet", "--initial-branch=main");
        Git("add", "--all");
        Git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "-m", "Say what to do");
    }

    private void Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { UseShellExecute = false, WorkingDirectory = Source, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Git is not installed.");
            throw;
        }

        using (process)
        {
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error);
        }
    }
}
