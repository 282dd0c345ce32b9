using ClawPowers.Core.Errors;
using ClawPowers.Core.Git.Worktrees;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Git.Worktrees;

public sealed class WorktreeReadingTests
{
    [Fact]
    public void Every_kind_of_worktree_is_listed_as_Git_lists_it()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        scene.Repository.AddWorktree("zwei");
        scene.Repository.Git("worktree", "add", "--quiet", "--detach", scene.Repository.PathOf("detached"));
        scene.Repository.Git("worktree", "add", "--quiet", "-b", "feature/näht", scene.Repository.PathOf("Ördner 文件"));
        scene.Repository.Git("worktree", "lock", "--reason", "on a drive", scene.Repository.AddWorktree("locked"));
        scene.Repository.Git("worktree", "lock", scene.Repository.AddWorktree("locked-for-nothing"));
        Directory.Delete(scene.Repository.AddWorktree("gone"), recursive: true);
        string kept = scene.Repository.AddWorktree("gone-but-locked");
        scene.Repository.Git("worktree", "lock", "--reason", "away", kept);
        Directory.Delete(kept, recursive: true);
        scene.Repository.Git("worktree", "move", scene.Repository.AddWorktree("old-place"), scene.Repository.PathOf("new-place"));
        IReadOnlyList<ClawWorktree> found = scene.All();
        Assert.Equal(scene.Porcelain().Order(StringComparer.Ordinal), WorktreeScene.AsPorcelain(found).Order(StringComparer.Ordinal));
        Assert.True(found[0].IsMain);
        Assert.Equal(["detached", "gone", "gone-but-locked", "locked", "locked-for-nothing", "new-place", "zwei", "Ördner 文件"], found.Skip(1).Select(static worktree => worktree.Name).Order(StringComparer.Ordinal));
        Assert.Equal(found.Select(static worktree => worktree.Path), scene.All(scene.Repository.PathOf("zwei")).Select(static worktree => worktree.Path));
        Assert.Equal("zwei", scene.All(scene.Repository.PathOf("zwei")).Single(static worktree => worktree.IsCurrent).Name);
        Assert.All(found, static worktree => Assert.Null(worktree.Problem));
    }

    [Fact]
    public void Changes_and_distances_are_those_that_Git_counts()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Write(".gitignore", "*.log\n");
        scene.Repository.Commit("first", "a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n");
        scene.Repository.Write("ü b.txt", "b");
        scene.Repository.Write("sub/c.txt", "c");
        scene.Repository.Commit("second");
        string ahead = scene.Repository.AddWorktree("ahead");
        scene.Repository.Commit("a1", "x.txt", folder: ahead);
        scene.Repository.Commit("a2", "y.txt", folder: ahead);
        string dirty = scene.Repository.AddWorktree("dirty", "HEAD~1");
        scene.Repository.Write("a.txt", "changed", dirty);
        scene.Repository.Write("new/1.txt", "n", dirty);
        scene.Repository.Write("new/2.txt", "n", dirty);
        scene.Repository.Write("x.log", "ignored", dirty);
        string renamed = scene.Repository.AddWorktree("renamed");
        scene.Repository.GitIn(renamed, "mv", "a.txt", "renamed.txt");
        scene.Repository.GitIn(renamed, "rm", "--quiet", "sub/c.txt");
        scene.Repository.Commit("third", "m.txt");
        foreach (string folder in new[] { ahead, dirty, renamed })
        {
            ClawWorktree found = scene.One(Path.GetFileName(folder));
            Assert.Equal(scene.Counted(folder, "main"), (found.Changes, found.Ahead, found.Behind));
            Assert.Equal(("main", found.Changes > 0), (found.Base, found.IsDirty));
        }

        Assert.Equal(2, scene.One("dirty").Changes);
        Assert.Null(scene.One("main").Base);
    }

    [Fact]
    public void The_base_is_the_main_branch_here_or_there_whichever_has_more_of_it()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string clone = scene.Repository.PathOf("clone");
        scene.Repository.Git("clone", "--quiet", scene.Folder, clone);
        scene.Repository.Commit("second", "b.txt");
        scene.Repository.GitIn(clone, "fetch", "--quiet");
        scene.Repository.GitIn(clone, "worktree", "add", "--quiet", "-b", "side", scene.Repository.PathOf("side"), "origin/main");
        scene.Repository.Commit("third", "c.txt", folder: scene.Repository.PathOf("side"));
        ClawWorktree side = scene.One("side", clone);
        Assert.Equal(("origin/main", 1, 0), (side.Base, side.Ahead, side.Behind));
        ClawWorktree main = scene.One("main", clone);
        Assert.Equal(("origin/main", 0, 1), (main.Base, main.Ahead, main.Behind));
    }

    [Fact]
    public void A_branch_is_merged_by_its_commits_by_one_commit_or_by_new_ones()
    {
        using var scene = new WorktreeScene();
        ScratchRepository git = scene.Repository;
        git.Commit("first", "a.txt", string.Concat(Enumerable.Range(0, 40).Select(static i => $"line {i}\n")));
        foreach (string name in new[] { "merged", "squashed", "rebased", "open", "partly", "same-content", "picked" })
        {
            string folder = git.AddWorktree(name);
            git.Commit($"{name} 1", $"{name}.txt", $"{name}\n", folder: folder);
            git.Commit($"{name} 2", $"{name}.txt", $"{name}\nmore\n", folder: folder);
        }

        git.Commit("picked 2", "picked2.txt", folder: git.AddWorktree("picked-one"));
        git.AddWorktree("nothing");
        string edited = git.AddWorktree("edited");
        git.Commit("edit", "a.txt", File.ReadAllText(Path.Combine(edited, "a.txt")).Replace("line 30\n", "line thirty\n", StringComparison.Ordinal), folder: edited);
        git.Commit("main goes on", "a.txt", File.ReadAllText(Path.Combine(scene.Folder, "a.txt")).Replace("line 3\n", "line three\nand more\n", StringComparison.Ordinal));
        git.Git("merge", "--quiet", "--no-ff", "-m", "merge", "merged");
        foreach (string name in new[] { "squashed", "edited" })
        {
            git.Git("merge", "--squash", "--quiet", name);
            git.Commit($"{name} (#12)");
        }

        git.Git("cherry-pick", "rebased~1", "rebased");
        git.Git("cherry-pick", "partly~1");
        git.Git("cherry-pick", "picked-one");
        git.Git("checkout", "--quiet", "same-content", "--", ".");
        git.Commit("something else too", "other.txt");
        git.Commit("main goes on", "squashed.txt", "squashed\nmore\nand more\n");
        Dictionary<string, WorktreeMerge> found = scene.All().Where(static worktree => !worktree.IsMain).ToDictionary(static worktree => worktree.Name, static worktree => worktree.MergedBy);
        Assert.Equal(
            new Dictionary<string, WorktreeMerge>
            {
                ["merged"] = WorktreeMerge.Merge,
                ["nothing"] = WorktreeMerge.Merge,
                ["squashed"] = WorktreeMerge.Squash,
                ["edited"] = WorktreeMerge.Squash,
                ["same-content"] = WorktreeMerge.Squash,
                ["rebased"] = WorktreeMerge.Rebase,
                ["picked-one"] = WorktreeMerge.Rebase,
                ["open"] = WorktreeMerge.None,
                ["partly"] = WorktreeMerge.None,
                ["picked"] = WorktreeMerge.None,
            },
            found);

        // As Git sees it, who is asked in three ways.
        string[] byMerge = [.. git.Git("branch", "--merged", "main", "--format", "%(refname:short)").Split('\n')];
        foreach ((string name, WorktreeMerge merged) in found)
        {
            bool isAncestor = byMerge.Contains(name);
            bool isPicked = !git.Git("cherry", "main", name).Split('\n').Any(static line => line.StartsWith('+'));
            string squash = git.Git("commit-tree", $"{name}^{{tree}}", "-p", git.Git("merge-base", "main", name), "-m", "squash");
            bool isSquashed = git.Git("cherry", "main", squash).StartsWith('-');
            bool asGit = isAncestor || isPicked || isSquashed;
            Assert.True(asGit == (merged != WorktreeMerge.None) || name == "same-content", $"{name}: {merged}, {isAncestor} {isPicked} {isSquashed}");
        }
    }

    [Fact]
    public void A_file_moved_or_made_executable_is_told_merged_as_well()
    {
        using var scene = new WorktreeScene();
        ScratchRepository git = scene.Repository;
        git.Commit("first", "a.txt", "one\ntwo\n");
        string side = git.AddWorktree("side");
        git.GitIn(side, "mv", "a.txt", "ü.txt");
        File.WriteAllBytes(Path.Combine(side, "image.bin"), [0, 1, 2, 0, 255]);
        git.Commit("moved", folder: side);
        git.GitIn(side, "update-index", "--chmod=+x", "ü.txt");
        git.GitIn(side, "commit", "--quiet", "-m", "executable");
        git.Commit("main goes on", "b.txt");
        git.Git("merge", "--squash", "--quiet", "side");
        git.Commit("side (#3)");
        git.Commit("and changes it", "ü.txt", "three\n");
        Assert.Equal(WorktreeMerge.Squash, scene.One("side").MergedBy);
    }

    [Fact]
    public void A_bare_repository_and_its_worktrees_are_listed()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string bare = scene.Repository.PathOf("shop.git");
        scene.Repository.Git("clone", "--quiet", "--bare", scene.Folder, bare);
        scene.Repository.GitIn(bare, "worktree", "add", "--quiet", "-b", "side", scene.Repository.PathOf("side"));
        Assert.Equal(scene.Porcelain(bare), WorktreeScene.AsPorcelain(scene.All(bare)));
        ClawWorktree main = scene.All(bare)[0];
        Assert.Equal((true, true, null, false), (main.IsMain, main.IsBare, main.IsDirty, main.IsDetached));
        Assert.Equal(scene.Porcelain(bare), WorktreeScene.AsPorcelain(scene.All(scene.Repository.PathOf("side"))));
    }

    [Fact]
    public void Before_the_first_commit_there_is_no_commit_and_no_base()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Write("a.txt", "a");
        ClawWorktree found = Assert.Single(scene.All());
        Assert.Equal((null, "main", 1, null, null, false), (found.Commit, found.Branch, found.Changes, found.Base, found.Ahead, found.IsMerged));
        Assert.Equal(scene.Porcelain(), WorktreeScene.AsPorcelain([found]));
    }

    [Fact]
    public void A_shallow_clone_is_counted_as_far_as_it_goes()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        scene.Repository.Commit("second", "b.txt");
        scene.Repository.Commit("third", "c.txt");
        string clone = scene.Repository.PathOf("clone");
        scene.Repository.Git("clone", "--quiet", "--depth", "1", "file://" + scene.Folder, clone);
        string side = scene.Repository.PathOf("side");
        scene.Repository.GitIn(clone, "worktree", "add", "--quiet", "-b", "side", side);
        scene.Repository.Commit("fourth", "d.txt", folder: side);
        ClawWorktree found = scene.One("side", clone);
        Assert.Equal(scene.Counted(side, "main"), (found.Changes, found.Ahead, found.Behind));
        Assert.False(found.IsMerged);
    }

    [Fact]
    public void A_submodule_counts_as_Git_counts_it_and_has_worktrees_of_its_own()
    {
        using var scene = new WorktreeScene();
        using var library = new ScratchRepository();
        library.Commit("library", "lib.txt");
        scene.Repository.Commit("first", "a.txt");
        scene.Repository.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.Folder, "lib");
        scene.Repository.Commit("with a library");
        string side = scene.Repository.AddWorktree("side");
        Assert.Equal(scene.Counted(side, "main").Changes, scene.One("side").Changes);
        scene.Repository.Write("lib/lib.txt", "changed");
        Assert.Equal(scene.Counted(scene.Folder, "main").Changes, scene.One("main").Changes);
        ClawWorktree inside = Assert.Single(scene.All(Path.Combine(scene.Folder, "lib")));
        Assert.Equal((Path.Combine(scene.Folder, "lib"), 1), (inside.Path, inside.Changes));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("4")]
    public void What_a_sparse_checkout_leaves_out_is_no_change(string version)
    {
        using var scene = new WorktreeScene();
        scene.Repository.Write("in/ü.txt", "in");
        scene.Repository.Write("out/a.txt", "out");
        scene.Repository.Write("out/b.txt", "out");
        scene.Repository.Commit("first", "top.txt");
        string side = scene.Repository.AddWorktree("side");
        scene.Repository.GitIn(side, "config", "extensions.worktreeConfig", "false");
        Directory.CreateDirectory(Path.Combine(scene.Folder, ".git", "worktrees", "side", "info"));
        File.WriteAllText(Path.Combine(scene.Folder, ".git", "worktrees", "side", "info", "sparse-checkout"), "/*\n!/out/\n");
        scene.Repository.GitIn(side, "-c", "core.sparseCheckout=true", "read-tree", "-mu", "HEAD");
        scene.Repository.GitIn(side, "update-index", "--index-version", version);
        Assert.False(Directory.Exists(Path.Combine(side, "out")));
        Assert.Equal(0, scene.One("side").Changes);
        File.Delete(Path.Combine(side, "top.txt"));
        Assert.Equal(1, scene.One("side").Changes);
    }

    [Fact]
    public void Links_with_relative_paths_are_followed()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string side = scene.Repository.AddWorktree("side");
        string admin = Path.Combine(scene.Folder, ".git", "worktrees", "side");
        File.WriteAllText(Path.Combine(admin, "gitdir"), "../../../../side/.git\n");
        File.WriteAllText(Path.Combine(side, ".git"), "gitdir: ../repo/.git/worktrees/side\n");
        ClawWorktree found = scene.One("side", side);
        Assert.Equal((side, "side", 0, false, true, null), (found.Path, found.Branch, found.Changes, found.IsOrphaned, found.IsCurrent, found.Problem));
    }

    [Fact]
    public void A_commit_that_is_not_there_is_said_and_not_taken_for_a_new_repository()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        scene.Repository.AddWorktree("side");
        string lost = new('1', 40);
        File.WriteAllText(Path.Combine(scene.Folder, ".git", "refs", "heads", "side"), lost + "\n");
        ClawWorktree found = scene.One("side");
        Assert.Equal(lost, found.Commit);
        Assert.Contains("is not in the repository", found.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_repository_of_another_user_is_not_looked_at()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can give a folder away.");
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        using (var chown = System.Diagnostics.Process.Start("chown", ["-R", "12345", scene.Folder]))
        {
            chown.WaitForExit();
        }

        Failure.Of("GitRepositoryNotTrusted", () => scene.All());
        Failure.Of("GitRepositoryNotTrusted", () => scene.Create("fix"));
    }

    [Fact]
    public void The_last_activity_is_the_latest_of_commits_moves_and_changed_files()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string side = scene.Repository.AddWorktree("side");
        DateTimeOffset later = new(2099, 1, 2, 3, 4, 5, TimeSpan.Zero);
        scene.Repository.Commit("in the future", "b.txt", at: later, folder: side);
        Assert.Equal(later, scene.One("side").LastActivity);
        File.SetLastWriteTimeUtc(scene.Repository.Write("c.txt", "c", side), later.UtcDateTime.AddDays(1));
        Assert.Equal(later.AddDays(1), scene.One("side").LastActivity);
    }

    [Fact]
    public void A_worktree_is_found_by_its_name_its_branch_and_its_folder()
    {
        using var scene = new WorktreeScene();
        scene.Repository.Commit("first", "a.txt");
        string folder = scene.Repository.PathOf("place");
        scene.Repository.Git("worktree", "add", "--quiet", "-b", "feature/x", folder);
        foreach (string name in new[] { "place", "feature/x", folder, "../place", "fea*", "PLA*" })
        {
            Assert.Equal(folder, scene.One(name).Path);
        }

        ClawException failure = Failure.Of("WorktreeNotFound", () => scene.One("nowhere"));
        Assert.Equal($"The repository '{scene.Folder}' has no worktree 'nowhere'. It has: place.", failure.Message);
        Assert.Empty(scene.In(scene.Folder).Read(new WorktreeQuery { Names = ["no*"] }));
        Assert.Equal(["place"], scene.In(scene.Folder).Names());
        Failure.Of("GitRepositoryNotFound", () => scene.All(scene.Repository.Root));
        Assert.Empty(scene.In(scene.Repository.Root).Names());
    }
}
