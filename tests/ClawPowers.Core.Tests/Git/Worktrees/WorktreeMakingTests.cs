using ClawPowers.Core.Errors;
using ClawPowers.Core.Git.Worktrees;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Git.Worktrees;

public sealed class WorktreeMakingTests
{
    [Fact]
    public void A_worktree_is_made_beside_the_repository_as_Git_makes_it()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Write(".gitattributes", "*.txt text eol=crlf\n");
        scene.Repository.Write("run.sh", "#!/bin/sh\n");
        scene.Repository.Write("Ördner/文件.txt", "eins\nzwei\n");
        scene.Repository.Commit("first", "a.txt", "a\n");
        scene.Repository.Git("update-index", "--chmod=+x", "run.sh");
        scene.Repository.Git("commit", "--quiet", "-m", "executable");
        ClawWorktree made = scene.Create("fix/empty-cart");
        string folder = scene.Repository.PathOf("repo.worktrees", "fix-empty-cart");
        Assert.Equal(("fix/empty-cart", "fix/empty-cart", folder, 0, "main", 0, 0), (made.Name, made.Branch, made.Path, made.Changes, made.Base, made.Ahead, made.Behind));
        Assert.Equal(("codex", "s-1"), (made.Agent, made.SessionId));
        scene.IsClean(folder);
        Assert.Equal(scene.Porcelain(), WorktreeScene.AsPorcelain(scene.All()));
        Assert.False(made.IsLocked);
        Assert.Equal(["fix/empty-cart fix-empty-cart fix/empty-cart there"], scene.Register());

