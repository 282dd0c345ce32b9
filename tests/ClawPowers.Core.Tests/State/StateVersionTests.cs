using ClawPowers.Core.Errors;
using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.State;

public sealed class StateVersionTests
{
    [Fact]
    public void A_version_counts_the_changes_of_an_entry_whatever_their_kind()
    {
        using var scratch = new Scratch();

        Assert.Equal(1, scratch.Set("n", 1).Version);
        Assert.Equal(2, scratch.Step("n").Version);
        Assert.Equal(3, scratch.Append("n", "text").Version);
        Assert.Equal(4, scratch.Set("n", "same").Version);
        Assert.Equal(5, scratch.Set("n", "same").Version);
        Assert.Equal(6, scratch.Undo("n")!.Version);
    }

    [Fact]
    public void A_version_goes_on_after_removal()
    {
        using var scratch = new Scratch();
        scratch.Set("lease", "a");

        Assert.Equal(1, scratch.Remove("lease").Version);

        Assert.Equal(3, scratch.Set("lease", "b", ifVersion: 0).Version);
        Failure.Of("StateVersionConflict", () => scratch.Remove("lease", ifVersion: 1));
    }

    [Fact]
    public void A_version_goes_on_after_expiry_so_that_a_stale_holder_cannot_free_anothers_lease()
    {
        using var scratch = new Scratch();
        StateEntry mine = scratch.Set("lease", "agent-1", ifVersion: 0, expiresAt: scratch.Time.Now.AddMinutes(10));
        scratch.Time.Move(TimeSpan.FromMinutes(10));

        StateEntry theirs = scratch.Set("lease", "agent-2", ifVersion: 0, expiresAt: scratch.Time.Now.AddMinutes(10));

        Assert.Equal(2, theirs.Version);
        Failure.Of("StateVersionConflict", () => scratch.Remove("lease", ifVersion: mine.Version));
        Assert.Equal("agent-2", scratch.Get("lease").Value);
    }

    [Fact]
    public void A_version_goes_on_after_a_purge()
    {
        using var scratch = new Scratch();
        scratch.Set("a", 1);
        scratch.Set("a", 2);
        scratch.Purge("a");

        Assert.Equal(3, scratch.Set("a", 3, ifVersion: 0).Version);
        scratch.Remove("a");
        scratch.Purge("a");
        Assert.Equal(5, scratch.Append("a", "line").Version);
        Assert.Equal(1, scratch.Set("b", 1).Version);
    }

