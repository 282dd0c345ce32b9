using System.Text.Json;
using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;
using ClawPowers.Core.Transfer;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Transfer;

public sealed class ExportTests : IDisposable
{
    private static readonly string Token = "ghp_" + new string('b', 36);

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Lines_are_sorted_and_say_everything_once()
    {
        _scratch.Set("b", 1L);
        _scratch.Set("a:x", "größer");
        _scratch.Append("a:x", "two");
        _scratch.SetIn("example.com/p", "z", new object[] { 1L, 0.5, "t" });
        _scratch.Remove("b");

        string[] lines = _scratch.Export().TrimEnd('\n').Split('\n');

        Assert.StartsWith("""{"type":"store","format":1,"store":""", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(""","complete":true,"history":true}""", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                """{"type":"scope","project":""}""",
                """{"type":"scope","project":"example.com/p"}""",
                """{"type":"entry","key":"a:x","version":2,"change":"append","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","session":"session-1","agent":"tester","kind":"text","value":"größer\ntwo"}""",
                """{"type":"version","version":1,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","session":"session-1","agent":"tester","kind":"text","length":8}""",
                """{"type":"entry","key":"b","version":2,"change":"remove","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","session":"session-1","agent":"tester"}""",
                """{"type":"version","version":1,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","session":"session-1","agent":"tester","kind":"integer","value":1}""",
                """{"type":"entry","project":"example.com/p","key":"z","version":1,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","session":"session-1","agent":"tester","kind":"json","value":[1,0.5,"t"]}""",
            ],
            lines[1..]);
    }

    [Fact]
    public void The_same_store_gives_the_same_bytes_whenever_it_is_asked()
    {
        _scratch.Set("a", "v", expiresAt: _scratch.Time.Now.AddMinutes(5));
        _scratch.Record("s", SkillOutcome.Success);
        string before = _scratch.Export();

        _scratch.Time.Move(TimeSpan.FromDays(3));

        Assert.Equal(before, _scratch.Export());
    }

    [Fact]
    public void Secrets_are_masked_unless_asked_for_in_every_version_too()
    {
        _scratch.State.Apply(new SetRequest { Key = "t", Value = "use " + Token, AllowSecret = true });
        _scratch.Append("t", "more");
        _scratch.State.Apply(new SetRequest { Key = "j", Value = new System.Collections.Hashtable { ["a"] = Token, ["n"] = 1 }, AllowSecret = true });
        _scratch.State.Apply(new SetRequest { Key = "c", Value = new System.Collections.Hashtable { ["a"] = "Server=x;Password=hunter22", ["n"] = 1 }, AllowSecret = true });
        new Core.Metrics.MetricLog(_scratch.Context).Apply(new Core.Metrics.AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Success, Notes = Token, AllowSecret = true });

