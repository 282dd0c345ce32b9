using ClawPowers.Core.Git.Worktrees;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Git.Worktrees;

public sealed class WorktreeRemovalTests
{
    [Fact]
    public void A_merged_one_goes_with_its_branch_and_is_recorded()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string folder = scene.Create("fix/x").Path;
        scene.Repository.Commit("fixed", "b.txt", folder: folder);
        scene.Repository.Git("merge", "--quiet", "--squash", "fix/x");
        scene.Repository.Commit("fix (#1)");
        scene.Store.Time.Move(TimeSpan.FromHours(6));
        WorktreeRemoval removal = scene.Remove("fix/x");
        Assert.Equal((true, null, "fix/x"), (removal.IsBranchDeleted, removal.Message, removal.Worktree.Name));
        Assert.False(Directory.Exists(scene.Repository.PathOf("repo.worktrees")));
        Assert.False(Directory.Exists(Path.Combine(scene.Folder, ".git", "worktrees")));
        Assert.False(scene.HasBranch("fix/x"));
        scene.IsClean(scene.Folder);
        Assert.Equal(["fix/x fix-x fix/x Merged"], scene.Register());
        SkillMetric run = Assert.Single(new MetricLog(scene.ContextIn(scene.Folder)).Read(new MetricQuery()));
        Assert.Equal(("using-git-worktrees", SkillOutcome.Success, MetricSource.Self, "codex", "s-1"), (run.Skill, run.Outcome, run.Source, run.Agent, run.SessionId));
        Assert.Equal([("lifetime_hours", 6d), ("worktrees", 1d)], run.Measures.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(name => (name, Convert.ToDouble(run.Measures[name], System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void What_would_be_lost_is_named_and_nothing_is_touched()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Write(".gitignore", "*.log\n");
        scene.Repository.Commit("first", "a.txt");
        string changed = scene.Create("changed").Path;
        scene.Repository.Write("a.txt", "changed", changed);
        string untracked = scene.Create("untracked").Path;
        scene.Repository.Write("new.txt", "new", untracked);
        string ahead = scene.Create("ahead").Path;
        scene.Repository.Commit("work", "b.txt", folder: ahead);
        string locked = scene.Create("locked").Path;
        scene.Repository.Git("worktree", "lock", "--reason", "do not", locked);
        string alone = scene.Create("alone", detach: true).Path;
        scene.Repository.Commit("lost?", "c.txt", folder: alone);
        Assert.Contains("has a file that would be lost: a.txt.", Failure.Of("WorktreeDirty", () => scene.Remove("changed")).Message, StringComparison.Ordinal);
        Assert.Contains("has a file that would be lost: new.txt.", Failure.Of("WorktreeDirty", () => scene.Remove("untracked")).Message, StringComparison.Ordinal);
        Assert.Contains("'ahead' has a commit that 'main' lacks", Failure.Of("WorktreeNotMerged", () => scene.Remove("ahead")).Message, StringComparison.Ordinal);
        Assert.Contains("is locked: do not.", Failure.Of("WorktreeLocked", () => scene.Remove("locked")).Message, StringComparison.Ordinal);
        Failure.Of("WorktreeNotMerged", () => scene.Remove("alone"));
        Assert.All(new[] { changed, untracked, ahead, locked, alone }, static folder => Assert.True(File.Exists(Path.Combine(folder, "a.txt"))));
        Assert.All(scene.Register(), static row => Assert.EndsWith(" there", row, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_repository_that_somebody_cloned_into_it_is_work(bool isBelow)
    {
        using var scene = new WorktreeScene();
        scene.Repository.Write(".gitignore", "bin/\n");
        scene.Repository.Commit("first", "a.txt");
        string folder = scene.Create("fix").Path;
        string inner = Path.Combine(folder, isBelow ? "third/party" : "clone");
        scene.Repository.Git("clone", "--quiet", scene.Folder, inner);
        scene.Repository.Git("clone", "--quiet", scene.Folder, Path.Combine(folder, "bin", "fetched"));
        Assert.Equal(scene.Counted(folder, "main").Changes, scene.One("fix").Changes);
        Failure.Of("WorktreeDirty", () => scene.Remove("fix"));
        Assert.True(File.Exists(Path.Combine(inner, "a.txt")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Another_worktree_in_it_is_not_taken_along(bool force)
    {
        using var scene = new WorktreeScene();
        scene.Repository.Write(".gitignore", "/inner/\n");
        scene.Repository.Commit("first", "a.txt");
        string folder = scene.Create("outer").Path;
        string inner = scene.Create("inner", path: Path.Combine(folder, "inner")).Path;
        scene.Repository.Write("new.txt", "new", inner);
        Assert.Contains($"has another one in it: '{inner}'", Failure.Of("WorktreeInUse", () => scene.Remove("outer", force)).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(inner, "new.txt")));
    }

    [Theory]
    [InlineData("--assume-unchanged")]
    [InlineData("--skip-worktree")]
    public void What_Git_was_told_not_to_look_at_is_looked_at(string how)
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string folder = scene.Create("fix").Path;
        scene.Repository.GitIn(folder, "update-index", how, "a.txt");
        string was = File.ReadAllText(Path.Combine(folder, "a.txt"));
        scene.Repository.Write("a.txt", "mine", folder);
        Assert.Contains("has a file that would be lost: a.txt.", Failure.Of("WorktreeDirty", () => scene.Remove("fix")).Message, StringComparison.Ordinal);
        scene.Repository.Write("a.txt", was, folder);
        scene.Remove("fix");
    }

    [Fact]
    public void A_commit_that_only_a_worktree_names_is_kept_though_its_folder_is_gone()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string folder = scene.Create("alone", detach: true).Path;
        scene.Repository.Commit("work", "b.txt", folder: folder);
        Directory.Delete(folder, recursive: true);
        Failure.Of("WorktreeNotMerged", () => scene.Remove("alone"));
        Assert.NotNull(scene.Remove("alone", force: true).Message);
    }

    [Fact]
    public void One_that_was_moved_by_hand_is_in_use_where_one_stands_in_it()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string folder = scene.Create("fix").Path;
        string moved = folder + "-moved";
        Directory.Move(folder, moved);
        Failure.Of("WorktreeInUse", () => scene.Remove("fix", folder: moved));
        scene.Repository.GitIn(moved, "status");
    }

    [Fact]
    public void A_branch_is_kept_whose_work_is_only_like_what_is_in_the_base()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");

        // Work that was taken back, indented otherwise, in an encoding that is not UTF-8, or of other lines with the same letters.
        string[] names = ["back", "blanks", "latin", "lines"];
        byte[][] mine = ["first"u8.ToArray(), "  x\n"u8.ToArray(), [0x4d, 0xe4, 0x0a], "a+b\n"u8.ToArray()];
        byte[][] theirs = [[], "x\n"u8.ToArray(), [0x4d, 0xf6, 0x0a], "a\nb\n"u8.ToArray()];
        foreach ((string name, byte[] own, byte[] other) in names.Zip(mine, theirs))
        {
            string folder = scene.Create(name).Path;
            File.WriteAllBytes(Path.Combine(folder, name), own);
            Commit(scene, folder, "work");
            if (name == "back")
            {
                scene.Repository.GitIn(folder, "rm", "--quiet", name);
                Commit(scene, folder, "taken back");
            }
            else
            {
                File.WriteAllBytes(Path.Combine(scene.Folder, name), other);
                Commit(scene, scene.Folder, "other work");
                scene.Repository.Git("rm", "--quiet", name);
                Commit(scene, scene.Folder, "that taken back");
            }
        }

        Assert.All(names, name =>
        {
            Failure.Of("WorktreeNotMerged", () => scene.Remove(name));
            Assert.True(scene.HasBranch(name));
        });
    }

    private static void Commit(WorktreeScene scene, string folder, string message)
    {
        scene.Repository.GitIn(folder, "add", "--all");
        scene.Repository.Commit(message, folder: folder);
    }

    [Fact]
    public void The_one_of_the_location_and_the_main_one_are_not_removed()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string folder = scene.Create("here").Path;
        Failure.Of("WorktreeInUse", () => scene.Remove("here", folder: folder));
        Failure.Of("WorktreeInUse", () => scene.Remove("here", folder: Directory.CreateDirectory(Path.Combine(folder, "sub")).FullName));
        Failure.Of("WorktreeIsMain", () => scene.Remove("repo", force: true));
        Failure.Of("WorktreeIsMain", () => scene.Remove(scene.Folder, force: true, folder: folder));
        Failure.Of("WorktreeNotFound", () => scene.Remove("no-such"));
        Directory.Delete(Path.Combine(folder, "sub"));
        Assert.True(scene.Remove("here", force: true, folder: folder).IsBranchDeleted);
    }

    [Fact]
    public void Force_removes_it_all_but_a_branch_that_is_not_merged()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string folder = scene.Create("fix").Path;
        string tip = scene.Repository.Commit("work", "b.txt", folder: folder);
        scene.Repository.Write("new.txt", "new", folder);
        scene.Repository.Git("worktree", "lock", folder);
        WorktreeRemoval removal = scene.Remove("fix", force: true);
        Assert.False(removal.IsBranchDeleted);
        Assert.Equal("The branch 'fix' is not merged and was kept. To see what it has: git log main..fix. If it is not wanted: git branch -D fix", removal.Message);
        Assert.Equal(tip, scene.Repository.Git("rev-parse", "fix"));
        Assert.False(Directory.Exists(folder));
        Assert.Equal(["fix fix fix GivenUp"], scene.Register());
        Assert.Equal(SkillOutcome.Partial, Assert.Single(new MetricLog(scene.ContextIn(scene.Folder)).Read(new MetricQuery())).Outcome);
        string alone = scene.Create("alone", detach: true).Path;
        string lost = scene.Repository.Commit("lost", "c.txt", folder: alone);
        Assert.Contains($"git branch <name> {lost}", scene.Remove("alone", force: true).Message, StringComparison.Ordinal);
        scene.IsClean(scene.Folder);
    }

    [Fact]
    public void Ignored_files_and_links_that_lead_out_do_not_keep_it_and_what_they_lead_to_stays()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Write(".gitignore", "*.log\nlink\nbin/\n");
        scene.Repository.Commit("first", "a.txt");
        string outside = Directory.CreateDirectory(scene.Repository.PathOf("outside")).FullName;
        File.WriteAllText(Path.Combine(outside, "mine.txt"), "mine");
        string folder = scene.Create("fix").Path;
        scene.Repository.Write("x.log", "log", folder);
        scene.Repository.Write("bin/deep/out.dll", "x", folder);
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, "link"), outside);
        }

        scene.Remove("fix");
        Assert.False(Directory.Exists(folder));
        Assert.True(File.Exists(Path.Combine(outside, "mine.txt")));
        Assert.Equal(["fix fix fix GivenUp"], scene.Register());
    }

    [Fact]
    public void One_whose_folder_is_gone_is_forgotten_and_its_branch_stays_unless_it_is_merged()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string open = scene.Create("open").Path;
        scene.Repository.Commit("work", "b.txt", folder: open);
        string merged = scene.Create("merged").Path;
        Directory.Delete(open, recursive: true);
        Directory.Delete(merged, recursive: true);
        Assert.True(scene.One("open").IsOrphaned);
        Assert.Contains("was kept", scene.Remove("open").Message, StringComparison.Ordinal);
        Assert.True(scene.Remove("merged").IsBranchDeleted);
        Assert.Equal(("open", string.Empty), (scene.Repository.Git("branch", "--list", "open").Trim(), scene.Repository.Git("branch", "--list", "merged")));
        Assert.Equal(["open open open Gone", "merged merged merged Gone"], scene.Register());
        scene.IsClean();
    }

    [Fact]
    public void A_folder_that_belongs_to_somebody_else_is_never_deleted()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        using var other = new ScratchRepository();
        other.Commit("other", "mine.txt");
        string folder = scene.Create("fix").Path;
        File.WriteAllText(Path.Combine(scene.Folder, ".git", "worktrees", "fix", "gitdir"), Path.Combine(other.Folder, ".git") + "\n");
        scene.Remove(other.Folder, force: true);
        Assert.True(File.Exists(Path.Combine(other.Folder, "mine.txt")));
        Assert.True(File.Exists(Path.Combine(folder, "a.txt")));
    }

    [Fact]
    public void Submodules_keep_it_as_they_do_in_Git()
    {
        using var scene = new WorktreeScene();
        using var library = new ScratchRepository();
        library.Commit("library", "lib.txt");
        scene.Repository.Commit("first", "a.txt");
        scene.Repository.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.Folder, "lib");
        scene.Repository.Commit("with a library");
        string folder = scene.Create("fix").Path;
        scene.IsClean(folder);
        Failure.Of("WorktreeHasSubmodules", () => scene.Remove("fix"));
        scene.Repository.GitIn(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init");
        Failure.Of("WorktreeHasSubmodules", () => scene.Remove("fix"));
        scene.Remove("fix", force: true);
        Assert.False(Directory.Exists(folder));
        scene.IsClean();
    }

    [Fact]
    public void The_main_branch_stays_though_it_is_checked_out_in_one_that_goes()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string bare = scene.Repository.PathOf("shop.git");
        scene.Repository.Git("clone", "--quiet", "--bare", scene.Folder, bare);
        scene.Create("main", folder: bare);
        scene.Create("topic", folder: bare);
        WorktreeRemoval removal = scene.Remove("main", folder: bare);
        Assert.Equal((false, null), (removal.IsBranchDeleted, removal.Message));
        Assert.Equal("main", scene.Repository.GitIn(bare, "branch", "--list", "main").Trim('*', '+', ' '));
        Assert.True(scene.Remove("topic", folder: bare).IsBranchDeleted);
    }

    [Fact]
    public void A_detached_one_whose_commit_a_branch_has_is_removed_without_a_word()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        scene.Repository.Git("switch", "--quiet", "--create", "feature");
        scene.Repository.Commit("second", "b.txt");
        ClawWorktree look = scene.Create("look", from: "feature", detach: true);
        Assert.False(look.IsMerged);
        Assert.Null(scene.Remove("look").Message);
    }

    [Fact]
    public void One_that_Git_removed_is_noted_as_gone_by_the_next_change()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        scene.Repository.Git("worktree", "remove", scene.Create("one").Path);
        scene.Repository.Git("worktree", "move", scene.Create("two").Path, scene.Repository.PathOf("moved"));
        scene.Create("three");
        Assert.Equal(["one one one Gone", "two two two there", "three three three there"], scene.Register());
        Assert.Equal(scene.Repository.PathOf("moved"), scene.One("two").Path);
    }

    [Fact]
    public void A_rehearsal_says_what_would_go_and_removes_nothing()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string folder = scene.Create("fix").Path;
        WorktreeRemoval would = scene.In(scene.Folder).Remove(new RemoveWorktreeRequest { Name = "fix", Commit = false });
        Assert.True(would.IsBranchDeleted);
        Assert.True(Directory.Exists(folder));
        Assert.Equal(["fix fix fix there"], scene.Register());
    }
}
