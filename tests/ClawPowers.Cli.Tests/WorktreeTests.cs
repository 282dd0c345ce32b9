using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class WorktreeTests
{
    [Fact]
    public void A_worktree_is_made_listed_and_removed()
    {
        using var cli = Repository();
        string folder = Path.Combine(Path.GetDirectoryName(cli.WorkingDirectory)!, Path.GetFileName(cli.WorkingDirectory) + ".worktrees", "fix-x");
        cli.Run("worktree", "new", "fix/x", "--agent", "codex", "--plan", "cart", "--task", "T3").Prints(folder + "\n");
        CliResult listed = cli.Run("worktree", "list");
        Assert.Equal(["fix/x  clean, 0 ahead and 0 behind main", "  " + folder], listed.Lines[3..5]);
        Assert.StartsWith("  for cart/T3, by codex, active ", listed.Lines[5], StringComparison.Ordinal);
        JsonElement one = Assert.Single(cli.Run("worktree", "list", "--json", "fix/*").Json.EnumerateArray());
        Assert.Equal(
            ("fix/x", folder, "fix/x", "main", false, 0, "merge", "T3"),
            (one.GetProperty("name").GetString(), one.GetProperty("path").GetString(), one.GetProperty("branch").GetString(), one.GetProperty("base").GetString(), one.GetProperty("isDirty").GetBoolean(), one.GetProperty("ahead").GetInt32(), one.GetProperty("mergedBy").GetString(), one.GetProperty("task").GetString()));
        cli.Run("worktree", "remove", "fix/x", "--dry-run").Prints($"would remove {folder} and its branch fix/x\n");
        cli.Run("worktree", "remove", "fix/x").Prints($"removed {folder} and its branch fix/x\n");
        Assert.False(Directory.Exists(folder));
        Assert.Equal("1 made, 0 merged, 1 given up, 0 gone, 0 open", cli.Run("analyze", "--worktrees").Lines[1].Trim());
        JsonElement report = cli.Run("analyze", "--worktrees", "--json").Json;
        Assert.Equal((1, 1, 1), (report.GetProperty("made").GetInt32(), report.GetProperty("givenUp").GetInt32(), report.GetProperty("skills")[0].GetProperty("runs").GetInt32()));
    }

    [Fact]
    public void What_would_be_lost_is_named_and_exits_with_1()
    {
        using var cli = Repository();
        string folder = cli.Run("worktree", "new", "fix/x").Lines[0];
        File.WriteAllText(Path.Combine(folder, "new.txt"), "new");
        CliResult refused = cli.Run("worktree", "remove", "fix/x").Fails("new.txt", "--force");
        Assert.Equal(1, refused.ExitCode);
        cli.Run("worktree", "remove", "no-such").Fails("has no worktree 'no-such'. It has: fix/x.");
        cli.Run("worktree", "new", "main").Fails("is checked out in", "--branch");
        cli.Run("worktree", "remove", "fix/x", "--force", "--json");
        Assert.False(Directory.Exists(folder));
    }

    private static ScratchCli Repository()
    {
        var cli = new ScratchCli();
        Git(cli, "init", "--quiet", "--initial-branch=main", cli.WorkingDirectory);
        Git(cli, "-C", cli.WorkingDirectory, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "-m", "first");
        CliResult probe = cli.Run("worktree", "list");
        Assert.SkipWhen(probe.Error.Contains("libgit2", StringComparison.Ordinal), "There is no libgit2.");
        return cli;
    }

    private static void Git(ScratchCli cli, params string[] arguments)
    {
        Directory.CreateDirectory(cli.WorkingDirectory);
        var start = new System.Diagnostics.ProcessStartInfo("git", arguments) { WorkingDirectory = cli.WorkingDirectory };
        start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        try
        {
            using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("Git is not installed.");
        }
    }
}
