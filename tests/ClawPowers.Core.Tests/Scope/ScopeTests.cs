using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Scope;

public sealed class ScopeTests
{
    [Fact]
    public void A_write_goes_to_the_project_when_there_is_one_and_else_to_the_global_scope()
    {
        using var scratch = new Scratch();

        StateEntry outside = scratch.Set("n", "global");
        In(scratch, "repo");
        StateEntry inside = scratch.Set("n", "project");

        Assert.Equal((ClawScope.Global, null), (outside.Scope, outside.Project));
        Assert.Equal((ClawScope.Project, scratch.PathOf("repo").Replace('\\', '/')), (inside.Scope, inside.Project));
        Assert.Equal(1, inside.Version);
    }

    [Fact]
    public void A_read_takes_the_projects_entry_before_the_global_one()
    {
        using var scratch = new Scratch();
        scratch.Set("both", "global");
        scratch.Set("global-only", "global");
        In(scratch, "repo");
        scratch.Set("both", "project");

        Assert.Equal("project", scratch.Get("both").Value);
        Assert.Equal("global", scratch.Get("global-only").Value);
        Assert.Equal("global", scratch.Get("both", scope: ClawScope.Global).Value);
        Assert.Equal(["project", "global", "global"], scratch.List().Select(entry => entry.Value));
        Assert.Equal([ClawScope.Project, ClawScope.Global, ClawScope.Global], scratch.List().Select(entry => entry.Scope));
    }

    [Fact]
    public void Two_clones_and_a_worktree_share_entries_and_two_repositories_do_not()
    {
        using var scratch = new Scratch();
        string first = GitRepository.Create(scratch.PathOf("first"));
        GitRepository.Run(scratch.Root, "clone", "--quiet", first, scratch.PathOf("second"));
        GitRepository.Run(first, "worktree", "add", "--quiet", scratch.PathOf("tree"), "-b", "other");
        GitRepository.Create(scratch.PathOf("stranger"));

        At(scratch, "first");
        scratch.Set("shared", 1);
        At(scratch, "second");
        Assert.Equal(2L, scratch.Step("shared").Value);
        At(scratch, "tree");
        Assert.Equal(3L, scratch.Step("shared").Value);
        At(scratch, "stranger");
        Failure.Of("StateKeyNotFound", () => scratch.Get("shared"));
        Assert.Equal(1L, scratch.Step("shared").Value);

        Assert.Equal([3L, 1L], scratch.List("shared", scope: ClawScope.All).Select(entry => entry.Value));
        Assert.Equal(2, scratch.List("sha*", scope: ClawScope.All).Count);
    }