        (byte[] bytes, StoreExport result) = _scratch.ExportBytes(new ExportRequest());
        string text = System.Text.Encoding.UTF8.GetString(bytes);

        Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", text, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"use <GitHub token>\\nmore\",\"masked\":true}", text, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"text\",\"value\":\"use <GitHub token>\",\"masked\":true}", text, StringComparison.Ordinal);
        Assert.Contains("\"value\":{\"a\":\"<GitHub token>\",\"n\":1},\"masked\":true}", text, StringComparison.Ordinal);
        Assert.Contains("\"notes\":\"<GitHub token>\",\"masked\":true}", text, StringComparison.Ordinal);
        Assert.Equal(5, result.Masked);
        Assert.Contains(Token, _scratch.Export(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_and_scopes_can_be_chosen()
    {
        _scratch.Set("a:1", "v");
        _scratch.Set("a:2", "v");
        _scratch.Set("b:1", "v");
        _scratch.SetIn("example.com/p", "a:3", "v");
        _scratch.Record("s", SkillOutcome.Success);
        _scratch.Record("s", SkillOutcome.Success, project: "example.com/p");

        Assert.Equal(["a:1", "a:2", "a:3"], Keys(new ExportRequest { Keys = ["a:*"] }));
        Assert.Equal(["a:2", "b:1"], Keys(new ExportRequest { Keys = ["a:2", "b*"] }));
        Assert.Equal(["a:3"], Keys(new ExportRequest { Project = "example.com/p" }));
        Assert.Equal(["a:1", "a:2", "b:1"], Keys(new ExportRequest { Scope = ClawScope.Global }));
        (_, StoreExport byKey) = _scratch.ExportBytes(new ExportRequest { Keys = ["a:*"] });
        Assert.Equal((false, 3L, 0L), (byKey.IsComplete, byKey.Entries, byKey.Metrics));
        (_, StoreExport byProject) = _scratch.ExportBytes(new ExportRequest { Project = "example.com/p" });
        Assert.Equal((false, 1L, 1L), (byProject.IsComplete, byProject.Entries, byProject.Metrics));
        Failure.Of("InvalidStatePattern", () => _scratch.ExportBytes(new ExportRequest { Keys = ["a[*"] }));
    }

    [Fact]
    public void History_can_be_left_out()
    {
        _scratch.Set("a", 1L);
        _scratch.Set("a", 2L);

        (_, StoreExport with) = _scratch.ExportBytes();
        (byte[] bytes, StoreExport without) = _scratch.ExportBytes(new ExportRequest { History = false });

        Assert.Equal((1L, true, 0L, false), (with.Versions, with.HasHistory, without.Versions, without.HasHistory));
        Assert.Equal(bytes.Length, without.SizeBytes);
    }

    [Fact]
    public void A_file_is_whole_private_and_never_replaced_unasked()
    {
        _scratch.Set("a", "v");
        string path = _scratch.PathOf("out.jsonl");
        var exporter = new StoreExporter(_scratch.Context);

        StoreExport result = exporter.Write(new ExportRequest { Path = path });

        Assert.Equal((path, new FileInfo(path).Length), (result.Path, result.SizeBytes));
        byte[] bytes = File.ReadAllBytes(path);
        Assert.Equal(((byte)'{', (byte)'\n', false), (bytes[0], bytes[^1], bytes.Contains((byte)'\r')));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Failure.Of("ExportFileExists", () => exporter.Write(new ExportRequest { Path = path }));
        exporter.Write(new ExportRequest { Path = path, Overwrite = true });
        Failure.Of("ExportFileExists", () => exporter.Write(new ExportRequest { Path = _scratch.Root, Overwrite = true }));
        Failure.Of("ExportFileExists", () => exporter.Write(new ExportRequest { Path = _scratch.Location.File, Overwrite = true }));
        Failure.Of("ExportFolderNotFound", () => exporter.Write(new ExportRequest { Path = _scratch.PathOf("no", "out.jsonl") }));
        Assert.Empty(Directory.EnumerateFiles(_scratch.Root, "*.partial"));
    }

    [Fact]
    public void A_device_is_never_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such devices on Windows.");

        // There is no store, so that nothing is written even where this fails.
        Failure.Of("ExportFileExists", () => new StoreExporter(_scratch.Context).Write(new ExportRequest { Path = "/dev/null", Overwrite = true }));
    }

    [Fact]
    public void What_fails_or_is_stopped_on_the_way_leaves_no_file()
    {
        _scratch.Set("a", "v");
        _scratch.Sql("UPDATE entry SET type = 99");
        string path = _scratch.PathOf("out.jsonl");

        Failure.Of("StoreDamaged", () => new StoreExporter(_scratch.Context).Write(new ExportRequest { Path = path }));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new StoreExporter(_scratch.Context).Write(new ExportRequest { Path = path }, cancellation: stop.Token));

        Assert.Empty(Directory.EnumerateFiles(_scratch.Root, "out.jsonl*"));
    }

    [Fact]
    public void Without_a_store_there_is_nothing_to_export() =>
        Failure.Of("StoreNotFound", () => new StoreExporter(_scratch.Context).Write(new ExportRequest { Path = _scratch.PathOf("out.jsonl") }));

    [Fact]
    public void Every_table_and_column_of_the_store_is_exported_or_said_not_to_be()
    {
        // The store's own first line, what is made anew from the rest, and where backups are and which process is whose session, which are true of one machine only.
        // So are checkouts, what was verified in them, and whom one has trusted. Plans come from files; how far they are is in backups.
        string[] left = ["plan.*", "task.*", "task_need.*", "task_attempt.*", "verification_trust.*", "verification_run.*", "verification_gate.*", "worktree.*", "store.id", "store.created_at", "skill.*", "metric_day.*", "indexed.*", "unindexed.*", "backup.*", "session.*", "entry_text*", "scope.id", "entry.id", "history.entry_id", "metric_history.metric_id"];
        _scratch.Set("a", "v");
        _scratch.CloseAll();
        HashSet<string> exported = [.. LineShape.All.SelectMany(shape => shape.Fields.Select(field => shape.Table + "." + field.Column))];

        List<string> missing = [];
        using var connection = new SqliteConnection($"Data Source={_scratch.Location.File};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string column = reader.GetString(0);
            if (!exported.Contains(column) && !Array.Exists(left, name => name.EndsWith('*') ? column.StartsWith(name[..^1], StringComparison.Ordinal) : name == column))
            {
                missing.Add(column);
            }
        }

        Assert.Empty(missing);
    }

    private IEnumerable<string> Keys(ExportRequest request) => _scratch.Export(request).Split('\n')
        .Where(line => line.StartsWith("""{"type":"entry",""", StringComparison.Ordinal))
        .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()!);
}
