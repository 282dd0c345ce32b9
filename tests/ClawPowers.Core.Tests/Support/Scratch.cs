using ClawPowers.Core.Metrics;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Support;

/// <summary>A folder of its own for one test, with a store, a place to work in and a clock. Gone afterwards.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch()
    {
        Root = Directory.CreateTempSubdirectory("claw-test-").FullName;
        WorkingDirectory = Directory.CreateDirectory(Path.Combine(Root, "work")).FullName;
        Location = new StoreLocation(Path.Combine(Root, "store"));
        Context = new ClawContext
        {
            Store = Location,
            WorkingDirectory = WorkingDirectory,
            HomeDirectory = Path.Combine(Root, "home"),
            BundledSkills = Path.Combine(Root, "bundled"),
            Time = Time,
            SessionId = "session-1",
            Agent = "tester",
        };
    }

    public string Root { get; }

    public string WorkingDirectory { get; }

    public StoreLocation Location { get; }

    public ManualTime Time { get; } = new();

    public ClawContext Context { get; set; }

    public StateStore State => new(Context);

    public MetricLog Metrics => new(Context);

    public StoreMaintenance Maintenance => new(Context);

    public StateEntry Set(string key, object? value, long? ifVersion = null, DateTimeOffset? expiresAt = null, ClawScope? scope = null) =>
        State.Apply(new SetRequest { Key = key, Value = value, IfVersion = ifVersion, ExpiresAt = expiresAt, Scope = scope })!;

    public StateEntry Append(string key, string line) => State.Apply(new AppendRequest { Key = key, Line = line })!;

    public StateEntry Step(string key, decimal by = 1, decimal? minimum = null, decimal? maximum = null) =>
        State.Apply(new StepRequest { Key = key, By = by, Minimum = minimum, Maximum = maximum })!;

    public StateEntry Remove(string key, long? ifVersion = null) => State.Apply(new RemoveRequest { Key = key, IfVersion = ifVersion })!;

    public StateEntry? Undo(string key, long? version = null) => State.Apply(new UndoRequest { Key = key, Version = version });

    public PurgeResult Purge(params string[] keys) =>
        State is var state ? state.Purge([.. keys.Select(key => state.Plan(new RemoveRequest { Key = key }))]) : null!;

    public StateEntry Get(string key, DateTimeOffset? asOf = null, ClawScope? scope = null) =>
        State.Read(new StateQuery { Keys = KeyPattern.Parse(key), AsOf = asOf, Scope = scope }).Single();

    public IReadOnlyList<StateEntry> List(string pattern = "*", DateTimeOffset? asOf = null, ClawScope? scope = null) =>
        [.. State.Read(new StateQuery { Keys = KeyPattern.Parse(pattern), AsOf = asOf, Scope = scope })];

    public IReadOnlyList<string> Keys(string pattern = "*", DateTimeOffset? asOf = null, ClawScope? scope = null) =>
        [.. List(pattern, asOf, scope).Select(entry => entry.Key)];

    public IReadOnlyList<StateVersion> History(string key) => [.. State.History(new StateQuery { Keys = KeyPattern.Parse(key) })];

    public IReadOnlyList<StateMatch> Find(string text, string pattern = "*", ClawScope? scope = null, int limit = 20) =>
        State.Find(new SearchQuery { Text = text, Keys = KeyPattern.Parse(pattern), Scope = scope, Limit = limit });

    /// <summary>Runs SQL on the file behind the program's back. Makes neither the file nor a pool.</summary>
    public void Sql(string sql) => Sql(Location.File, sql);

    public static void Sql(string file, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A path in the scratch folder.</summary>
    public string PathOf(params string[] names) => Path.Combine([Root, .. names]);

    /// <summary>Closes what the pool keeps open, so that only the files are left. Merges the log into the store.</summary>
    public void CloseAll() => StoreConnections.ReleaseIdle(Context.Store);

    public void Dispose()
    {
        CloseAll();
        StoreConnections.ReleaseIdle(Location);
        foreach (string folder in Directory.EnumerateDirectories(Root))
        {
            Unlock(folder);
        }

        Directory.Delete(Root, recursive: true);
    }

    private static void Unlock(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
