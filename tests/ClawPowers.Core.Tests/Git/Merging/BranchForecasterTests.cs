using ClawPowers.Core.Errors;
using ClawPowers.Core.Git.Merging;
using ClawPowers.Core.Tests.Git.Reviewing;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Git.Merging;

public sealed class BranchForecasterTests
{
    private static readonly string Text = string.Concat(Enumerable.Range(0, 20).Select(static i => $"line {i}\n"));
    private static readonly string Rows = Text.Replace("line", "row", StringComparison.Ordinal);

    public static TheoryData<string, string, string, string, string> Merges() => new()
    {
        // what the case is, base, one, other, conflicts; "name=content", L for a text, Lx and Ly with a line changed, L+ with one added, R another text
        { "both changed a line", "f=L", "f=Lx", "f=Ly", "f Content" },
        { "both changed a line alike", "f=L", "f=Lx", "f=Lx", "" },
        { "each changed another line", "f=L", "f=Lx", "f=L+", "" },
        { "each changed another file", "f=L g=R", "f=Lx g=R", "f=L g=L", "" },
        { "both added a file", "f=L", "f=L g=a", "f=L g=b", "g AddAdd" },
        { "one deleted what the other changed", "f=L z=z", "f=L+ z=z", "z=z", "f ModifyDelete" },
        { "one deleted what the other renamed", "f=L q=q", "g=L q=q", "q=q", "g RenameDelete" },
        { "one deleted what the other renamed and changed", "f=L q=q", "g=L+ q=q", "q=q", "g RenameDelete" },
        { "both renamed it differently", "f=L", "g=L", "h=L", "f RenameRename|g RenameRename|h RenameRename" },
        { "both renamed two files to one name", "f=L k=R", "g=L k=R", "f=L g=R", "g AddAdd" },
        { "one renamed it to what the other added", "f=L", "g=L", "f=L g=a", "g AddAdd" },
        { "one renamed and both changed a line", "f=L", "g=Lx", "f=Ly", "g Content" },
        { "both renamed it alike and changed a line", "f=L", "g=Lx", "g=Ly", "g Content" },
        { "one renamed and the other changed it", "f=L", "g=L", "f=L+", "" },
        { "one put a file into a folder that the other renamed", "d/f=L d/k=R", "e/f=L e/k=R", "d/f=L d/k=R d/n=a", "e/n FileLocation" },
        { "the same further down", "a/d/f=L a/d/k=R", "b/d/f=L b/d/k=R", "a/d/f=L a/d/k=R a/n=a", "b/n FileLocation" },
        { "one put a new folder beside the renamed one", "a/d/f=L a/d/k=R", "b/d/f=L b/d/k=R", "a/d/f=L a/d/k=R a/x/n=a", "" },
        { "one put a new folder into the renamed one", "d/f=L d/k=R", "e/f=L e/k=R", "d/f=L d/k=R d/x/n=a", "" },
        { "one put a file and a new folder into the renamed one", "d/f=L d/k=R", "e/f=L e/k=R", "d/f=L d/k=R d/m=a d/x/n=b", "e/m FileLocation|e/x/n FileLocation" },
        { "one put a file into a folder that became the top one", "d/f=L d/k=R", "f=L k=R", "d/f=L d/k=R d/n=a", "n FileLocation" },
        { "a folder is partly renamed", "d/f=L d/k=R", "e/f=L d/k=R", "d/f=L d/k=R d/n=a", "" },
        { "a folder was deleted and got a file", "d/f=L x=x", "x=y", "d/f=L d/n=a x=x", "" },
        { "one made it executable", "f=L", "f=!L", "f=L+", "" },
        { "names beyond ASCII", "Ördner/文件=L", "Ördner/文件=Lx", "Ördner/文件=Ly", "Ördner/文件 Content" },
    };

    [Theory]
    [MemberData(nameof(Merges))]
    public void A_forecast_names_what_git_merge_tree_names(string what, string before, string one, string other, string conflicts)
    {
        using var scratch = new ScratchRepository();
        var history = new HistoryStream();
        history.Commit("main", Files(before));
        history.Commit("one", Files(one), [1]);
        history.Commit("other", Files(other), [1]);
        scratch.Import(history.ToBytes());
        BranchForecast forecast = Forecast(scratch, "one", "other");
        Assert.True(conflicts == string.Join('|', forecast.Conflicts.Select(static conflict => $"{conflict.Path} {conflict.Kind}")), $"{what}: {string.Join('|', forecast.Conflicts)}");
        Assert.Equal(GitConflicts(scratch, "one", "other"), forecast.Conflicts.Select(static conflict => conflict.Path));
        Assert.Equal(GitConflicts(scratch, "other", "one"), Forecast(scratch, "other", "one").Conflicts.Select(static conflict => conflict.Path));
        Assert.Equal(scratch.Git("merge-base", "one", "other"), forecast.MergeBase);
        Assert.Equal(conflicts.Length == 0, forecast.IsClean);
    }

