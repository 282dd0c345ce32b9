using System.Globalization;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Git.Reviewing;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Git.Reviewing;

public sealed class ReviewerFinderTests
{
    private const string Ana = "Ana Lovelace <ana@example.org>";
    private const string Robin = "Robin Roe <robin@example.org>";
    private const string Sam = "Sam Doe <sam@example.org>";

    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Whoever_wrote_the_changed_lines_comes_first_with_the_evidence()
    {
        using var scratch = Cart();
        scratch.Git("switch", "--quiet", "--create", "feature");
        scratch.Commit("change", "src/cart.txt", "1\ntwo\nthree\nIV\nfive\nsix\n", Sam);
        ReviewAnswer answer = Find(scratch);
        Assert.Equal(["Ana Lovelace", "Robin Roe"], answer.Reviewers.Select(static reviewer => reviewer.Name));
        ClawReviewer ana = answer.Reviewers[0];
        Assert.Equal(("ana@example.org", 1, 1, Now.AddDays(-20)), (ana.Email, ana.Lines, ana.Commits, ana.LastChange));
        Assert.Equal(["src/cart.txt"], ana.Files);
        Assert.Equal(["src/cart.txt: 1 changed line (1), 1 commit, last 2026-10-12"], ana.Evidence);
        Assert.Equal("src/cart.txt: 1 changed line (4), 1 commit, last 2026-04-25", Assert.Single(answer.Reviewers[1].Evidence));
        Assert.Equal(1, answer.Reviewers.Sum(static reviewer => reviewer.Score), 3);

        // 170 days between them: Robin's line and commit weigh 2^(-170/180) of Ana's.
        Assert.Equal(1 / (1 + Math.Pow(2, -170.0 / 180)), ana.Score, 3);
    }

    [Fact]
    public void A_line_put_in_asks_those_who_wrote_its_neighbours()
    {
        using var scratch = Cart();
        scratch.Git("switch", "--quiet", "--create", "feature");
        scratch.Commit("change", "src/cart.txt", "one\ntwo\nthree\nnew\nfour\nfive\nsix\n", Sam);
        Assert.Equal(["Ana Lovelace 1", "Robin Roe 1"], Find(scratch).Reviewers.Select(static reviewer => $"{reviewer.Name} {reviewer.Lines}"));
    }

