using System.Globalization;
using ClawPowers.Core.Git.Worktrees;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Git.Worktrees;

/// <summary>A repository with a store beside it, and what the git command says of its worktrees.</summary>
internal sealed class WorktreeScene : IDisposable
{
    private readonly Scratch _store = new();

    public WorktreeScene(params string[] options) => Repository = new ScratchRepository(options);

    public ScratchRepository Repository { get; }

    public string Folder => Repository.Folder;

    public Scratch Store => _store;

    /// <summary>The command as it is run in a folder.</summary>
    public WorktreeStore In(string folder) => new(ContextIn(folder));

    public ClawContext ContextIn(string folder) => _store.Context with { WorkingDirectory = folder, SessionId = "s-1", Agent = "codex" };

    public IReadOnlyList<ClawWorktree> All(string? folder = null) => In(folder ?? Folder).Read(new WorktreeQuery());

    public ClawWorktree One(string name, string? folder = null) => Assert.Single(In(folder ?? Folder).Read(new WorktreeQuery { Names = [name] }));

    public ClawWorktree Create(string name, string? from = null, string? branch = null, string? folder = null, string? path = null, bool detach = false) =>
        In(folder ?? Folder).Create(new NewWorktreeRequest { Name = name, From = from, Branch = branch, Path = path, Detach = detach });

    public WorktreeRemoval Remove(string name, bool force = false, string? folder = null) => In(folder ?? Folder).Remove(new RemoveWorktreeRequest { Name = name, Force = force });

    /// <summary>What <c>git worktree list --porcelain</c> says, one text for each: the path and its facts in their order.</summary>
    public string[] Porcelain(string? folder = null) =>
        [.. Repository.GitIn(folder ?? Folder, "worktree", "list", "--porcelain").Split("\n\n").Select(static block => block.Trim().Replace('\n', ' '))];

    /// <summary>What it would say for what was found.</summary>
    public static string[] AsPorcelain(IEnumerable<ClawWorktree> worktrees) =>
    [
        .. worktrees.Select(static worktree => string.Join(' ', new[]
        {
            $"worktree {worktree.Path}",
            worktree.IsBare ? "bare" : $"HEAD {worktree.Commit ?? new string('0', 40)}",
            worktree.IsBare ? null : worktree.IsDetached ? "detached" : $"branch refs/heads/{worktree.Branch}",
            worktree.IsLocked ? worktree.LockReason is { } reason ? $"locked {reason}" : "locked" : null,
            worktree is { IsOrphaned: true, IsLocked: false } ? "prunable gitdir file points to non-existent location" : null,
        }.Where(static part => part is not null))),
    ];

    /// <summary>That Git finds nothing wrong: the repository, its worktrees, and the files of one.</summary>
    public void IsClean(string? folder = null)
    {
        Assert.Equal(string.Empty, Repository.Git("fsck", "--no-dangling", "--no-progress"));
        Assert.Equal(string.Empty, Repository.Git("worktree", "prune", "--dry-run", "--verbose"));
        if (folder is not null)
        {
            Assert.Equal(string.Empty, Repository.GitIn(folder, "status", "--porcelain"));
            Assert.Equal(folder, Repository.GitIn(folder, "rev-parse", "--show-toplevel"));
        }
    }

    /// <summary>What Git counts: changes, commits ahead of a base, commits behind it.</summary>
    public (int? Changes, int? Ahead, int? Behind) Counted(string folder, string against)
    {
        string status = Repository.GitIn(folder, "status", "--porcelain");
        int[] counts = [.. Repository.GitIn(folder, "rev-list", "--left-right", "--count", $"HEAD...{against}").Split('\t').Select(static text => int.Parse(text, CultureInfo.InvariantCulture))];
        return (status.Length == 0 ? 0 : status.Split('\n').Length, counts[0], counts[1]);
    }

    public bool HasBranch(string name) => Repository.Git("branch", "--list", name).Length > 0;

    /// <summary>The rows of the register, oldest first: name, folder's name, branch, ending.</summary>
    public string[] Register() => [.. WorktreeRegister.Read(_store.Context, ClawPowers.Core.Scope.ProjectIdentity.Find(Folder), default).Rows.Reverse().Select(static row => $"{row.Name} {Path.GetFileName(row.Folder)} {row.Branch} {row.Ending?.ToString() ?? "there"}")];

    public void Dispose()
    {
        _store.Dispose();
        Repository.Dispose();
    }
}