    [Fact]
    public void A_key_that_is_only_elsewhere_is_said_so()
    {
        using var scratch = new Scratch();
        In(scratch, "here");
        scratch.Set("n", 1);
        string project = scratch.Get("n").Project!;
        In(scratch, "there");

        Assert.Contains($"there is one in: the project {project}", Failure.Of("StateKeyNotFound", () => scratch.Get("n")).Message, StringComparison.Ordinal);
        Assert.Contains(project, Failure.Of("StateKeyNotFound", () => scratch.Remove("n")).Message, StringComparison.Ordinal);
        Assert.Contains(project, Failure.Of("StateKeyNotFound", () => scratch.History("n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_project_can_be_named()
    {
        using var scratch = new Scratch();
        StateEntry entry = scratch.State.Apply(new SetRequest { Key = "n", Value = 1, Project = "example.org/owner/name" })!;

        Assert.Equal((ClawScope.Project, "example.org/owner/name"), (entry.Scope, entry.Project));
        Assert.Equal(1L, scratch.State.Read(new StateQuery { Keys = KeyPattern.Parse("n"), Project = "example.org/owner/name" }).Single().Value);
        Failure.Of("StateKeyNotFound", () => scratch.Get("n"));
        Assert.Equal(["example.org/owner/name"], scratch.State.Projects());
    }

    [Fact]
    public void The_scope_Project_outside_of_a_repository_is_refused()
    {
        using var scratch = new Scratch();

        Failure.Of("NotInProject", () => scratch.Set("n", 1, scope: ClawScope.Project));
        Failure.Of("NotInProject", () => scratch.List(scope: ClawScope.Project));
        Assert.False(File.Exists(scratch.Location.File));
    }

    [Fact]
    public void The_scope_All_is_for_reading()
    {
        using var scratch = new Scratch();

        Failure.Of("InvalidScope", () => scratch.Set("n", 1, scope: ClawScope.All));
        Assert.Empty(scratch.List(scope: ClawScope.All));
    }

    [Fact]
    public void The_default_scope_decides_where_the_caller_does_not()
    {
        using var scratch = new Scratch();
        In(scratch, "repo");
        scratch.Context = scratch.Context with { DefaultScope = ClawScope.Global };
        Assert.Equal(ClawScope.Global, scratch.Set("n", 1).Scope);
        Assert.Equal(ClawScope.Project, scratch.Set("n", 2, scope: ClawScope.Project).Scope);
        Assert.Equal(1L, scratch.Get("n").Value);

        scratch.Context = scratch.Context with { DefaultScope = ClawScope.All };
        Assert.Equal(ClawScope.Project, scratch.Set("m", 1).Scope);
        Assert.Equal(3, scratch.List().Count);
    }

    [Fact]
    public void Searching_keeps_to_the_scopes_as_reading_does()
    {
        using var scratch = new Scratch();
        scratch.Set("global", "needle");
        In(scratch, "one");
        scratch.Set("one", "needle");
        In(scratch, "two");
        scratch.Set("two", "needle");

        Assert.Equal(["global", "two"], scratch.Find("needle").Select(match => match.Key).Order());
        Assert.Equal(["two"], scratch.Find("needle", scope: ClawScope.Project).Select(match => match.Key));
        Assert.Equal(["global"], scratch.Find("needle", scope: ClawScope.Global).Select(match => match.Key));
        Assert.Equal(["global", "one", "two"], scratch.Find("needle", scope: ClawScope.All).Select(match => match.Key).Order());
    }

    [Fact]
    public void History_and_as_of_keep_to_the_nearest_scope()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "global");
        In(scratch, "repo");
        scratch.Set("n", "project");
        DateTimeOffset then = scratch.Time.Now;
        scratch.Time.Move(TimeSpan.FromHours(1));
        scratch.Remove("n");

        Assert.Equal("project", scratch.Get("n", then).Value);
        Assert.Equal("global", scratch.Get("n").Value);
        Assert.Equal(["global"], scratch.History("n").Select(version => version.Value));

        scratch.State.Apply(new RemoveRequest { Key = "n", Scope = ClawScope.Global });
        Assert.Equal([null, "project"], scratch.History("n").Select(version => version.Value));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("project", ClawScope.Project)]
    [InlineData(" GLOBAL ", ClawScope.Global)]
    [InlineData("All", ClawScope.All)]
    public void A_scope_is_read_in_any_case(string? text, ClawScope? scope) => Assert.Equal(scope, ScopeName.Parse(text));

    [Theory]
    [InlineData("local")]
    [InlineData("1")]
    [InlineData("Project,Global")]
    public void Another_word_is_no_scope(string text)
    {
        ClawException failure = Failure.Of("InvalidScope", () => ScopeName.Parse(text));

        Assert.Equal(ClawErrorKind.InvalidArgument, failure.Kind);
    }

    private static void In(Scratch scratch, string repository)
    {
        GitRepository.Create(scratch.PathOf(repository));
        At(scratch, repository);
    }

    private static void At(Scratch scratch, string folder) =>
        scratch.Context = scratch.Context with { WorkingDirectory = scratch.PathOf(folder) };
}
