using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Storage;

public sealed class MigrationTests
{
    private const int Latest = Migrator.CurrentVersion + 2;

    [Fact]
    public void An_older_store_runs_the_scripts_that_it_lacks_in_order()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "kept");
        List<int> run = [];
        using (SqliteConnection connection = StoreConnections.OpenForWriting(scratch.Location))
        {
            Migrator.RunScripts(connection, scratch.Location, Latest, version =>
            {
                run.Add(version);
                return version == Latest ? "INSERT INTO extra (x) VALUES (1)" : "CREATE TABLE extra (x)";
            });

            Assert.Equal([Latest - 1, Latest], run);
            Assert.Equal(Latest, connection.ReadLong("PRAGMA user_version"));
            Assert.Equal(1, connection.ReadLong("SELECT count(*) FROM extra"));
            Assert.Equal("kept", connection.ReadValue("SELECT value FROM entry"));
            connection.Execute($"PRAGMA user_version = {Migrator.CurrentVersion}");
        }

        Assert.Equal("kept", scratch.Get("n").Value);
    }

    [Fact]
    public void A_script_that_fails_leaves_the_store_as_it_was_before_the_first()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "kept");
        using (SqliteConnection connection = StoreConnections.OpenForWriting(scratch.Location))
        {
            Assert.Throws<SqliteException>(() => Migrator.RunScripts(
                connection,
                scratch.Location,
                Latest,
                version => version == Latest ? "DELETE FROM entry; CREATE TABLE broken (" : "CREATE TABLE extra (x)"));

            Assert.Equal(Migrator.CurrentVersion, connection.ReadLong("PRAGMA user_version"));
            Assert.Equal(0, connection.ReadLong("SELECT count(*) FROM sqlite_master WHERE name IN ('extra', 'broken')"));
        }

        Assert.Equal("kept", scratch.Get("n").Value);
        Assert.Equal(2, scratch.Set("n", "written").Version);
    }

    [Fact]
    public void Of_several_that_migrate_at_once_one_runs_the_scripts()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        int run = 0;

        Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ =>
        {
            using var connection = new SqliteConnection($"Data Source={scratch.Location.File};Pooling=False");
            connection.Open();
            Migrator.RunScripts(connection, scratch.Location, Latest, version =>
            {
                Interlocked.Increment(ref run);
                return $"CREATE TABLE extra{version} (x)";
            });
        });

        Assert.Equal(2, run);
    }

    [Fact]
    public void A_store_says_which_schema_it_has()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);

        Assert.Equal(Migrator.CurrentVersion, scratch.Maintenance.Status().SchemaVersion);
    }
}
