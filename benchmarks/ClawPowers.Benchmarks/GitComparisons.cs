using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClawPowers.Core;
using ClawPowers.Core.Git.Merging;
using ClawPowers.Core.Git.Reviewing;

namespace ClawPowers.Benchmarks;

/// <summary>Questions to a repository of 10,000 commits against the commands of Git that give the same facts.</summary>
internal static class GitComparisons
{
    private const int Commits = 10_000;
    private const int Files = 200;
    private const int Branches = 20;

    public static IEnumerable<Comparison> All(Scratch scratch)
    {
        var repository = new Lazy<(string Folder, string[] Changed)>(() => Make(scratch.NewFolder()));
        yield return new Comparison
        {
            Name = "git: reviewer of a change, 10,000 commits / git diff, blame, log",
            Target = 1.0,
            Baseline = () => AskGit(repository.Value.Folder, repository.Value.Changed),
            Subject = () => Find(scratch, repository.Value.Folder),
        };
        yield return new Comparison
        {
            Name = "git: forecast of 20 branches, 190 pairs / git merge-tree each",
            Target = 1.0,
            Pairs = 3,
            Baseline = () => MergeByGit(repository.Value.Folder),
            Subject = () => Forecast(scratch, repository.Value.Folder),
        };
    }

    private static double Find(Scratch scratch, string folder)
    {
        ClawContext context = scratch.Context(scratch.NewFolder()) with { WorkingDirectory = folder };
        long started = Stopwatch.GetTimestamp();
        ReviewAnswer answer = new ReviewerFinder(context).Find(new ReviewQuestion { Base = "main", Head = "feature" });
        double time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return answer.Reviewers.Count == ReviewQuestion.DefaultFirst ? time : throw new InvalidOperationException("Nobody was found.");
    }

    // The hunks, the blame of the lines they touch, and who changed the files how often and when.
    private static double AskGit(string folder, string[] changed)
    {
        long started = Stopwatch.GetTimestamp();
        string diff = Git(folder, ["diff", "--unified=0", "main...feature"]);
        var ranges = new Dictionary<string, List<string>>();
        string path = string.Empty;
        foreach (string line in diff.Split('\n'))
        {
            if (line.StartsWith("--- a/", StringComparison.Ordinal))
            {
                path = line[6..];
            }
            else if (line.StartsWith("@@ -", StringComparison.Ordinal))
            {
                string[] old = line[4..line.IndexOf(' ', 4)].Split(',');
                (ranges.TryGetValue(path, out List<string>? known) ? known : ranges[path] = []).Add($"-L{old[0]},+{(old.Length == 1 ? "1" : old[1] == "0" ? "2" : old[1])}");
            }
        }

        foreach ((string file, List<string> lines) in ranges)
        {
            _ = Git(folder, ["blame", "--porcelain", .. lines, "main", "--", file]);
        }

        string log = Git(folder, ["log", "--format=%aN <%aE> %at", "main", "--", .. changed]);
        double time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return ranges.Count == changed.Length && log.Length > 0 ? time : throw new InvalidOperationException("Git found something else.");
    }

    private static double Forecast(Scratch scratch, string folder)
    {
        ClawContext context = scratch.Context(scratch.NewFolder()) with { WorkingDirectory = folder };
        long started = Stopwatch.GetTimestamp();
        IReadOnlyList<BranchForecast> forecasts = new BranchForecaster(context).Compare([.. Enumerable.Range(0, Branches).Select(static i => $"work{i}")]);
        double time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return forecasts.Count == Branches * (Branches - 1) / 2 && forecasts.Any(static forecast => !forecast.IsClean) ? time : throw new InvalidOperationException("The forecast is wrong.");
    }

    private static double MergeByGit(string folder)
    {
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < Branches; i++)
        {
            for (int j = i + 1; j < Branches; j++)
            {
                _ = Git(folder, ["merge-tree", "--write-tree", "--name-only", $"work{i}", $"work{j}"], mayFail: true);
            }
        }

        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    // 10,000 commits by twenty people to 200 files in folders; one file is in every third of them. A change touches five files.
    private static (string Folder, string[] Changed) Make(string folder)
    {
        Directory.CreateDirectory(folder);
        _ = Git(folder, ["init", "--quiet", "--initial-branch=main"]);
        var random = new Random(1);
        List<string>[] texts = [.. Enumerable.Range(0, Files).Select(i => Enumerable.Range(0, i == 0 ? 1_200 : 120).Select(line => $"line {line} of file {i}").ToList())];
        string[] paths = [.. Enumerable.Range(0, Files).Select(static i => $"src/part{i % 20}/file{i}.txt")];
        var stream = new StringBuilder();
        Commit("main", 0, from: null, Enumerable.Range(0, Files));
        for (int i = 1; i < Commits; i++)
        {
            int file = random.Next(3) == 0 ? 0 : random.Next(Files);
            Edit(file, i);
            Commit("main", i, from: null, [file]);
        }

        int[] touched = [0, 3, 77, 150, 199];
        foreach (int file in touched)
        {
            Edit(file, Commits);
            Edit(file, Commits + 1);
        }

        Commit("feature", Commits, "refs/heads/main", touched, "Sam");
        for (int i = 0; i < Branches; i++)
        {
            int file = 10 + (i % 15);
            List<string> before = texts[file];
            texts[file] = [.. before];
            texts[file][5] = $"branch {i}";
            Commit($"work{i}", Commits + i, "refs/heads/main", [file]);
            texts[file] = before;
        }

        _ = Git(folder, ["fast-import", "--quiet"], input: stream.ToString());
        return (folder, [.. touched.Select(file => paths[file])]);

        void Edit(int file, int number)
        {
            List<string> lines = texts[file];
            int at = random.Next(lines.Count);
            switch (random.Next(4))
            {
                case 0:
                    lines.Insert(at, $"put in by {number}");
                    break;
                case 1 when lines.Count > 100:
                    lines.RemoveAt(at);
                    break;
                default:
                    lines[at] = $"changed by {number}";
                    break;
            }
        }

        void Commit(string branch, int number, string? from, IEnumerable<int> files, string? author = null)
        {
            string who = author ?? $"Person {random.Next(20)}";
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/{branch}\ncommitter {who} <{who.Replace(' ', '.')}@example.org> {1_700_000_000 + (number * 3_600L)} +0000\ndata 1\nc\n");
            stream.Append(from is null ? string.Empty : $"from {from}\n");
            foreach (int file in files)
            {
                string text = string.Join('\n', texts[file]) + "\n";
                stream.Append(CultureInfo.InvariantCulture, $"M 100644 inline {paths[file]}\ndata {text.Length}\n{text}\n");
            }
        }
    }

    private static string Git(string folder, string[] arguments, bool mayFail = false, string? input = null)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardInput = input is not null,
        };
        using Process process = Process.Start(start)!;
        if (input is not null)
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }

        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 || mayFail ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)} failed.");
    }
}