    [Fact]
    public void Authors_and_coauthors_of_the_change_are_left_out_by_any_of_their_addresses()
    {
        using var scratch = Cart();
        scratch.Git("switch", "--quiet", "--create", "feature");
        scratch.Commit("change\n\nCo-authored-by: Robin Roe <robin@home.example>", "src/cart.txt", "gone\n", "Other <other@example.org>");
        Assert.Equal(["Ana Lovelace"], Find(scratch).Reviewers.Select(static reviewer => reviewer.Name));
        scratch.Commit("again", "src/cart.txt", "all gone\n", "Ana <ANA@example.org>");
        ReviewAnswer answer = Find(scratch);
        Assert.Empty(answer.Reviewers);
        Assert.StartsWith("Nobody but the authors", answer.Notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>", true)]
    [InlineData("renovate <bot@renovateapp.com>", true)]
    [InlineData("Release Bot <release@example.org>", true)]
    [InlineData("build-bot <build@example.org>", true)]
    [InlineData("Talbot <talbot@example.org>", false)]
    [InlineData("Bo Turbot <bo@example.org>", false)]
    public void Programs_are_not_asked(string author, bool isProgram)
    {
        using var scratch = new ScratchRepository();
        scratch.Commit("first", "f", "one\n", author, Now.AddDays(-3));
        scratch.Git("switch", "--quiet", "--create", "feature");
        scratch.Commit("change", "f", "1\n", Sam, Now);
        Assert.Equal(isProgram ? 0 : 1, Find(scratch).Reviewers.Count);
    }

    [Fact]
    public void One_person_with_two_addresses_counts_once_where_the_mailmap_says_so()
    {
        using var scratch = Cart();
        scratch.Commit("more", "src/cart.txt", "one\ntwo\nthree\nfour\nFIVE\nsix\n", "ana l. <ana@home.example>", Now.AddDays(-10));
        scratch.Commit("map", ".mailmap", "Ana Lovelace <ana@example.org> <ana@home.example>\n", Robin, Now.AddDays(-9));
        scratch.Git("switch", "--quiet", "--create", "feature");
        scratch.Commit("change", "src/cart.txt", "one\ntwo\n3\nfour\n5\nsix\n", Sam, Now);
        ClawReviewer only = Assert.Single(Find(scratch).Reviewers, static reviewer => reviewer.Lines > 0);
        Assert.Equal(("Ana Lovelace", "ana@example.org", 2, 2), (only.Name, only.Email, only.Lines, only.Commits));
    }

    [Fact]
    public void Renamed_binary_new_and_deleted_files_count_as_what_they_were()
    {
        using var scratch = new ScratchRepository();
        scratch.Write("lib/gone.txt", "a\nb\n");
        scratch.Write("lib/image.bin", "a\0b");
        scratch.Commit("first", "lib/old.txt", "1\n2\n3\n4\n5\n6\n", Ana, Now.AddDays(-5));
        scratch.Git("switch", "--quiet", "--create", "feature");
        scratch.Git("mv", "lib/old.txt", "lib/new.txt");
        scratch.Write("lib/new.txt", "1\n2\n3\n4\n5\nsix\n");
        scratch.Write("lib/image.bin", "a\0c");
        File.Delete(Path.Combine(scratch.Folder, "lib", "gone.txt"));
        scratch.Commit("change", "lib/fresh.txt", "x\n", Sam, Now);
        ClawReviewer ana = Assert.Single(Find(scratch).Reviewers);
        Assert.Equal(3, ana.Lines);
        Assert.Equal(["lib/gone.txt", "lib/old.txt", "lib", "lib/image.bin"], ana.Files);
    }

    [Fact]
    public void Paths_narrow_it_from_the_folder_that_one_is_in()
    {
        using var scratch = Cart();
        scratch.Commit("tests", "tests/cart.tests", "a\n", Robin, Now.AddDays(-5));
        scratch.Git("switch", "--quiet", "--create", "feature");
        scratch.Write("src/cart.txt", "1\ntwo\nthree\nfour\nfive\nsix\n");
        scratch.Commit("change", "tests/cart.tests", "b\n", Sam, Now);
        var finder = new ReviewerFinder(Context(Path.Combine(scratch.Folder, "src")));
        Assert.Equal([1], finder.Find(new ReviewQuestion { Paths = ["cart.txt"] }, TestContext.Current.CancellationToken).Reviewers.Where(static reviewer => reviewer.Lines > 0).Select(static reviewer => reviewer.Lines));
        Assert.Equal("Robin Roe", Assert.Single(finder.Find(new ReviewQuestion { Paths = ["../tests/"] }, TestContext.Current.CancellationToken).Reviewers).Name);
        Assert.StartsWith("'feature' has changed nothing there", finder.Find(new ReviewQuestion { Paths = ["../nowhere"] }, TestContext.Current.CancellationToken).Notice, StringComparison.Ordinal);
        Failure.Of("GitPathOutside", () => finder.Find(new ReviewQuestion { Paths = ["../.."] }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_base_is_the_nearer_of_the_main_branch_here_and_there()
    {
        using var scratch = Cart();
        scratch.Git("clone", "--quiet", scratch.Folder, scratch.PathOf("clone"));
        scratch.Commit("elsewhere", "src/cart.txt", "one\ntwo\nthree\nfour\nfive\nSIX\n", Robin, Now.AddDays(-2));
        string clone = scratch.PathOf("clone");
        scratch.GitIn(clone, "fetch", "--quiet");
        scratch.GitIn(clone, "switch", "--quiet", "--create", "feature", "origin/main");
        scratch.Commit("change", "src/cart.txt", "1\ntwo\nthree\nfour\nfive\nSIX\n", Sam, Now, clone);
        ReviewAnswer answer = new ReviewerFinder(Context(clone)).Find(new ReviewQuestion(), TestContext.Current.CancellationToken);
        Assert.StartsWith("feature since it left origin/main at", answer.Summary, StringComparison.Ordinal);
        Assert.Equal(("Ana Lovelace", 1), (answer.Reviewers[0].Name, answer.Reviewers[0].Lines));
    }

    [Fact]
    public void What_is_not_pushed_is_the_change_where_main_itself_is_checked_out()
    {
        using var scratch = Cart();
        scratch.Git("clone", "--quiet", scratch.Folder, scratch.PathOf("clone"));
        scratch.Commit("change", "src/cart.txt", "1\ntwo\nthree\nfour\nfive\nsix\n", Sam, Now, scratch.PathOf("clone"));
        ReviewAnswer answer = new ReviewerFinder(Context(scratch.PathOf("clone"))).Find(new ReviewQuestion(), TestContext.Current.CancellationToken);
        Assert.StartsWith("main since it left origin/main at", answer.Summary, StringComparison.Ordinal);
        Assert.Equal("Ana Lovelace", answer.Reviewers[0].Name);
    }

    [Theory]
    [InlineData("master")]
    [InlineData("trunk")]
    public void The_main_branch_may_have_another_usual_name(string name)
    {
        using var scratch = Cart();
        scratch.Git("branch", "--move", "main", name);
        scratch.Git("switch", "--quiet", "--create", "feature");
        scratch.Commit("change", "src/cart.txt", "1\n", Sam, Now);
        Assert.StartsWith($"feature since it left {name} at", Find(scratch).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_base_that_is_missing_or_has_nothing_in_common_is_said()
    {
        using var scratch = Cart();
        Assert.Equal("no-such", Failure.Of("GitReferenceNotFound", () => Find(scratch, "no-such")).Target);
        scratch.Git("branch", "--move", "main", "work");
        Assert.EndsWith("-Base <branch>.", Failure.Of("GitReferenceNotFound", () => Find(scratch)).Message, StringComparison.Ordinal);
        scratch.Git("switch", "--quiet", "--orphan", "stranger");
        Assert.Contains("no commit yet", Failure.Of("GitReferenceNotFound", () => Find(scratch, "work")).Message, StringComparison.Ordinal);
        scratch.Commit("alone", "f");
        ClawException failure = Failure.Of("GitReferenceNotFound", () => Find(scratch, "work"));
        Assert.Equal(ClawErrorKind.NotFound, failure.Kind);
        Assert.StartsWith("'stranger' and 'work' have no commit in common. ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_nothing_finds_nobody_and_says_why()
    {
        using var scratch = Cart();
        ReviewAnswer answer = Find(scratch, "main");
        Assert.Empty(answer.Reviewers);
        Assert.StartsWith("'main' has changed nothing since 'main'", answer.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detached_head_and_a_bare_repository_will_do()
    {
        using var scratch = Cart();
        scratch.Git("switch", "--quiet", "--create", "feature");
        string head = scratch.Commit("change", "src/cart.txt", "1\n", Sam, Now);
        scratch.Git("checkout", "--quiet", "--detach");
        Assert.StartsWith($"{head[..10]} since it left main at", Find(scratch).Summary, StringComparison.Ordinal);
        scratch.Git("clone", "--quiet", "--bare", scratch.Folder, scratch.PathOf("bare"));
        var finder = new ReviewerFinder(Context(scratch.PathOf("bare")));
        Assert.Equal(2, finder.Find(new ReviewQuestion { Head = "feature", Base = "main", Paths = ["src"] }, TestContext.Current.CancellationToken).Reviewers.Count);
    }

    [Fact]
    public void A_shallow_clone_is_said_to_know_less()
    {
        using var scratch = Cart();
        scratch.Git("switch", "--quiet", "--create", "feature");
        scratch.Commit("change", "src/cart.txt", "1\n", Sam, Now);
        string shallow = scratch.PathOf("shallow");
        scratch.GitIn(scratch.Root, "clone", "--quiet", "--depth=2", "--no-single-branch", new Uri(scratch.Folder).AbsoluteUri, shallow);
        ReviewAnswer answer = new ReviewerFinder(Context(shallow)).Find(new ReviewQuestion { Head = "origin/feature", Base = "origin/main" }, TestContext.Current.CancellationToken);
        Assert.Contains("git fetch --unshallow", answer.Notice, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Reviewers);
    }

    [Fact]
    public void Lines_and_commits_are_those_that_Git_counts()
    {
        using var scratch = new ScratchRepository();
        var history = new HistoryStream();
        var random = new Random(7);
        string[] people = [Ana, Robin, "Kim Poe <kim@example.org>", "Lee Low <lee@example.org>"];
        Dictionary<string, string> files = new() { ["a.txt"] = Many(random, 60), ["b/c.txt"] = Many(random, 40) };
        for (int i = 0; i < 60; i++)
        {
            string path = random.Next(3) == 0 ? "b/c.txt" : "a.txt";
            files = new(files) { [path] = Touch(random, files[path], i) };
            history.Commit("main", files, author: people[random.Next(people.Length)]);
        }

        files = new(files) { ["a.txt"] = Touch(random, Touch(random, files["a.txt"], 100), 101), ["b/c.txt"] = Touch(random, files["b/c.txt"], 102) };
        history.Commit("feature", files, author: Sam);
        scratch.Import(history.ToBytes());
        ReviewAnswer answer = new ReviewerFinder(Context(scratch.Folder)).Find(new ReviewQuestion { Head = "feature", Base = "main" }, TestContext.Current.CancellationToken);

        string commits = scratch.Git("shortlog", "--summary", "--email", "main", "--", "a.txt", "b/c.txt");
        Assert.Equal(
            commits.Split('\n').Select(static line => line.Trim().Replace('\t', ' ')).Order(StringComparer.Ordinal),
            answer.Reviewers.Select(static reviewer => string.Create(CultureInfo.InvariantCulture, $"{reviewer.Commits} {reviewer.Name} <{reviewer.Email}>")).Order(StringComparer.Ordinal));

        Dictionary<string, int> lines = [];
        foreach (string path in new[] { "a.txt", "b/c.txt" })
        {
            foreach (string hunk in scratch.Git("diff", "--unified=0", "main...feature", "--", path).Split('\n').Where(static line => line.StartsWith("@@", StringComparison.Ordinal)))
            {
                string[] old = hunk.Split(' ')[1][1..].Split(',');
                int start = int.Parse(old[0], CultureInfo.InvariantCulture);
                int count = old.Length == 1 ? 1 : int.Parse(old[1], CultureInfo.InvariantCulture);
                (start, count) = count == 0 ? (start, 2) : (start, count);
                foreach (string line in scratch.Git("blame", "--line-porcelain", $"-L{start},+{count}", "main", "--", path).Split('\n').Where(static line => line.StartsWith("author-mail ", StringComparison.Ordinal)))
                {
                    string email = line["author-mail ".Length..].Trim('<', '>');
                    lines[email] = lines.GetValueOrDefault(email) + 1;
                }
            }
        }

        Assert.Equal(lines.OrderBy(static line => line.Key, StringComparer.Ordinal), answer.Reviewers.Where(static reviewer => reviewer.Lines > 0).ToDictionary(static reviewer => reviewer.Email, static reviewer => reviewer.Lines).OrderBy(static line => line.Key, StringComparer.Ordinal));
    }

    private static string Many(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => $"text {random.Next()}\n"));

    // Not at the ends, where an insertion has one neighbour only.
    private static string Touch(Random random, string text, int number)
    {
        List<string> lines = [.. text.Split('\n')];
        int at = random.Next(2, lines.Count - 4);
        if (number % 3 == 0)
        {
            lines.Insert(at, $"more {number}");
        }
        else
        {
            lines[at] = $"other {number}";
        }

        return string.Join('\n', lines);
    }

    // Robin wrote the file, Ana the first three lines of it anew.
    private static ScratchRepository Cart()
    {
        var scratch = new ScratchRepository();
        scratch.Commit("cart", "src/cart.txt", "a\nb\nc\nfour\nfive\nsix\n", Robin, Now.AddDays(-190));
        scratch.Commit("totals", "src/cart.txt", "one\ntwo\nthree\nfour\nfive\nsix\n", Ana, Now.AddDays(-20));
        return scratch;
    }

    private static ReviewAnswer Find(ScratchRepository scratch, string? start = null) =>
        new ReviewerFinder(Context(scratch.Folder)).Find(new ReviewQuestion { Base = start }, TestContext.Current.CancellationToken);

    private static ClawContext Context(string folder) => new() { Store = new(Path.Combine(folder, "none")), WorkingDirectory = folder, Time = Clock() };

    private static ManualTime Clock()
    {
        var time = new ManualTime();
        time.MoveTo(Now);
        return time;
    }
}
