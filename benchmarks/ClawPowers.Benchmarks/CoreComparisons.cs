using System.Diagnostics;
using ClawPowers.Core.State;

namespace ClawPowers.Benchmarks;

/// <summary>Core against bare loops over the same rows.</summary>
internal static class CoreComparisons
{
    private const int Count = 100_000;
    private const string First = "debug:";
    private const string End = "debug;";

    public static IEnumerable<Comparison> All(Scratch scratch)
    {
        (string Key, string Value)[] entries = Scratch.Entries(Count);
        yield return new Comparison
        {
            Name = "Core: set 100,000 new keys / the same upserts, bare",
            Target = 1.7,
            Baseline = () => WriteBare(scratch, entries),
            Subject = () => Time(() => scratch.Fill(scratch.NewFolder(), entries)),
        };

        string folder = scratch.NewFolder();
        Directory.CreateDirectory(folder);
        using var bare = new BareStore(Path.Combine(folder, "bare.db"));
        bare.Write(entries);
        string filled = scratch.NewFolder();
        StateStore store = scratch.Fill(filled, entries);
        yield return new Comparison
        {
            Name = "Core: set 100,000 known keys, with history / bare",
            Target = 3.0,
            Baseline = () => WriteBare(scratch, entries, times: 2),
            Subject = () =>
            {
                StateStore fresh = scratch.Fill(scratch.NewFolder(), entries);
                return Time(() => fresh.Apply([.. entries.Select(entry => fresh.Plan(new SetRequest { Key = entry.Key, Value = entry.Value, WantsEntry = false }))]));
            },
        };
        yield return new Comparison
        {
            Name = "Core: first search after 100,000 / the upserts, bare",
            Target = 3.0,
            Baseline = () => WriteBare(scratch, entries),
            Subject = () =>
            {
                StateStore fresh = scratch.Fill(scratch.NewFolder(), entries);
                return Time(() => fresh.Find(new SearchQuery { Text = "timeout 4242" }));
            },
        };
        yield return new Comparison
        {
            Name = "Core: read 100,000 of debug:* / a bare reader",
            Target = 1.5,
            Baseline = () => bare.Read(First, End, Count),
            Subject = () => Time(() => Consume(store.Read(new StateQuery { Keys = KeyPattern.Parse("debug:*") }), Count)),
        };

        StateStore small = scratch.Fill(scratch.NewFolder(), Scratch.Entries(1_000));
        StateStore large = scratch.Fill(scratch.NewFolder(), Scratch.Entries(1_000_000));
        yield return new Comparison
        {
            Name = "Core: get one known key, 1,000,000 keys / 1,000 (x 2,000)",
            Target = 1.5,
            Baseline = () => GetOften(small, 1_000),
            Subject = () => GetOften(large, 1_000_000),
        };
    }

    /// <summary>How much memory streaming 1,000,000 entries takes, in MiB above what was there before.</summary>
    public static double StreamingMemory(Scratch scratch)
    {
        StateStore store = scratch.Fill(scratch.NewFolder(), Scratch.Entries(1_000_000));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        int count = 0;
        foreach (StateEntry _ in store.Read(new StateQuery { Keys = KeyPattern.Everything }))
        {
            if (++count % 100_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        return most / 1048576.0;
    }

    private static double WriteBare(Scratch scratch, IReadOnlyList<(string Key, string Value)> entries, int times = 1)
    {
        string folder = scratch.NewFolder();
        Directory.CreateDirectory(folder);
        using var bare = new BareStore(Path.Combine(folder, "bare.db"));
        double last = 0;
        for (int i = 0; i < times; i++)
        {
            last = bare.Write(entries);
        }

        return last;
    }

    private static double GetOften(StateStore store, int keys) => Time(() =>
    {
        for (int i = 0; i < 2_000; i++)
        {
            Consume(store.Read(new StateQuery { Keys = KeyPattern.Parse($"debug:issue-{i * 7919 % keys:0000000}:observation") }), 1);
        }
    });

    private static void Consume(IEnumerable<StateEntry> entries, int expected)
    {
        int count = entries.Count();
        if (count != expected)
        {
            throw new InvalidOperationException($"{count} entries were read instead of {expected}.");
        }
    }

    /// <summary>How long something takes, in milliseconds.</summary>
    public static double Time(Action action)
    {
        long started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