    [Fact]
    public void A_file_where_the_other_has_a_folder_is_named_by_its_own_path()
    {
        using var scratch = new ScratchRepository();
        var history = new HistoryStream();
        history.Commit("main", Files("f=L"));
        history.Commit("one", Files("f=L p=a"), [1]);
        history.Commit("other", Files("f=L p/q=b"), [1]);
        scratch.Import(history.ToBytes());
        Assert.Equal("p (FileFolder)", Assert.Single(Forecast(scratch, "one", "other").Conflicts).ToString());
        Assert.Equal(["p~one"], GitConflicts(scratch, "one", "other"));
    }

    [Fact]
    public void A_file_in_a_folder_that_was_renamed_in_two_ways_stays_and_is_a_conflict()
    {
        using var scratch = new ScratchRepository();
        var history = new HistoryStream();
        history.Commit("main", Files("d/f=L d/k=R"));
        history.Commit("one", Files("e/f=L g/k=R"), [1]);
        history.Commit("other", Files("d/f=L d/k=R d/n=a"), [1]);
        scratch.Import(history.ToBytes());
        Assert.Equal("d/n (FileLocation)", Assert.Single(Forecast(scratch, "one", "other").Conflicts).ToString());

        // Git says so too, but names no path.
        Assert.Equal(1, GitRepository.TryRun(scratch.Folder, "merge-tree", "--write-tree", "one", "other").ExitCode);
    }

    [Fact]
    public void A_file_without_lines_is_said_to_be_that()
    {
        using var scratch = new ScratchRepository();
        var history = new HistoryStream();
        history.Commit("main", new Dictionary<string, string> { ["f"] = "a\0b" });
        history.Commit("one", new Dictionary<string, string> { ["f"] = "a\0c" }, [1]);
        history.Commit("other", new Dictionary<string, string> { ["f"] = "a\0d" }, [1]);
        scratch.Import(history.ToBytes());
        Assert.Equal("f (Binary)", Assert.Single(Forecast(scratch, "one", "other").Conflicts).ToString());
    }

    [Fact]
    public void Histories_that_crossed_are_merged_as_Git_merges_them()
    {
        using var scratch = new ScratchRepository();
        var history = new HistoryStream();
        history.Commit("main", Files("f=L g=R"));
        int one = history.Commit("one", Files("f=Lx g=R"), [1]);
        int other = history.Commit("other", Files("f=Ly g=R"), [1]);
        history.Commit("one", Files("f=Lx g=R"), [one, other]); // each keeps its own line
        history.Commit("other", Files("f=Ly g=R"), [other, one]);
        scratch.Import(history.ToBytes());
        BranchForecast forecast = Forecast(scratch, "one", "other");
        Assert.Equal(["f"], GitConflicts(scratch, "one", "other"));
        Assert.Equal(["f (Content)"], forecast.Conflicts.Select(static conflict => conflict.ToString()));
    }

    [Fact]
    public void A_submodule_that_both_moved_is_a_conflict()
    {
        using var scratch = new ScratchRepository();
        scratch.Commit("first", "f");
        string[] commits = [scratch.Commit("second"), scratch.Commit("third"), scratch.Commit("fourth")];
        foreach ((string branch, string commit) in new[] { ("base", commits[0]), ("one", commits[1]), ("other", commits[2]) })
        {
            scratch.Git("switch", "--quiet", "--create", branch, branch == "base" ? "main" : "base");
            scratch.Git("update-index", "--add", "--cacheinfo", $"160000,{commit},lib/sub");
            scratch.Git("commit", "--quiet", "-m", branch);
        }

        Assert.Equal("lib/sub (Submodule)", Assert.Single(Forecast(scratch, "one", "other").Conflicts).ToString());
        Assert.Equal(["lib/sub"], GitConflicts(scratch, "one", "other"));
    }

    [Fact]
    public void Nothing_of_the_repository_changes()
    {
        using var scratch = new ScratchRepository();
        var history = new HistoryStream();
        history.Commit("main", Files("f=L g=R"));
        history.Commit("one", Files("f=Lx g=R"), [1]);
        history.Commit("other", Files("f=L+ g=R"), [1]);
        history.Commit("third", Files("f=Ly g=R"), [1]);
        scratch.Import(history.ToBytes());
        string[] before = Snapshot(scratch.Folder);
        Assert.Equal([false, true, true], new BranchForecaster(Context(scratch.Folder)).Compare(["one", "other", "third"], TestContext.Current.CancellationToken).Select(static forecast => forecast.IsClean));
        Assert.Equal(before, Snapshot(scratch.Folder));
    }

