using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Scope;

/// <summary>Which entries a pattern means that is to change them.</summary>
public sealed class ChangeByPatternTests : IDisposable
{
    private const string Global = "global";
    private const string Other = "example.com/team/other";

    private readonly Scratch _scratch = new();
    private readonly string _project;

    public ChangeByPatternTests()
    {
        GitRepository.Create(_scratch.PathOf("repo"));
        _scratch.Context = _scratch.Context with { WorkingDirectory = _scratch.PathOf("repo") };
        _project = _scratch.Set("n:1", 1).Project!;
        _scratch.Set("n:1", 2);
        foreach (int value in (int[])[1, 2])
        {
            _scratch.Set("n:1", value, scope: ClawScope.Global);
            _scratch.State.Apply(new SetRequest { Key = "n:1", Value = value, Project = Other });
        }
    }

    [Fact]
    public void Inside_a_project_it_means_the_projects_entries_alone() =>
        Assert.Equal([_project], Places(scope: null));

    [Fact]
    public void Outside_of_one_it_means_the_global_entries_alone()
    {
        _scratch.Context = _scratch.Context with { WorkingDirectory = _scratch.PathOf("work") };

        Assert.Equal([Global], Places(scope: null));
    }

    [Fact]
    public void A_scope_or_a_project_can_be_named()
    {
        Assert.Equal([Global], Places(ClawScope.Global));
        Assert.Equal([_project], Places(ClawScope.Project));
        Assert.Equal([Other], Places(scope: null, Other));
    }

    [Fact]
    public void All_means_every_scope() =>
        Assert.Equal(((string[])[Global, _project, Other]).Order(), Places(ClawScope.All).Order());

    [Fact]
    public void A_default_of_All_lets_it_go_where_a_write_goes()
    {
        _scratch.Context = _scratch.Context with { DefaultScope = ClawScope.All };

        Assert.Equal([_project], Places(scope: null));
    }

    [Fact]
    public void A_pattern_that_reads_still_sees_the_project_and_the_global_scope() =>
        Assert.Equal([_project, Global], _scratch.List("n:*").Select(static entry => entry.Project ?? Global));

    [Fact]
    public void Clearing_history_leaves_the_other_scopes_theirs()
    {
        DateTimeOffset later = _scratch.Time.Now.AddHours(1);

        long deleted = _scratch.State.ClearHistory(_scratch.State.OldHistory(Query(scope: null, project: null), later), later);

        Assert.Equal(1, deleted);
        Assert.Single(_scratch.History("n:1"));
        Assert.Equal([Other, Global], Extents(ClawScope.All, project: null).Order());
    }

    public void Dispose() => _scratch.Dispose();

    private static StateQuery Query(ClawScope? scope, string? project) =>
        new() { Keys = KeyPattern.Parse("n:*"), Scope = scope, Project = project, ForChange = true };

    // Where the entries are that would be changed, which are those whose history would be cleared.
    private string[] Places(ClawScope? scope, string? project = null)
    {
        string[] entries = [.. _scratch.State.Read(Query(scope, project)).Select(static entry => entry.Project ?? Global)];
        Assert.Equal(entries.Order(), Extents(scope, project).Order());
        return entries;
    }

    private IEnumerable<string> Extents(ClawScope? scope, string? project) =>
        _scratch.State.OldHistory(Query(scope, project), _scratch.Time.Now.AddHours(1)).Select(static extent => extent.Project ?? Global);
}
