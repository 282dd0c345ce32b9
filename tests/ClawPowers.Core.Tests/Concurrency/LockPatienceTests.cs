using ClawPowers.Core.Errors;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Concurrency;

public sealed class LockPatienceTests
{
    private const long Began = 1_000_000;

    [Fact]
    public void A_lock_that_somebody_keeps_is_waited_for_ten_seconds()
    {
        var patience = new LockPatience(Began);

        Assert.True(patience.Lasts(Began, 7));
        Assert.True(patience.Lasts(Began + 9_999, 7));
        Assert.False(patience.Lasts(Began + 10_000, 7));
        Assert.True(patience.IsStuck);
    }

    [Fact]
    public void While_others_write_it_is_waited_for_sixty_seconds()
    {
        var patience = new LockPatience(Began);

        for (int second = 0; second < 60; second++)
        {
            Assert.True(patience.Lasts(Began + (second * 1000), second / 9), $"second {second}");
        }

        Assert.False(patience.Lasts(Began + 60_000, 7));
        Assert.False(patience.IsStuck);
    }

    [Fact]
    public void The_ten_seconds_begin_anew_with_every_change_that_is_seen()
    {
        var patience = new LockPatience(Began);

        Assert.True(patience.Lasts(Began, 7));
        Assert.True(patience.Lasts(Began + 5_000, 8));
        Assert.True(patience.Lasts(Began + 14_999, 8));
        Assert.False(patience.Lasts(Began + 15_000, 8));
        Assert.True(patience.IsStuck);
    }

    [Fact]
    public void What_cannot_be_seen_and_what_is_seen_first_is_no_change()
    {
        var patience = new LockPatience(Began);

        Assert.True(patience.Lasts(Began, null));
        Assert.True(patience.Lasts(Began + 5_000, 7));
        Assert.True(patience.Lasts(Began + 7_000, null));
        Assert.True(patience.Lasts(Began + 9_999, 7));
        Assert.False(patience.Lasts(Began + 10_000, null));
    }

    [Fact]
    public void The_longest_wait_can_be_shorter()
    {
        var patience = new LockPatience(Began, longestSeconds: 3);

        Assert.True(patience.Lasts(Began + 2_999, 1));
        Assert.False(patience.Lasts(Began + 3_000, 2));
        Assert.False(patience.IsStuck);
    }

    [Theory]
    [InlineData(0, 0, 3)]
    [InlineData(5, 40, 13)]
    [InlineData(11, 100, 25)]
    [InlineData(80, 1_000, 25)]
    [InlineData(150, 2_000, 15)]
    [InlineData(300, 3_000, 5)]
    [InlineData(5_000, 50_000, 5)]
    public void Who_has_waited_long_looks_more_often_again(int tries, long waited, int longestPause)
    {
        Assert.Equal(longestPause, LockPatience.LongestPause(tries, waited));
        Assert.InRange(new LockPatience(Began).Pause(tries, Began + waited), 1, longestPause);
    }

    [Fact]
    public void Both_ends_of_a_wait_are_StoreBusy_and_say_which_it_was()
    {
        var store = new StoreLocation(Path.Combine(Path.GetTempPath(), "nowhere"));
        var stuck = new LockPatience(Began);
        var endless = new LockPatience(Began);
        Assert.False(stuck.Lasts(Began + 10_000, 1));
        Assert.True(endless.Lasts(Began + 9_000, 1));
        Assert.True(endless.Lasts(Began + 18_000, 2));
        Assert.False(endless.Lasts(Began + 60_000, 3));

        ClawException held = StoreErrors.LockedTooLong(store, stuck);
        ClawException crowded = StoreErrors.LockedTooLong(store, endless);

        Assert.Equal(("StoreBusy", "StoreBusy"), (held.ErrorId, crowded.ErrorId));
        Assert.Contains("locked for over 10 seconds", held.Message, StringComparison.Ordinal);
        Assert.Contains("Others have kept writing", crowded.Message, StringComparison.Ordinal);
        Assert.Contains("over 60 seconds", crowded.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_leaves_a_trace_that_is_seen_without_opening_the_store()
    {
        using var scratch = new Scratch();
        scratch.Set("a", 1);
        long? before = LockWait.Trace(scratch.Location.File);
        Assert.Equal(before, LockWait.Trace(scratch.Location.File));

        scratch.Set("a", 2);

        Assert.NotEqual(before, LockWait.Trace(scratch.Location.File));
        Assert.Null(LockWait.Trace(string.Empty));
    }
}
