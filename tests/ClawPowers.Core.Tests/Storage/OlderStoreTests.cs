using ClawPowers.Core.Metrics;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Storage;

public sealed class OlderStoreTests
{
    [Fact]
    public void The_first_write_migrates_and_keeps_every_entry_version_and_the_identity()
    {
        using Scratch scratch = AtVersion1();
        string? identity = scratch.Maintenance.Status().StoreId;

        scratch.Set("new", "written");

        Assert.Equal((Migrator.CurrentVersion, identity), (scratch.Maintenance.Status().SchemaVersion, scratch.Maintenance.Status().StoreId));
        Assert.Equal(["debug:login:cause", "new", "text"], scratch.Keys());
        Assert.Equal(["second", "first"], scratch.History("debug:login:cause").Select(version => version.Value));
        Assert.Equal(2, scratch.Get("debug:login:cause").Version);
        Assert.Equal(["text"], scratch.Find("remembered").Select(match => match.Key));
        Assert.All(scratch.Maintenance.Check().Where(check => check.Check != "Disk"), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void Reads_find_everything_and_leave_the_schema_as_it_is()
    {
        using Scratch scratch = AtVersion1();

        Assert.Equal("second", scratch.Get("debug:login:cause").Value);
        Assert.Equal(["second", "first"], scratch.History("debug:login:cause").Select(version => version.Value));
        Assert.Equal(["text"], scratch.Find("remembered").Select(match => match.Key));
        StoreStatus status = scratch.Maintenance.Status();

        Assert.Equal((1, 2L, 1L), (status.SchemaVersion, status.TotalEntries, status.HistoryVersions));
        Assert.All(scratch.Maintenance.Check().Where(check => check.Check != "Disk"), check => Assert.True(check.Passed, check.Detail));
        Assert.Equal(1, scratch.Maintenance.Backup(scratch.PathOf("copy.db")).SchemaVersion);
        Assert.Equal(1, scratch.Maintenance.Status().SchemaVersion);
    }

    [Fact]
    public void A_rehearsal_says_what_would_be_and_does_not_migrate()
    {
        using Scratch scratch = AtVersion1();

        StateOutcome outcome = Assert.Single(scratch.State.Apply([scratch.State.Plan(new SetRequest { Key = "debug:login:cause", Value = "third" })], commit: false));

        Assert.Equal(("third", 3L), (outcome.Entry!.Value, outcome.Entry.Version));
        Assert.Equal((1, 2L), (scratch.Maintenance.Status().SchemaVersion, scratch.Get("debug:login:cause").Version));
    }

    [Fact]
    public void Initializing_brings_it_up_to_date_and_says_that_there_was_one()
    {
        using Scratch scratch = AtVersion1();

        Assert.False(scratch.Maintenance.Initialize());

        Assert.Equal((Migrator.CurrentVersion, 2L), (scratch.Maintenance.Status().SchemaVersion, scratch.Maintenance.Status().TotalEntries));
    }

    [Fact]
    public void A_backup_of_it_comes_back_migrated()
    {
        using Scratch scratch = AtVersion1();
        string copy = scratch.Maintenance.Backup(scratch.PathOf("copy.db")).Path;
        scratch.Set("new", "gone after the restore");

        scratch.Maintenance.Restore(copy);

        Assert.Equal((Migrator.CurrentVersion, 2L), (scratch.Maintenance.Status().SchemaVersion, scratch.Maintenance.Status().TotalEntries));
        Assert.Equal("second", scratch.Get("debug:login:cause").Value);
    }

    [Fact]
    public void In_a_folder_that_cannot_be_written_it_can_be_read()
    {
        using Scratch scratch = AtVersion1();
        scratch.CloseAll();
        Permissions.Set(scratch.Root, Permissions.ReadFolder | UnixFileMode.UserWrite);
        Permissions.Set(scratch.Location.File, Permissions.ReadFile);
        Permissions.Set(scratch.Location.Directory, Permissions.ReadFolder);

        Assert.Equal(["second"], Ask(scratch, "get", "debug:login:cause"));
        Assert.Equal(["True False 2"], Ask(scratch, "status"));
        Assert.Equal([""], Ask(scratch, "runs").DefaultIfEmpty(""));
        Assert.Equal(["error StoreReadOnly"], Ask(scratch, "set", "n", "value"));
        Assert.Equal(["error StoreReadOnly"], Ask(scratch, "record", "s", "1"));
    }

    [Fact]
    public void It_has_no_runs_until_the_first_is_recorded()
    {
        using Scratch scratch = AtVersion1();
        MetricLog log = scratch.Metrics;
        PlannedMetric run = log.Plan(new AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Success });

        Assert.Empty(log.Read(new MetricQuery()));
        Assert.Empty(log.Summarize(new SummaryQuery()));
        Assert.Empty(log.Skills());
        Assert.Equal((0L, 0L, null), scratch.Maintenance.Status() is var status ? (status.TotalMetrics, status.ProjectMetrics, status.LastMetricAt) : default);
        Failure.Of("MetricNotFound", () => log.Apply(new RemoveMetricRequest { Id = 1 }));
        Assert.Equal(1L, log.Apply([run], commit: false)[0].Metric!.Id);
        Assert.Equal(1, scratch.Maintenance.Status().SchemaVersion);

        Assert.Equal(1L, log.Apply([run])[0].Metric!.Id);

        Assert.Equal((Migrator.CurrentVersion, 1L, 2L), scratch.Maintenance.Status() is var after ? (after.SchemaVersion, after.TotalMetrics, after.TotalEntries) : default);
    }

    /// <summary>A store as the first release left it: one entry at its second version, one text.</summary>
    internal static Scratch AtVersion1()
    {
        var scratch = new Scratch();
        StoreFolder.Create(scratch.Location);
        using (var connection = new SqliteConnection($"Data Source={scratch.Location.File};Pooling=False"))
        {
            connection.Open();
            Migrator.UseWriteAheadLog(connection, scratch.Location, waits: false);
            Migrator.RunScripts(connection, scratch.Location, 1, Migrator.ReadScript);
            connection.Execute("""
                INSERT INTO entry (scope_id, key, version, change, created_at, updated_at, type, value) VALUES
                    (0, 'debug:login:cause', 1, 0, 1000, 1000, 0, 'first'), (0, 'text', 1, 0, 1000, 1000, 0, 'to be remembered');
                UPDATE entry SET version = 2, updated_at = 2000, value = 'second' WHERE key = 'debug:login:cause';
                """);
        }

        return scratch;
    }

    private static string[] Ask(Scratch scratch, params string[] what)
    {
        using Worker worker = Worker.StartUnprivileged(scratch.Location, what);
        return worker.Go().ReadToEnd();
    }
}