    [Fact]
    public void Of_itself_it_compares_the_main_branch_and_what_worktrees_have_checked_out()
    {
        using var scratch = new ScratchRepository();
        string commit = scratch.Commit("first", "f");
        scratch.Git("branch", "idle");
        string side = scratch.AddWorktree("side");
        scratch.Commit("second", "f", folder: side);
        string loose = scratch.AddWorktree("loose");
        scratch.GitIn(loose, "checkout", "--quiet", "--detach");
        IReadOnlyList<BranchForecast> forecasts = new BranchForecaster(Context(side)).Compare(null, TestContext.Current.CancellationToken);
        Assert.Equal([$"main {commit[..10]}", "main side", $"{commit[..10]} side"], forecasts.Select(static forecast => $"{forecast.Branch} {forecast.Other}"));
        Assert.All(forecasts, static forecast => Assert.True(forecast.IsClean));
    }

    [Fact]
    public void One_branch_is_compared_with_each_of_those()
    {
        using var scratch = new ScratchRepository();
        scratch.Commit("first", "f");
        scratch.AddWorktree("side");
        scratch.Git("branch", "idle");
        Assert.Equal(["idle main", "idle side"], new BranchForecaster(Context(scratch.Folder)).Compare(["idle"], TestContext.Current.CancellationToken).Select(static forecast => $"{forecast.Branch} {forecast.Other}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Conflicts_come_first_and_shared_files_next()
    {
        using var scratch = new ScratchRepository();
        var history = new HistoryStream();
        history.Commit("main", Files("f=L g=R"));
        history.Commit("a", Files("f=L+ g=R"), [1]);
        history.Commit("b", Files("f=L g=a"), [1]);
        history.Commit("c", Files("f=Lx g=b"), [1]);
        scratch.Import(history.ToBytes());
        BranchForecast[] forecasts = [.. new BranchForecaster(Context(scratch.Folder)).Compare(["a", "b", "c"], TestContext.Current.CancellationToken)];
        Assert.Equal(["b + c: 1 conflict", "a + c: clean", "a + b: clean"], forecasts.Select(static forecast => forecast.ToString()));
        Assert.Equal(["f"], forecasts[1].SharedFiles);
        Assert.Empty(forecasts[2].SharedFiles);
    }

    [Fact]
    public void Branches_without_a_common_commit_are_not_clean()
    {
        using var scratch = new ScratchRepository();
        scratch.Commit("first", "f");
        scratch.Git("switch", "--quiet", "--orphan", "stranger");
        scratch.Commit("second", "g");
        BranchForecast forecast = Forecast(scratch, "main", "stranger");
        Assert.Equal((null, false, "main + stranger: no history in common"), (forecast.MergeBase, forecast.IsClean, forecast.ToString()));
    }

    [Fact]
    public void A_bare_repository_will_do()
    {
        using var scratch = new ScratchRepository("--bare");
        var history = new HistoryStream();
        history.Commit("main", Files("f=L"));
        history.Commit("one", Files("f=Lx"), [1]);
        history.Commit("other", Files("f=Ly"), [1]);
        scratch.Import(history.ToBytes());
        Assert.Equal("one + other: 1 conflict", Forecast(scratch, "one", "other").ToString());
    }

    [Fact]
    public void A_name_that_is_no_commit_is_said()
    {
        using var scratch = new ScratchRepository();
        scratch.Commit("first", "f");
        ClawException failure = Failure.Of("GitReferenceNotFound", () => Forecast(scratch, "main", "no-such\u001b[31m"));
        Assert.StartsWith(@"'no-such\u001b[31m' names no commit", failure.Message, StringComparison.Ordinal);
        Assert.Equal("no-such\u001b[31m", failure.Target);
    }

    private static Dictionary<string, string> Files(string files) => files.Split(' ').ToDictionary(
        static file => file[..file.IndexOf('=', StringComparison.Ordinal)],
        static file => file[(file.IndexOf('=', StringComparison.Ordinal) + 1)..] switch
        {
            "L" => Text,
            "Lx" => Text.Replace("line 3\n", "x\n", StringComparison.Ordinal),
            "Ly" => Text.Replace("line 3\n", "y\n", StringComparison.Ordinal),
            "L+" => Text + "more\n",
            "!L" => "!" + Text,
            "R" => Rows,
            var text => text + "\n",
        });

    private static BranchForecast Forecast(ScratchRepository scratch, string one, string other) =>
        Assert.Single(new BranchForecaster(Context(scratch.Folder)).Compare([one, other], TestContext.Current.CancellationToken));

    // The first line is a tree; then one path for each, up to an empty line. Exit code 1 says that there are conflicts.
    private static string[] GitConflicts(ScratchRepository scratch, string one, string other)
    {
        (int exitCode, string output, string errors) = GitRepository.TryRun(scratch.Folder, "-c", "core.quotePath=false", "merge-tree", "--write-tree", "--name-only", "--no-messages", one, other);
        Assert.True(exitCode is 0 or 1, errors);
        return [.. output.Split('\n').Skip(1).Where(static line => line.Length > 0)];
    }

    private static ClawContext Context(string folder) => new() { Store = new(Path.Combine(folder, "none")), WorkingDirectory = folder };

    private static string[] Snapshot(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(static file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file):O}")];
}