    [Fact]
    public void A_change_with_the_right_version_is_made_and_one_with_another_changes_nothing()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);

        Assert.Equal(2, scratch.Set("n", 2, ifVersion: 1).Version);
        ClawException failure = Failure.Of("StateVersionConflict", () => scratch.Set("n", 3, ifVersion: 1));

        Assert.Equal((ClawErrorKind.Conflict, "n"), (failure.Kind, failure.Target));
        Assert.Contains("is at version 2", failure.Message, StringComparison.Ordinal);
        Assert.Equal((2L, 2L), (scratch.Get("n").Value, scratch.Get("n").Version));
    }

    [Fact]
    public void Version_0_means_absent_for_every_kind_of_change()
    {
        using var scratch = new Scratch();
        scratch.Set("there", 1);
        StateRequest[] onPresent =
        [
            new SetRequest { Key = "there", Value = 2, IfVersion = 0 },
            new AppendRequest { Key = "there", Line = "x", IfVersion = 0 },
            new StepRequest { Key = "there", IfVersion = 0 },
            new RemoveRequest { Key = "there", IfVersion = 0 },
            new UndoRequest { Key = "there", IfVersion = 0 },
        ];
        StateRequest[] onAbsent =
        [
            new SetRequest { Key = "set", Value = 2, IfVersion = 0 },
            new AppendRequest { Key = "append", Line = "x", IfVersion = 0 },
            new StepRequest { Key = "step", IfVersion = 0 },
        ];

        Assert.All(onPresent, request => Failure.Of("StateVersionConflict", () => scratch.State.Apply(request)));
        Assert.All(onAbsent, request => Assert.Equal(1, scratch.State.Apply(request)!.Version));
        Assert.Equal((1L, 1L), (scratch.Get("there").Value, scratch.Get("there").Version));
    }

    [Fact]
    public void A_version_of_an_absent_entry_conflicts_and_says_that_it_is_absent()
    {
        using var scratch = new Scratch();
        scratch.Set("gone", 1);
        scratch.Remove("gone");

        Assert.Contains("absent", Failure.Of("StateVersionConflict", () => scratch.Set("gone", 2, ifVersion: 2)).Message, StringComparison.Ordinal);
        Assert.Contains("absent", Failure.Of("StateVersionConflict", () => scratch.Set("never", 2, ifVersion: 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_conflict_in_a_batch_skips_its_change_and_keeps_the_rest()
    {
        using var scratch = new Scratch();
        StateStore state = scratch.State;
        PlannedChange[] changes =
        [
            state.Plan(new SetRequest { Key = "a", Value = 1 }),
            state.Plan(new SetRequest { Key = "a", Value = 2, IfVersion = 7 }),
            state.Plan(new SetRequest { Key = "a", Value = 3, IfVersion = 1 }),
            state.Plan(new RemoveRequest { Key = "b" }),
        ];

        IReadOnlyList<StateOutcome> outcomes = state.Apply(changes);

        Assert.Equal([null, "StateVersionConflict", null, "StateKeyNotFound"], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Equal([1L, null, 2L, null], outcomes.Select(outcome => outcome.Entry?.Version));
        Assert.Equal(3L, scratch.Get("a").Value);
    }

    [Fact]
    public void Finding_out_what_would_happen_changes_nothing_and_makes_no_store()
    {
        using var scratch = new Scratch();
        StateStore state = scratch.State;
        PlannedChange[] changes = [state.Plan(new StepRequest { Key = "n", By = 5 }), state.Plan(new StepRequest { Key = "n", By = 5 })];

        Assert.Equal(10L, state.Apply(changes, commit: false)[1].Entry!.Value);
        Assert.False(Directory.Exists(scratch.Location.Directory));

        scratch.Set("n", 1);
        Assert.Equal(11L, state.Apply(changes, commit: false)[1].Entry!.Value);
        Assert.Equal((1L, 1L), (scratch.Get("n").Value, scratch.Get("n").Version));
    }

    [Fact]
    public void The_time_of_a_change_is_never_before_that_of_the_one_before_it()
    {
        using var scratch = new Scratch();
        DateTimeOffset first = scratch.Set("n", 1).UpdatedAt;
        scratch.Time.Move(TimeSpan.FromHours(-1));

        StateEntry second = scratch.Set("n", 2);
        scratch.Time.Move(TimeSpan.FromHours(2));
        StateEntry third = scratch.Append("n", "x");

        Assert.Equal((first, first), (second.UpdatedAt, second.CreatedAt));
        Assert.Equal((first.AddHours(1), first), (third.UpdatedAt, third.CreatedAt));
    }

    [Fact]
    public void An_entry_that_was_absent_is_created_anew()
    {
        using var scratch = new Scratch();
        DateTimeOffset first = scratch.Set("n", 1).CreatedAt;
        scratch.Time.Move(TimeSpan.FromMinutes(1));
        scratch.Remove("n");
        scratch.Time.Move(TimeSpan.FromMinutes(1));

        Assert.Equal(first.AddMinutes(2), scratch.Set("n", 2).CreatedAt);
    }

    [Fact]
    public void Times_are_kept_to_the_millisecond_in_utc()
    {
        using var scratch = new Scratch();
        scratch.Time.MoveTo(new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.FromHours(2)).AddTicks(1_234_567));

        StateEntry entry = scratch.Set("n", 1);

        Assert.Equal(new DateTimeOffset(2026, 5, 6, 5, 8, 9, 123, TimeSpan.Zero), entry.UpdatedAt);
        Assert.Equal(TimeSpan.Zero, entry.UpdatedAt.Offset);
        Assert.Equal(entry, scratch.Get("n"));
    }

    [Fact]
    public void Who_wrote_a_version_is_kept_with_it()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        scratch.Context = scratch.Context with { SessionId = null, Agent = "other" };
        scratch.Step("n");

        Assert.Equal([(null, "other"), ("session-1", "tester")], scratch.History("n").Select(version => (version.SessionId, version.Agent)));
        Assert.Equal((null, "other"), (scratch.Get("n").SessionId, scratch.Get("n").Agent));
    }

    [Fact]
    public void A_version_of_an_absent_entry_conflicts_for_every_kind_of_change()
    {
        using var scratch = new Scratch();
        StateEntry mine = scratch.Set("lease", "a", expiresAt: scratch.Time.Now.AddMinutes(1));
        scratch.Time.Move(TimeSpan.FromMinutes(1));
        foreach (string key in new[] { "lease", "never" })
        {
            StateRequest[] requests =
            [
                new SetRequest { Key = key, Value = 2, IfVersion = mine.Version },
                new AppendRequest { Key = key, Line = "x", IfVersion = mine.Version },
                new StepRequest { Key = key, IfVersion = mine.Version },
                new RemoveRequest { Key = key, IfVersion = mine.Version },
                new UndoRequest { Key = key, IfVersion = mine.Version },
            ];
            Assert.All(requests, request => Failure.Of("StateVersionConflict", () => scratch.State.Apply(request)));
        }

        Failure.Of("StateKeyNotFound", () => scratch.Remove("lease", ifVersion: 0));
        Failure.Of("StateKeyNotFound", () => scratch.State.Apply(new UndoRequest { Key = "never", IfVersion = 0 }));
    }

    [Fact]
    public void A_change_that_fails_leaves_no_scope_behind()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        StateRequest[] requests =
        [
            new RemoveRequest { Key = "n", Project = "typo/project" },
            new UndoRequest { Key = "n", Project = "typo/project" },
            new SetRequest { Key = "n", Value = 1, IfVersion = 3, Project = "typo/project" },
        ];

        Assert.All(requests, request => Assert.Throws<ClawException>(() => scratch.State.Apply(request)));

        Assert.Empty(scratch.State.Projects());
        scratch.State.Apply(new AppendRequest { Key = "n", Line = "a", Project = "right/project" });
        Assert.Equal(["right/project"], scratch.State.Projects());
    }

    [Fact]
    public void Both_kinds_of_change_to_a_new_scope_share_it()
    {
        using var scratch = new Scratch();
        StateStore state = scratch.State;
        state.Apply([
            state.Plan(new RemoveRequest { Key = "a", Project = "a/b" }),
            state.Plan(new SetRequest { Key = "a", Value = 1, Project = "a/b" }),
            state.Plan(new StepRequest { Key = "a", Project = "a/b" }),
        ]);

        StateEntry entry = Assert.Single(scratch.List(scope: ClawScope.All));
        Assert.Equal((2L, 2L, "a/b"), (entry.Value, entry.Version, entry.Project));
    }
}
