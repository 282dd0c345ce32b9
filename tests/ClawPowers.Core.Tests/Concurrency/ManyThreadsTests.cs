using System.Collections;
using System.Diagnostics;
using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Concurrency;

public sealed class ManyThreadsTests
{
    [Fact]
    public void Sixteen_threads_that_step_one_counter_lose_no_step()
    {
        using var scratch = new Scratch();
        long[] values = new long[400];

        Parallel.For(0, values.Length, new ParallelOptions { MaxDegreeOfParallelism = 16 }, number => values[number] = (long)scratch.Step("n").Value!);

        Assert.Equal(400L, scratch.Get("n").Value);
        Assert.Equal(Enumerable.Range(1, 400).Select(number => (long)number), values.Order());
    }

    [Fact]
    public void Of_many_that_take_a_lease_at_once_exactly_one_gets_it()
    {
        using var scratch = new Scratch();
        int taken = 0;
        int conflicts = 0;

        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 16 }, number =>
        {
            StateStore state = scratch.State;
            StateOutcome outcome = state.Apply([state.Plan(new SetRequest { Key = "lease", Value = number, IfVersion = 0 })])[0];
            if (outcome.Error is null)
            {
                Interlocked.Increment(ref taken);
            }
            else if (outcome.Error.ErrorId == "StateVersionConflict")
            {
                Interlocked.Increment(ref conflicts);
            }
        });

        Assert.Equal((1, 39), (taken, conflicts));
    }

    [Fact]
    public void Threads_that_make_the_store_at_once_lose_no_entry()
    {
        using var scratch = new Scratch();

        Parallel.For(0, 32, new ParallelOptions { MaxDegreeOfParallelism = 16 }, number => scratch.Set($"n:{number:00}", number));

        Assert.Equal(32, scratch.List().Count);
        Assert.All(scratch.Maintenance.Check(), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void A_reader_that_writes_for_each_entry_it_reads_comes_to_an_end()
    {
        using var scratch = new Scratch();
        StateStore state = scratch.State;
        state.Apply([.. Enumerable.Range(0, 500).Select(number => state.Plan(new SetRequest { Key = $"d:{number:000}", Value = number }))]);

        int read = 0;
        foreach (StateEntry entry in state.Read(new StateQuery { Keys = KeyPattern.Parse("d:*") }))
        {
            scratch.Set(entry.Key + ":x", 1);
            read++;
        }

        Assert.Equal(500, read);
        Assert.Equal(1000, scratch.Keys("d:*").Count);
    }

    [Fact]
    public void A_reader_sees_one_moment_whatever_is_written_meanwhile()
    {
        using var scratch = new Scratch();
        StateStore state = scratch.State;
        state.Apply([.. Enumerable.Range(0, 200).Select(number => state.Plan(new SetRequest { Key = $"d:{number:000}", Value = "before" }))]);

        using IEnumerator<StateEntry> reader = state.Read(new StateQuery { Keys = KeyPattern.Parse("d:*") }).GetEnumerator();
        Assert.True(reader.MoveNext());
        state.Apply([.. Enumerable.Range(0, 200).Select(number => state.Plan(new SetRequest { Key = $"d:{number:000}", Value = "after" }))]);
        int seen = 1;
        while (reader.MoveNext())
        {
            Assert.Equal("before", reader.Current.Value);
            seen++;
        }

        Assert.Equal(200, seen);
        Assert.All(scratch.List(), entry => Assert.Equal("after", entry.Value));
    }

    [Fact]
    public async Task Searching_while_others_write_finds_what_was_there_before()
    {
        using var scratch = new Scratch();
        scratch.Set("first", "needle");
        using var stop = new CancellationTokenSource();
        Task writer = Task.Run(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                scratch.Set($"n:{i % 50}", $"hay {i}");
            }
        });

        for (int i = 0; i < 30; i++)
        {
            Assert.Equal("first", Assert.Single(scratch.Find("needle")).Key);
        }

        await stop.CancelAsync();
        await writer;
        Assert.All(scratch.Maintenance.Check(), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void Cancelling_while_it_waits_for_the_lock_ends_the_wait_and_changes_nothing()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        using Worker other = Worker.Start(scratch.Location, "lock").Go();
        Assert.Equal("locked", other.ReadLine());
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();

        Assert.ThrowsAny<OperationCanceledException>(() => scratch.State.Apply(new StepRequest { Key = "n" }, cancellation.Token));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0.1, 9); // it would give up after ten
        other.Continue();
        other.ReadToEnd();
        Assert.Equal((1L, 1L), (scratch.Get("n").Value, scratch.Get("n").Version));
        Assert.Equal(2L, scratch.Step("n").Value);
    }

    [Fact]
    public async Task A_lock_that_is_not_given_back_is_waited_for_ten_seconds_while_reading_and_searching_go_on()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "needle");
        using Worker other = Worker.Start(scratch.Location, "lock").Go();
        Assert.Equal("locked", other.ReadLine());
        var watch = Stopwatch.StartNew();
        Task<string> write = Task.Run(() => Failure.Of("StoreBusy", () => scratch.Set("n", "other")).ErrorId);

        Assert.Equal("needle", scratch.Get("n").Value);
        Assert.Equal("n", Assert.Single(scratch.Find("needle")).Key);

        Assert.Equal("StoreBusy", await write);
        Assert.InRange(watch.Elapsed.TotalSeconds, 9, 25);
        other.Continue();
        other.ReadToEnd();
        Assert.Equal(("needle", 1L), (scratch.Get("n").Value, scratch.Get("n").Version));
    }

    [Fact]
    public void Cancelling_a_read_ends_it()
    {
        using var scratch = new Scratch();
        scratch.Set("a", 1);
        scratch.Set("b", 1);
        using var cancellation = new CancellationTokenSource();
        using IEnumerator<StateEntry> reader = scratch.State.Read(new StateQuery { Keys = KeyPattern.Everything }, cancellation.Token).GetEnumerator();
        Assert.True(reader.MoveNext());

        cancellation.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => reader.MoveNext());
        Assert.Equal(2, scratch.List().Count);
    }

    [Fact]
    public void A_batch_that_is_cancelled_keeps_nothing()
    {
        using var scratch = new Scratch();
        StateStore state = scratch.State;
        scratch.Set("before", 1);
        PlannedChange[] changes = [.. Enumerable.Range(0, 20_000).Select(number => state.Plan(new SetRequest { Key = $"n:{number}", Value = number, WantsEntry = false }))];
        using var cancellation = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => state.Apply(new CancelledHalfway(changes, cancellation), commit: true, cancellation.Token));

        Assert.Equal(["before"], scratch.Keys());
    }

    /// <summary>A batch whose caller loses patience when half of it is written.</summary>
    private sealed class CancelledHalfway(PlannedChange[] changes, CancellationTokenSource cancellation) : IReadOnlyList<PlannedChange>
    {
        public int Count => changes.Length;

        public PlannedChange this[int index]
        {
            get
            {
                if (index == changes.Length / 2)
                {
                    cancellation.Cancel();
                }

                return changes[index];
            }
        }

        public IEnumerator<PlannedChange> GetEnumerator() => changes.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
