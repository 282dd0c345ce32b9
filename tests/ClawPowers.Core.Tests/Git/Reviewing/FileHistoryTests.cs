using ClawPowers.Core.Git.Objects;
using ClawPowers.Core.Git.Reviewing;
using FsCheck;
using FsCheck.Fluent;
using LibGit2Sharp;

namespace ClawPowers.Core.Tests.Git.Reviewing;

public sealed class FileHistoryTests
{
    [Fact]
    public void Every_line_of_any_history_is_booked_to_the_commit_that_git_blame_names() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            using var scratch = new ScratchRepository();
            scratch.Import(RandomHistory.Make(new Random(seed), commits: 24, renames: true));
            AssertSameBlame(scratch, seed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Fact]
    public void The_commits_of_any_history_without_renames_are_those_of_git_log() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            using var scratch = new ScratchRepository();
            scratch.Import(RandomHistory.Make(new Random(seed), commits: 24, renames: false));
            using Repository repository = scratch.Open();
            foreach (string path in scratch.Git("ls-tree", "-r", "-z", "--name-only", "main").Split('\0', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] expected = scratch.Git("log", "--format=%H", "main", "--", path).Split('\n');
                string[] actual = [.. Walk(repository, path, 0).Commits.Select(static commit => commit.Name.ToString())];
                Assert.True(expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal)), $"seed {seed}, {path}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    [Fact]
    public void Long_files_whose_ends_are_equal_are_compared_as_Git_compares_them()
    {
        using var scratch = new ScratchRepository();
        var history = new HistoryStream();
        string tail = string.Concat(Enumerable.Range(0, 400).Select(static i => i % 3 == 0 ? "}\n" : i % 3 == 1 ? "\n" : "    {\n"));
        string[] heads = ["a\n{\n}\n", "a\n{\n}\n\n{\n}\n", "a\n{\n    b\n}\n\n{\n}\n", "{\n}\n\n{\n}\n\n}\n", "a\n{\n}\n\n}\n\n{\n    {\n}\n"];
        foreach (string head in heads)
        {
            history.Commit("main", new Dictionary<string, string> { ["f.txt"] = head + tail });
        }

        scratch.Import(history.ToBytes());
        AssertSameBlame(scratch, 0);
    }

    [Theory]
    [InlineData("one\ntwo\nthree", "one\ntwo\nthree\n")]
    [InlineData("one\ntwo\nthree\n", "one\ntwo\nthree")]
    [InlineData("", "one\n")]
    [InlineData("x\nfoo", "foo")]
    [InlineData("foo\r\nbar\r\n", "foo\nbar\r\n")]
    public void The_end_of_a_file_is_compared_as_Git_compares_it(string before, string after)
    {
        using var scratch = new ScratchRepository();
        var history = new HistoryStream();
        history.Commit("main", new Dictionary<string, string> { ["f.txt"] = before });
        history.Commit("main", new Dictionary<string, string> { ["f.txt"] = after });
        scratch.Import(history.ToBytes());
        AssertSameBlame(scratch, 0);
    }

    [Fact]
    public void A_renamed_file_keeps_its_lines_and_its_commits()
    {
        using var scratch = new ScratchRepository();
        string first = scratch.Commit("first", "lib/ärger.txt", "one\ntwo\nthree\nfour\n");
        scratch.Git("mv", "lib/ärger.txt", "glück.txt");
        string second = scratch.Commit("second", "glück.txt", "one\n2\nthree\nfour\n");
        using Repository repository = scratch.Open();
        FileHistory history = Walk(repository, "glück.txt", 4);
        Assert.Equal([second, first], history.Commits.Select(static commit => commit.Name.ToString()));
        Assert.Equal([first, second, first, first], Lines(history));
    }

    [Fact]
    public void A_shallow_clone_ends_where_it_was_cut()
    {
        using var scratch = new ScratchRepository();
        scratch.Commit("first", "f.txt", "one\n");
        string second = scratch.Commit("second", "f.txt", "one\ntwo\n");
        string third = scratch.Commit("third", "f.txt", "one\ntwo\nthree\n");
        scratch.GitIn(scratch.Root, "clone", "--quiet", "--depth=2", new Uri(scratch.Folder).AbsoluteUri, scratch.PathOf("shallow"));
        using Repository repository = ClawPowers.Core.Git.GitRepositories.Open(scratch.PathOf("shallow"));
        FileHistory history = Walk(repository, "f.txt", 3);
        Assert.Equal([second, second, third], Lines(history));
        Assert.Equal([third, second], history.Commits.Select(static commit => commit.Name.ToString()));
    }

    private static void AssertSameBlame(ScratchRepository scratch, int seed)
    {
        using Repository repository = scratch.Open();
        foreach (string path in scratch.Git("ls-tree", "-r", "-z", "--name-only", "main").Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] expected = [.. scratch.Git("blame", "--porcelain", "main", "--", path)
                .Split('\n')
                .Where(static line => line.Length > 40 && line[40] == ' ' && line[..40].All(char.IsAsciiHexDigitLower))
                .Select(static line => line[..40])];
            string[] actual = Lines(Walk(repository, path, expected.Length));
            Assert.True(expected.SequenceEqual(actual), $"seed {seed}, {path}:\n{string.Join('\n', expected.Zip(actual))}");
        }
    }

    private static FileHistory Walk(Repository repository, string path, int lines)
    {
        using GitObjects objects = GitObjects.Open(repository);
        GitCommit tip = objects.Commit(ObjectName.Parse(repository.Branches["main"].Tip.Sha));
        return FileHistory.Of(objects, new TreePaths(objects), new Renames(objects), tip, GitPath.Parse(path), lines == 0 ? [] : [new LineRange(0, lines, 0)], TestContext.Current.CancellationToken);
    }

    private static string[] Lines(FileHistory history) => [.. history.Lines
        .SelectMany(static line => Enumerable.Range(line.Range.Origin, line.Range.Count).Select(number => (number, line.Commit)))
        .OrderBy(static line => line.number)
        .Select(static line => line.Commit.Name.ToString())];
}
