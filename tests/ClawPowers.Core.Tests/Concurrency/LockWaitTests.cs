using System.Diagnostics;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Concurrency;

[Collection(AloneCollection.Name)]
public sealed class LockWaitTests
{
    // SQLite's own timer would sleep for whole seconds here. A busy machine may be late once, but not every time.
    private const int Attempts = 5;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(900);

    [Fact]
    public async Task A_command_that_waits_for_a_lock_goes_on_soon_after_it_is_free()
    {
        TimeSpan shortest = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < Attempts && shortest > Soon; attempt++)
        {
            TimeSpan waited = await Wait();
            shortest = waited < shortest ? waited : shortest;
        }

        Assert.InRange(shortest, TimeSpan.FromMilliseconds(300), Soon);
    }

    private static async Task<TimeSpan> Wait()
    {
        using var scratch = new Scratch();
        scratch.Set("k", "v");
        ClawPowers.Core.Storage.StoreConnections.ReleaseIdle();
        var holder = new SqliteConnection($"Data Source={scratch.Location.File};Pooling=False");
        holder.Open();
        using (SqliteCommand command = holder.CreateCommand())
        {
            command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE entry SET agent = 'x'; COMMIT";
            command.ExecuteNonQuery();
        }

        long started = Stopwatch.GetTimestamp();
        var reading = Task.Run(() => scratch.Get("k").Value, TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(reading.IsCompleted);
        await holder.DisposeAsync();

        Assert.Equal("v", await reading);
        return Stopwatch.GetElapsedTime(started);
    }
}
