using System.Collections;
using ClawPowers.Core.Git.Worktrees;
using ClawPowers.Core.Metrics;

namespace ClawPowers.Core.Tests.Git.Worktrees;

public sealed class WorktreeFeedbackTests
{
    [Fact]
    public void What_became_of_worktrees_is_counted_and_stale_ones_are_named()
    {
        using var scene = new WorktreeScene();
        scene.Store.Time.MoveTo(DateTimeOffset.UtcNow);
        scene.Repository.Commit("first", "a.txt");
        string merged = scene.Create("merged").Path;
        scene.Repository.Commit("work", "b.txt", folder: merged, at: scene.Store.Time.Now);
        scene.Repository.Git("merge", "--quiet", "--no-ff", "-m", "merge", "merged");
        scene.Create("given-up");
        scene.Repository.Git("worktree", "remove", scene.Create("gone").Path);
        Directory.Delete(scene.Create("orphan").Path, recursive: true);
        string done = scene.Create("done").Path;
        scene.Repository.Commit("done", "c.txt", folder: done, at: scene.Store.Time.Now);
        scene.Repository.Git("merge", "--quiet", "--no-ff", "-m", "merge", "done");
        string open = scene.Create("open").Path;
        scene.Repository.Commit("open", "d.txt", folder: open, at: scene.Store.Time.Now);
        scene.Store.Time.Move(TimeSpan.FromHours(2));
        scene.Remove("given-up");
        scene.Store.Time.Move(TimeSpan.FromHours(2));
        scene.Remove("merged");
        new MetricLog(scene.ContextIn(scene.Folder)).Apply(new AddMetricRequest { Skill = "using-git-worktrees", Outcome = SkillOutcome.Success, Measures = new Hashtable { ["conflicts"] = 3 } });
        WorktreeReport report = new WorktreeFeedback(scene.ContextIn(scene.Folder)).Report();
        Assert.Equal("6 made, 1 merged, 1 given up, 1 gone, 3 open", report.ToString());
        Assert.Equal((TimeSpan.FromHours(3), TimeSpan.FromHours(4), 3d, 1), (report.LifetimeP50, report.LifetimeLongest, report.Conflicts, report.ConflictRuns));
        Assert.Equal(3, Assert.Single(report.Skills).Runs);
        Assert.Equal(["done: its work is merged", "orphan: its folder is gone"], report.Stale.Select(static stale => $"{stale.Name}: {stale.Reason}"));
        scene.Store.Time.Move(TimeSpan.FromDays(20));
        Assert.Contains("open: nothing has happened in it for 20 days", new WorktreeFeedback(scene.ContextIn(scene.Folder)).Report().Stale.Select(static stale => $"{stale.Name}: {stale.Reason}"));
        Assert.Equal(0, new WorktreeFeedback(scene.ContextIn(scene.Folder)).Report(since: scene.Store.Time.Now).Made);
    }

    [Fact]
    public void Without_a_store_or_a_repository_there_is_nothing_to_tell()
    {
        using var scene = new WorktreeScene();
        Assert.Equal("0 made, 0 merged, 0 given up, 0 gone, 0 open", new WorktreeFeedback(scene.ContextIn(scene.Repository.Root)).Report().ToString());
        Assert.False(Directory.Exists(scene.Store.Location.Directory));
    }
}
