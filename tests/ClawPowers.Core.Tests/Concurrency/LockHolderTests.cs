using System.Diagnostics;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Concurrency;

/// <summary>Waiting while another process holds a lock for longer than the ten seconds after which it counts as stuck.</summary>
public sealed class LockHolderTests
{
    private const string Longer = "13";

    [Fact]
    public async Task A_writer_waits_longer_than_ten_seconds_while_another_commits_time_and_again()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        using Worker other = Worker.Start(scratch.Location, "lock and commit", Longer).Go();
        Assert.Equal("locked", other.ReadLine());

        Assert.Equal(2L, await Task.Run(() => scratch.Step("n").Value, TestContext.Current.CancellationToken));

        Assert.Empty(other.ReadToEnd());
        Assert.Equal(2L, scratch.Get("n").Value);
    }

    [Fact]
    public async Task A_reader_waits_longer_than_ten_seconds_while_another_that_owns_the_file_writes()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        ClawPowers.Core.Storage.StoreConnections.ReleaseIdle(scratch.Location);
        using Worker other = Worker.Start(scratch.Location, "own and commit", Longer).Go();
        Assert.Equal("locked", other.ReadLine());
        var watch = Stopwatch.StartNew();

        Assert.Equal(1L, await Task.Run(() => scratch.Get("n").Value, TestContext.Current.CancellationToken));

        Assert.InRange(watch.Elapsed.TotalSeconds, 10.5, 55);
        Assert.Empty(other.ReadToEnd());
    }

    [Fact]
    public async Task A_reader_gives_up_after_ten_seconds_if_the_one_that_owns_the_file_does_nothing()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        ClawPowers.Core.Storage.StoreConnections.ReleaseIdle(scratch.Location);
        using Worker other = Worker.Start(scratch.Location, "own").Go();
        Assert.Equal("locked", other.ReadLine());
        var watch = Stopwatch.StartNew();

        Assert.Equal("StoreBusy", await Task.Run(() => Failure.Of("StoreBusy", () => scratch.Get("n")).ErrorId, TestContext.Current.CancellationToken));

        Assert.InRange(watch.Elapsed.TotalSeconds, 9, 30);
        other.Continue();
        Assert.Empty(other.ReadToEnd());
        Assert.Equal(1L, scratch.Get("n").Value);
    }
}
