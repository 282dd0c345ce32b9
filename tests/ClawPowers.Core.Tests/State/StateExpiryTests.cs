using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.State;

public sealed class StateExpiryTests
{
    [Fact]
    public void An_entry_is_there_until_the_millisecond_before_it_expires_and_absent_from_then_on()
    {
        using var scratch = new Scratch();
        scratch.Set("lease", "a", expiresAt: scratch.Time.Now.AddMilliseconds(100));

        scratch.Time.MoveMilliseconds(99);
        Assert.Equal("a", scratch.Get("lease").Value);

        scratch.Time.MoveMilliseconds(1);
        Failure.Of("StateKeyNotFound", () => scratch.Get("lease"));
    }

    [Fact]
    public void Expired_means_absent_everywhere()
    {
        using var scratch = new Scratch();
        scratch.Set("lease", "findable", expiresAt: scratch.Time.Now.AddMinutes(1));
        Assert.Single(scratch.Find("findable"));
        scratch.Time.Move(TimeSpan.FromMinutes(1));

        Assert.Empty(scratch.List());
        Assert.Empty(scratch.Find("findable"));
        Assert.Equal(0, scratch.Maintenance.Status().TotalEntries);
        Failure.Of("StateKeyNotFound", () => scratch.Remove("lease"));
        Failure.Of("StateVersionConflict", () => scratch.Set("lease", "b", ifVersion: 1));
        Assert.Equal("line", scratch.Append("lease", "line").Value);
    }

    [Fact]
    public void A_step_on_an_expired_counter_starts_from_0()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 41, expiresAt: scratch.Time.Now.AddMinutes(1));
        scratch.Time.Move(TimeSpan.FromMinutes(1));

        Assert.Equal((1L, null), (scratch.Step("n").Value, scratch.Get("n").ExpiresAt));
    }

    [Fact]
    public void Appends_and_steps_keep_the_expiry_and_a_set_takes_it_away()
    {
        using var scratch = new Scratch();
        DateTimeOffset end = scratch.Time.Now.AddMinutes(1);
        scratch.Set("n", 1, expiresAt: end);

        Assert.Equal(end, scratch.Step("n").ExpiresAt);
        Assert.Equal(end, scratch.Append("n", "x").ExpiresAt);
        Assert.Equal(end.AddHours(1), scratch.State.Apply(new AppendRequest { Key = "n", Line = "y", ExpiresAt = end.AddHours(1) })!.ExpiresAt);
        Assert.Null(scratch.Set("n", 2).ExpiresAt);
    }

    [Fact]
    public void The_history_of_an_expired_entry_can_still_be_read_and_undone()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "kept", expiresAt: scratch.Time.Now.AddMinutes(1));
        scratch.Time.Move(TimeSpan.FromMinutes(2));

        Assert.Equal("kept", Assert.Single(scratch.History("n")).Value);
        StateEntry back = scratch.Undo("n")!;

        Assert.Equal(("kept", null, 2L), (back.Value, back.ExpiresAt, back.Version));
        Assert.Equal("kept", scratch.Get("n").Value);
    }

    [Fact]
    public void An_entry_that_is_written_over_after_it_expired_keeps_its_old_value_in_the_history()
    {
        using var scratch = new Scratch();
        scratch.Set("log", "a first text, longer than what follows", expiresAt: scratch.Time.Now.AddMinutes(1));
        scratch.Time.Move(TimeSpan.FromMinutes(2));

        scratch.Append("log", "new");
        scratch.Append("log", "line");

        Assert.Equal(["new\nline", "new", "a first text, longer than what follows"], scratch.History("log").Select(version => version.Value));
    }
}
