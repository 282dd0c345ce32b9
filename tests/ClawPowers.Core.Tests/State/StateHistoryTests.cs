using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.State;

public sealed class StateHistoryTests
{
    [Fact]
    public void The_history_of_a_key_that_was_never_there_is_not_found()
    {
        using var scratch = new Scratch();

        Failure.Of("StateKeyNotFound", () => scratch.History("n"));
        scratch.Set("other", 1);
        Failure.Of("StateKeyNotFound", () => scratch.History("n"));
    }

    [Fact]
    public void Undo_takes_back_a_removal_and_then_the_undo_itself()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "a");
        scratch.Set("n", "b");
        scratch.Remove("n");

        Assert.Equal("b", scratch.Undo("n")!.Value);
        Assert.Null(scratch.Undo("n"));
        Failure.Of("StateKeyNotFound", () => scratch.Get("n"));
        Assert.Equal(
            [StateChange.Undo, StateChange.Undo, StateChange.Remove, StateChange.Set, StateChange.Set],
            scratch.History("n").Select(version => version.Change));
    }

    [Fact]
    public void Undo_of_the_first_version_removes_the_entry()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "a");

        Assert.Null(scratch.Undo("n"));
        Assert.Empty(scratch.List());
        Assert.Equal("a", scratch.Undo("n")!.Value);
    }

    [Fact]
    public void Undo_of_the_first_version_after_a_purge_removes_the_entry()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "a");
        scratch.Purge("n");
        scratch.Set("n", "b");

        Assert.Null(scratch.Undo("n"));
        Assert.Empty(scratch.List());
    }

    [Fact]
    public void Undo_to_a_version_that_is_not_there_is_refused()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "a");

        Failure.Of("StateVersionNotFound", () => scratch.Undo("n", 2));
        Failure.Of("StateVersionNotFound", () => scratch.Undo("n", 0));
        Failure.Of("StateKeyNotFound", () => scratch.Undo("other"));
        Assert.Equal(1, scratch.Get("n").Version);
    }

    [Fact]
    public void As_of_a_moment_before_a_key_was_there_it_is_not_found_and_the_message_says_when()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "a");

        string message = Failure.Of("StateKeyNotFound", () => scratch.Get("n", scratch.Time.Now.AddDays(-1))).Message;

        Assert.Contains("as of 2026-11-01 09:00:00Z", message, StringComparison.Ordinal);
    }

    [Fact]
    public void As_of_works_over_a_glob_and_shows_what_was_removed_since()
    {
        using var scratch = new Scratch();
        scratch.Set("d:a", 1);
        scratch.Set("d:b", 1);
        DateTimeOffset then = scratch.Time.Now;
        scratch.Time.Move(TimeSpan.FromHours(1));
        scratch.Remove("d:a");
        scratch.Set("d:b", 2);
        scratch.Set("d:c", 1);

        Assert.Equal([("d:a", 1L), ("d:b", 1L)], scratch.List("d:*", then).Select(entry => (entry.Key, (long)entry.Value!)));
        Assert.Equal(["d:b", "d:c"], scratch.Keys("d:*", scratch.Time.Now));
    }

    [Fact]
    public void Clearing_history_deletes_old_versions_and_nothing_else()
    {
        using var scratch = new Scratch();
        scratch.Set("d:a", 1);
        scratch.Set("d:b", 1);
        scratch.Time.Move(TimeSpan.FromDays(1));
        scratch.Set("d:a", 2);
        scratch.Time.Move(TimeSpan.FromDays(1));
        DateTimeOffset before = scratch.Time.Now;
        scratch.Set("d:a", 3);
        scratch.Set("other", 1);

        IReadOnlyList<HistoryExtent> extents = scratch.State.OldHistory(new StateQuery { Keys = KeyPattern.Parse("d:*") }, before);
        long deleted = scratch.State.ClearHistory(extents, before);

        Assert.Equal([new HistoryExtent("d:a", ClawScope.Global, null, 1)], extents);
        Assert.Equal(1, deleted);
        Assert.Equal([3L, 2L], scratch.History("d:a").Select(version => version.Value));
        Assert.Equal(["d:a", "d:b", "other"], scratch.Keys());
        Failure.Of("StateVersionNotFound", () => scratch.Undo("d:a", 1));
    }

    [Fact]
    public void Clearing_history_keeps_the_appended_versions_that_are_left_readable()
    {
        using var scratch = new Scratch();
        foreach (string line in new[] { "one", "two", "three", "four" })
        {
            scratch.Append("log", line);
            scratch.Time.Move(TimeSpan.FromDays(1));
        }

        DateTimeOffset before = scratch.Time.Now.AddDays(-1.5);
        scratch.State.ClearHistory(scratch.State.OldHistory(new StateQuery { Keys = KeyPattern.Parse("log") }, before), before);

        Assert.Equal(["one\ntwo\nthree\nfour", "one\ntwo\nthree"], scratch.History("log").Select(version => version.Value));
    }

    [Fact]
    public void Clearing_history_keeps_what_was_in_force_at_the_moment_and_since()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "first");
        scratch.Set("n", "old");
        scratch.Time.Move(TimeSpan.FromDays(100));
        DateTimeOffset last = scratch.Time.Now;
        scratch.Set("n", "new");
        var query = new StateQuery { Keys = KeyPattern.Everything };

        Assert.Equal(1, scratch.State.ClearHistory(scratch.State.OldHistory(query, last), last));
        Assert.Equal("old", scratch.Get("n", last.AddDays(-10)).Value);
        Assert.Equal("old", scratch.Undo("n")!.Value);
        Assert.Empty(scratch.State.OldHistory(query, last));

        DateTimeOffset after = last.AddMilliseconds(1);
        Assert.Equal(2, Assert.Single(scratch.State.OldHistory(query, after)).Versions);
        Assert.Equal("old", scratch.Get("n", after).Value);
    }

    [Fact]
    public void Clearing_history_never_changes_what_a_moment_shows_that_is_kept()
    {
        var random = new Random(7);
        for (int round = 0; round < 30; round++)
        {
            using var scratch = new Scratch();
            List<DateTimeOffset> moments = [];
            for (int i = 0; i < 12; i++)
            {
                _ = random.Next(4) switch
                {
                    0 => scratch.Append("n", $"line {i}"),
                    1 when scratch.Keys().Count > 0 => scratch.Remove("n"),
                    _ => scratch.Set("n", i),
                };
                scratch.Time.Move(TimeSpan.FromMilliseconds(random.Next(3)));
                moments.Add(scratch.Time.Now);
            }

            DateTimeOffset before = moments[random.Next(moments.Count)];
            object?[] Shown() => [.. moments.Where(moment => moment >= before).Select(moment => scratch.List("n*", moment).SingleOrDefault()?.Value)];
            object?[] shown = Shown();
            scratch.State.ClearHistory(scratch.State.OldHistory(new StateQuery { Keys = KeyPattern.Everything }, before), before);

            Assert.Equal(shown, Shown());
        }
    }

    [Fact]
    public void The_history_is_that_of_the_entry_that_a_read_would_show()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(Path.Combine(scratch.WorkingDirectory, ".git"));
        File.WriteAllText(Path.Combine(scratch.WorkingDirectory, ".git", "HEAD"), "ref: refs/heads/main");
        scratch.Set("n", "here", scope: ClawScope.Project);
        scratch.Set("n", "everywhere", scope: ClawScope.Global);
        Assert.Equal("here", scratch.History("n")[0].Value);

        scratch.State.Apply(new RemoveRequest { Key = "n", Scope = ClawScope.Project });
        Assert.Equal("everywhere", scratch.Get("n").Value);
        Assert.Equal((ClawScope.Global, "everywhere"), (scratch.History("n")[0].Scope, scratch.History("n")[0].Value));

        scratch.State.Apply(new RemoveRequest { Key = "n", Scope = ClawScope.Global });
        Assert.Equal((ClawScope.Project, StateChange.Remove), (scratch.History("n")[0].Scope, scratch.History("n")[0].Change));
    }

    [Fact]
    public void Undo_past_the_cleared_history_is_refused_rather_than_taken_for_the_beginning()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "a");
        scratch.Set("n", "b");
        scratch.Time.Move(TimeSpan.FromDays(1));
        scratch.State.ClearHistory(scratch.State.OldHistory(new StateQuery { Keys = KeyPattern.Everything }, scratch.Time.Now), scratch.Time.Now);

        Failure.Of("StateVersionNotFound", () => scratch.Undo("n"));
        Assert.Equal("b", scratch.Get("n").Value);
    }
}
