using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class WorktreeCheckTests
{
    [Fact]
    public void Check_prints_conflicts_and_shared_files_and_fails()
    {
        using ScratchCli cli = WithBranches();
        CliResult result = Run(cli, "left", "right", "aside");
        Assert.Equal((1, "left + right  1 conflict\n  a.txt  Content\nleft + aside  clean\n  both touch: b.txt\n"), (result.ExitCode, result.Output));
        Assert.Equal("3 pairs compared: 1 in conflict, 1 clean that touch the same files, 1 apart.\n", result.Error);
    }

    [Fact]
    public void Check_of_branches_that_go_together_succeeds()
    {
        using ScratchCli cli = WithBranches();
        Assert.Equal((0, string.Empty), Run(cli, "right", "aside") is var result ? (result.ExitCode, result.Output) : default);
    }

    [Fact]
    public void Check_prints_every_pair_as_json()
    {
        using ScratchCli cli = WithBranches();
        using var result = JsonDocument.Parse(Run(cli, "left", "right", "aside", "--json").Output);
        Assert.Equal(3, result.RootElement.GetArrayLength());
        JsonElement first = result.RootElement[0];
        Assert.Equal(["branch", "other", "mergeBase", "isClean", "sharedFiles", "conflicts"], first.EnumerateObject().Select(static member => member.Name));
        Assert.Equal("""[{"path":"a.txt","kind":"content"}]""", first.GetProperty("conflicts").GetRawText());
        Assert.Equal(JsonValueKind.False, first.GetProperty("isClean").ValueKind);
    }

    [Fact]
    public void Check_of_what_is_no_branch_says_so()
    {
        using ScratchCli cli = WithBranches();
        Run(cli, "left", "nowhere").Fails("'nowhere' names no commit");
    }

    private static CliResult Run(ScratchCli cli, params string[] args)
    {
        CliResult result = cli.Run(["worktree", "check", .. args]);
        Assert.SkipWhen(result.Error.Contains("needs the library libgit2", StringComparison.Ordinal), "There is no libgit2.");
        return result;
    }

    private static ScratchCli WithBranches()
    {
        var cli = new ScratchCli();
        Git("init", "--quiet", "--initial-branch=main");
        Commit("main", ("a.txt", "1\n2\n3\n"), ("b.txt", "1\n2\n3\n4\n5\n6\n7\n"));
        Commit("left", ("a.txt", "one\n2\n3\n"), ("b.txt", "one\n2\n3\n4\n5\n6\n7\n"));
        Commit("right", ("a.txt", "uno\n2\n3\n"));
        Commit("aside", ("b.txt", "1\n2\n3\n4\n5\n6\nseven\n"));
        return cli;

        void Commit(string branch, params (string Name, string Text)[] files)
        {
            if (branch != "main")
            {
                Git("switch", "--quiet", "--create", branch, "main");
            }

            foreach ((string name, string text) in files)
            {
                File.WriteAllText(Path.Combine(cli.WorkingDirectory, name), text);
            }

            Git("add", "--all");
            Git("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgSign=false", "commit", "--quiet", "-m", branch);
        }

        void Git(params string[] args)
        {
            try
            {
                using var git = Process.Start(new ProcessStartInfo("git", args) { WorkingDirectory = cli.WorkingDirectory })!;
                git.WaitForExit();
                Assert.Equal(0, git.ExitCode);
            }
            catch (Win32Exception)
            {
                Assert.Skip("Git is not installed.");
            }
        }
    }
}