        // The same files, byte for byte, as Git's own would have.
        scene.Repository.Git("worktree", "add", "--quiet", "-b", "other", scene.Repository.PathOf("other"));
        Assert.Equal(Files(scene.Repository.PathOf("other")), Files(folder));
        Assert.Equal("codex", scene.One("fix/empty-cart").Agent);
        Assert.DoesNotContain("[branch", File.ReadAllText(Path.Combine(scene.Folder, ".git", "config")), StringComparison.Ordinal);
    }

    [Fact]
    public void It_begins_from_the_main_branch_and_not_from_what_is_checked_out()
    {
        using var scene = new WorktreeScene();
        string main = scene.Repository.Commit("first", "a.txt");
        scene.Repository.Git("switch", "--quiet", "--create", "feature");
        string feature = scene.Repository.Commit("second", "b.txt");
        Assert.Equal(main, scene.Create("fix").Commit);
        Assert.Equal(feature, scene.Create("more", from: "HEAD").Commit);
        Assert.Equal(main, scene.Create("older", from: "feature~1").Commit);
    }

    [Fact]
    public void It_begins_from_the_remote_main_branch_where_that_is_ahead()
    {
        using var scene = new WorktreeScene();
        string first = scene.Repository.Commit("first", "a.txt");
        string clone = scene.Repository.PathOf("clone");
        scene.Repository.Git("clone", "--quiet", scene.Folder, clone);
        string second = scene.Repository.Commit("second", "b.txt");
        scene.Repository.Git("branch", "colleague", first);
        scene.Repository.GitIn(clone, "fetch", "--quiet");
        Assert.Equal(second, scene.Create("fix", folder: clone).Commit);
        Assert.Equal((first, "colleague"), (scene.Create("colleague", folder: clone).Commit, scene.One("colleague", clone).Branch));
    }

    [Fact]
    public void A_branch_that_is_there_is_checked_out_and_a_commit_can_be_alone()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        scene.Repository.Git("branch", "topic");
        string second = scene.Repository.Commit("second", "b.txt");
        ClawWorktree made = scene.Create("review", branch: "topic");
        Assert.Equal(("review", "topic", "review"), (made.Name, made.Branch, Path.GetFileName(made.Path)));
        ClawWorktree alone = scene.Create("look", detach: true);
        Assert.Equal((null, true, second), (alone.Branch, alone.IsDetached, alone.Commit));
        scene.IsClean(alone.Path);
        Assert.False(scene.HasBranch("look"));
    }

    [Fact]
    public void It_is_made_from_within_another_worktree_and_from_a_bare_repository()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string one = scene.Create("one").Path;
        ClawWorktree two = scene.Create("two", folder: one);
        Assert.Equal(scene.Repository.PathOf("repo.worktrees", "two"), two.Path);
        scene.IsClean(two.Path);
        string bare = scene.Repository.PathOf("shop.git");
        scene.Repository.Git("clone", "--quiet", "--bare", scene.Folder, bare);
        ClawWorktree side = scene.Create("sïde", folder: bare);
        Assert.Equal(scene.Repository.PathOf("shop.worktrees", "sïde"), side.Path);
        scene.IsClean(side.Path);
        Assert.Equal(string.Empty, scene.Repository.GitIn(bare, "fsck", "--no-dangling", "--no-progress"));
        Assert.Equal("main", scene.Create("main", folder: bare).Branch);
    }

    [Fact]
    public void Two_folders_of_one_name_are_told_apart_as_Git_does()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        scene.Create("a", path: scene.Repository.PathOf("x", "same"));
        scene.Create("b", path: scene.Repository.PathOf("y", "same"));
        Assert.Equal(["same", "same1"], Directory.GetDirectories(Path.Combine(scene.Folder, ".git", "worktrees")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["a", "b"], scene.All().Skip(1).Select(static worktree => worktree.Name));
        scene.IsClean(scene.Repository.PathOf("y", "same"));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("-x")]
    [InlineData("a..b")]
    [InlineData("HEAD")]
    [InlineData("x.lock")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData("a~1")]
    [InlineData(" ")]
    public void What_no_branch_can_be_called_is_refused(string name)
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        Failure.Of("InvalidWorktreeName", () => scene.Create(name));
        Assert.Equal(["repo"], Directory.GetFileSystemEntries(scene.Repository.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void What_can_not_be_is_refused_and_leaves_nothing()
    {
        using var scene = new WorktreeScene();
        Failure.Of("GitReferenceNotFound", () => scene.Create("before-the-first-commit"));
        scene.Repository.Commit("first", "a.txt");
        scene.Repository.Git("branch", "topic");
        scene.Repository.Git("branch", "taken/by/folder");
        string side = scene.Repository.AddWorktree("side");
        string full = Directory.CreateDirectory(scene.Repository.PathOf("full")).FullName;
        File.WriteAllText(Path.Combine(full, "mine.txt"), "mine");
        string[] before = Everything(scene);
        ClawException inUse = Failure.Of("WorktreeBranchInUse", () => scene.Create("side", path: scene.Repository.PathOf("side2")));
        Assert.Contains($"is checked out in '{side}' already", inUse.Message, StringComparison.Ordinal);
        Failure.Of("WorktreeBranchInUse", () => scene.Create("again", branch: "main"));
        Failure.Of("WorktreeBranchExists", () => scene.Create("topic", from: "main"));
        Failure.Of("WorktreeBranchExists", () => scene.Create("taken/by"));
        Failure.Of("GitReferenceNotFound", () => scene.Create("new", from: "no-such-branch"));
        Failure.Of("WorktreeExists", () => scene.Create("new", path: full));
        Failure.Of("WorktreeExists", () => scene.Create("new", path: Path.Combine(full, "mine.txt")));
        Directory.Delete(side, recursive: true);
        Failure.Of("WorktreeExists", () => scene.Create("new", path: side));
        scene.Repository.Git("worktree", "prune");
        Assert.Equal(Others(before), Others(Everything(scene)));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(full, "mine.txt")));
    }

    [Fact]
    public void A_store_that_can_not_be_written_leaves_no_half_worktree()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        Directory.CreateDirectory(scene.Store.Location.Directory);
        File.WriteAllText(scene.Store.Location.File, "this is no store");
        string[] before = Everything(scene);
        Assert.Throws<ClawException>(() => scene.Create("fix"));
        Assert.Equal(before, Everything(scene));
        scene.IsClean();
    }

    [Fact]
    public void What_a_killed_maker_left_is_taken_away_by_the_next_one()
    {
        using var scene = new WorktreeScene();
        string commit = scene.Repository.Commit("first", "a.txt");
        string folder = scene.Create("dead").Path;
        string admin = Path.Combine(scene.Folder, ".git", "worktrees", "dead");
        File.WriteAllText(Path.Combine(admin, "locked"), "initializing");
        File.WriteAllText(Path.Combine(admin, "clawpowers-making"), $"{folder}\ndead\n{commit}\n");

        // One that says it made a folder which is not its own, and one of Git's that is still being made, are left alone.
        string home = Directory.CreateDirectory(scene.Repository.PathOf("home")).FullName;
        File.WriteAllText(Path.Combine(home, "mine.txt"), "mine");
        string hostile = Directory.CreateDirectory(Path.Combine(scene.Folder, ".git", "worktrees", "hostile")).FullName;
        File.WriteAllText(Path.Combine(hostile, "locked"), "initializing");
        File.WriteAllText(Path.Combine(hostile, "clawpowers-making"), $"{home}\nmain\n{new string('0', 40)}\n");
        string gits = Directory.CreateDirectory(Path.Combine(scene.Folder, ".git", "worktrees", "gits")).FullName;
        File.WriteAllText(Path.Combine(gits, "locked"), "initializing");
        Assert.Equal((true, "initializing"), (scene.One("dead").IsLocked, scene.One("dead").LockReason));
        Assert.Equal(string.Empty, scene.Repository.Git("worktree", "prune", "--dry-run", "--verbose"));
        scene.Create("alive");
        Assert.Equal(["alive", "gits"], Directory.GetDirectories(Path.Combine(scene.Folder, ".git", "worktrees")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(folder));
        Assert.False(scene.HasBranch("dead"));
        Assert.True(scene.HasBranch("main"));
        Assert.True(File.Exists(Path.Combine(home, "mine.txt")));
        scene.Create("dead");
    }

    [Fact]
    public void A_maker_at_work_is_not_disturbed()
    {
        using var scene = new WorktreeScene();
        string commit = scene.Repository.Commit("first", "a.txt");
        string folder = scene.Create("busy").Path;
        string admin = Path.Combine(scene.Folder, ".git", "worktrees", "busy");
        File.WriteAllText(Path.Combine(admin, "locked"), "initializing");
        File.WriteAllText(Path.Combine(admin, "clawpowers-making"), $"{folder}\nbusy\n{commit}\n");
        using (new FileStream(Path.Combine(admin, "clawpowers-making"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            scene.Create("other");
        }

        Assert.True(File.Exists(Path.Combine(folder, "a.txt")));
        Assert.True(scene.HasBranch("busy"));
    }

    [Fact]
    public async Task Twenty_at_once_each_get_their_own()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        ClawWorktree[] made = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => scene.Create($"feature/{i}", path: scene.Repository.PathOf($"at-{i}", "same")))));
        Assert.Equal(20, made.Select(static worktree => worktree.Path).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(20, scene.Register().Length);
        Assert.Equal(scene.Porcelain().Order(StringComparer.Ordinal), WorktreeScene.AsPorcelain(scene.All()).Order(StringComparer.Ordinal));
        scene.IsClean();
    }

    [Fact]
    public async Task Of_many_at_once_for_one_name_one_has_it_and_nobody_takes_it_away()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string?[] made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            try
            {
                return scene.Create("fix").Path;
            }
            catch (ClawException)
            {
                return null;
            }
        })));
        string folder = Assert.Single(made, static folder => folder is not null)!;
        Assert.True(File.Exists(Path.Combine(folder, "a.txt")));
        Assert.True(scene.HasBranch("fix"));
        scene.IsClean(folder);
        Assert.Equal(2, scene.Porcelain().Length);
    }

    [Fact]
    public void A_rehearsal_says_what_would_be_and_makes_nothing()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string[] before = Everything(scene);
        ClawWorktree would = scene.In(scene.Folder).Create(new NewWorktreeRequest { Name = "fix/x", Commit = false });
        Assert.Equal((scene.Repository.PathOf("repo.worktrees", "fix-x"), "fix/x"), (would.Path, would.Branch));
        Assert.Equal(before, Everything(scene));
        Assert.False(Directory.Exists(scene.Store.Location.Directory));
    }

    [Fact]
    public void Hooks_are_not_run()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string hook = scene.Repository.Write(".git/hooks/post-checkout", $"#!/bin/sh\ntouch '{scene.Repository.PathOf("ran")}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        scene.Create("fix");
        Assert.False(File.Exists(scene.Repository.PathOf("ran")));
    }

    [Fact]
    public void The_task_that_runs_in_it_is_the_one_it_serves()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        ClawWorktree made = scene.In(scene.Folder).Create(new NewWorktreeRequest { Name = "t1", Plan = "cart", Task = "T1" });
        Assert.Equal(("cart", "T1", "codex"), (made.Plan, made.Task, made.Agent));
        scene.Store.Sql($"""
            INSERT INTO plan (id, scope_id, name, created_at, updated_at, document) SELECT 1, id, 'other', 0, 0, '' FROM scope WHERE project <> '';
            INSERT INTO task (id, plan_id, name, position, title, status, waiting, rank, claim, detail) VALUES (1, 1, 'T9', 0, 't', 1, 0, 0, 1, '');
            INSERT INTO task_attempt (task_id, claim, session, agent, folder, claimed_at, seen_at, reopened) VALUES (1, 1, 's-9', 'gemini', '{Path.Combine(made.Path, "src")}', 0, 0, 0);
            """);
        ClawWorktree now = scene.One("t1");
        Assert.Equal(("other", "T9", "gemini", "s-9"), (now.Plan, now.Task, now.Agent, now.SessionId));
        Assert.Null(scene.One("main").Task);
    }

    private static IEnumerable<string> Others(string[] paths) =>
        paths.Where(static path => !path.Contains("side", StringComparison.Ordinal) && Path.GetFileName(path) != "worktrees");

    private static string[] Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(static file => Path.GetFileName(file) != ".git").Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexString(File.ReadAllBytes(file))} {(OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(file) & UnixFileMode.UserExecute)}"),
    ];

    private static string[] Everything(WorktreeScene scene) =>
        [.. Directory.EnumerateFileSystemEntries(scene.Repository.Root, "*", SearchOption.AllDirectories).Where(static path => !path.Contains("/logs", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
