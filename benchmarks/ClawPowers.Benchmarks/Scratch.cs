using ClawPowers.Core;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;

namespace ClawPowers.Benchmarks;

/// <summary>Scratch folders and the data that every comparison uses.</summary>
internal sealed class Scratch : IDisposable
{
    /// <summary>The session that everything is booked to.</summary>
    public const string Session = "20261101-4242";

    /// <summary>The agent that everything is booked to.</summary>
    public const string Agent = "benchmark";

    private readonly string _root = Directory.CreateTempSubdirectory("clawpowers-benchmark-").FullName;
    private int _count;

    /// <summary>Keys and values as an agent would write them.</summary>
    public static (string Key, string Value)[] Entries(int count) =>
        [.. Enumerable.Range(0, count).Select(static i => ($"debug:issue-{i:0000000}:observation", $"Timeout after {i % 97} requests in the connection pool of service {i % 13}, see run {i}"))];

    /// <summary>A folder that is not there yet.</summary>
    public string NewFolder() => Path.Combine(_root, $"{_count++}");

    /// <summary>A context for a store in a folder, outside of any project.</summary>
    public ClawContext Context(string folder) => new() { Store = new StoreLocation(folder), WorkingDirectory = _root };

    /// <summary>The same, booked to a session and an agent.</summary>
    public ClawContext BookedContext(string folder) => Context(folder) with { SessionId = Session, Agent = Agent };

    /// <summary>Fills a store through Core.</summary>
    public StateStore Fill(string folder, IReadOnlyList<(string Key, string Value)> entries) => Fill(Context(folder), entries);

    /// <summary>Fills the store of a context through Core.</summary>
    public static StateStore Fill(ClawContext context, IReadOnlyList<(string Key, string Value)> entries)
    {
        var store = new StateStore(context);
        _ = store.Apply([.. entries.Select(entry => store.Plan(new SetRequest { Key = entry.Key, Value = entry.Value, WantsEntry = false }))]);
        return store;
    }

    public void Dispose()
    {
        StoreConnections.ReleaseIdle();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }
}
