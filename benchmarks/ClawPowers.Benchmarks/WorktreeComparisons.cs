using System.Diagnostics;
using ClawPowers.Core.Git.Worktrees;

namespace ClawPowers.Benchmarks;

/// <summary>What worktrees are like, against the git commands that give the same facts, each started anew as a script would.</summary>
internal static class WorktreeComparisons
{
    private const int Worktrees = 20;
    private const int Files = 2_000;

    public static IEnumerable<Comparison> All(Scratch scratch)
    {
        if (!HasGit())
        {
            yield break;
        }

        string repository = Make(scratch.NewFolder());
        var store = new WorktreeStore(scratch.Context(scratch.NewFolder()) with { WorkingDirectory = repository });
        string[] folders = [.. store.Read(new WorktreeQuery()).Select(static worktree => worktree.Path)];
        yield return new Comparison
        {
            Name = "git: worktrees, 20 of 2,000 files / git's commands",
            Target = 1.0,
            Baseline = () => Time(() =>
            {
                Git(repository, "worktree", "list", "--porcelain");
                Git(repository, "branch", "--merged", "main");
                foreach (string folder in folders)
                {
                    Git(folder, "status", "--porcelain");
                    Git(folder, "rev-list", "--left-right", "--count", "main...HEAD");
                    Git(folder, "cherry", "main", "HEAD");
                    Git(folder, "log", "-1", "--format=%H %ct");
                }
            }),
            Subject = () => Time(() => store.Read(new WorktreeQuery())),
        };
    }

    private static string Make(string root)
    {
        string repository = Path.Combine(root, "repo");
        Directory.CreateDirectory(repository);
        Git(repository, "init", "--quiet", "--initial-branch=main");
        foreach (int i in Enumerable.Range(0, Files))
        {
            string folder = Directory.CreateDirectory(Path.Combine(repository, $"d{i % 40}")).FullName;
            File.WriteAllText(Path.Combine(folder, $"f{i}.txt"), $"file {i}\nof many\n");
        }

        Commit(repository, "first");
        foreach (int i in Enumerable.Range(0, Worktrees))
        {
            string folder = Path.Combine(root, $"w{i}");
            Git(repository, "worktree", "add", "--quiet", "-b", $"b{i}", folder);
            for (int n = 0; n < 3; n++)
            {
                File.AppendAllText(Path.Combine(folder, "d0", $"f{n * 40}.txt"), $"changed in {i}, {n}\n");
                Commit(folder, $"change {n}");
            }

            if (i % 2 == 0)
            {
                File.AppendAllText(Path.Combine(folder, "d1", "f1.txt"), "not committed\n");
            }
        }

        // Some of them are merged, in each of the ways.
        Git(repository, "merge", "--quiet", "--squash", "b1");
        Commit(repository, "b1 (#1)");
        File.WriteAllText(Path.Combine(repository, "other.txt"), "main goes on\n");
        Commit(repository, "main goes on");
        return repository;
    }

    private static void Commit(string folder, string message)
    {
        Git(folder, "add", "--all");
        Git(folder, "commit", "--quiet", "-m", message);
    }

    private static bool HasGit()
    {
        try
        {
            Git(Path.GetTempPath(), "--version");
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static void Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        foreach (string who in new[] { "AUTHOR", "COMMITTER" })
        {
            start.Environment[$"GIT_{who}_NAME"] = "Ada";
            start.Environment[$"GIT_{who}_EMAIL"] = "ada@example.com";
        }

        using Process process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"git {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private static double Time(Action act)
    {
        long started = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
