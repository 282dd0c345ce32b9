using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Storage;

public sealed class CopiedStoreTests
{
    [Fact]
    public void A_backup_in_the_stores_place_gets_the_log_back_by_the_first_write()
    {
        using var scratch = new Scratch();
        PutBackupInPlace(scratch);

        scratch.Set("new", 1);

        Assert.Equal("wal", JournalMode(scratch));
    }

    [Fact]
    public void A_backup_in_the_stores_place_gets_the_log_back_by_the_first_read_so_that_it_does_not_stop_writers()
    {
        using var scratch = new Scratch();
        PutBackupInPlace(scratch);

        using IEnumerator<StateEntry> reader = scratch.State.Read(new StateQuery { Keys = KeyPattern.Everything }).GetEnumerator();
        Assert.True(reader.MoveNext());
        scratch.Set("new", 1);

        Assert.Equal("wal", JournalMode(scratch));
    }

    [Fact]
    public void A_read_goes_on_without_the_log_while_another_program_reads_and_the_next_one_gets_it()
    {
        using var scratch = new Scratch();
        PutBackupInPlace(scratch);
        using (var other = new SqliteConnection($"Data Source={scratch.Location.File};Pooling=False"))
        {
            other.Open();
            other.Execute("BEGIN");

            // What was begun has read only if a row was read.
            Assert.Equal(100, other.ReadLong("SELECT count(*) FROM entry"));
            Assert.Equal(100, scratch.List().Count);
            Assert.Equal("delete", JournalMode(scratch));
        }

        Assert.Equal(100, scratch.List().Count);
        Assert.Equal("wal", JournalMode(scratch));
    }

    [Theory]
    [InlineData("a%41b")]
    [InlineData("a?b#c")]
    [InlineData("ä b;c='d\"&e")]
    public void A_path_in_a_uri_names_the_same_file(string folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Not all of these can be names there.");
        using var scratch = new Scratch();
        scratch.Context = scratch.Context with { Store = new StoreLocation(scratch.PathOf(folder)) };
        scratch.Set("n", 1);
        scratch.CloseAll();

        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = StoreConnections.UriOf(scratch.Context.Store.File) + "?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        Assert.Equal(1, connection.ReadLong("SELECT count(*) FROM entry"));
    }

    private static void PutBackupInPlace(Scratch scratch)
    {
        StoreFiles.Fill(scratch);
        scratch.Maintenance.Backup(scratch.PathOf("copy.db"));
        scratch.CloseAll();
        File.Copy(scratch.PathOf("copy.db"), scratch.Location.File, overwrite: true);
        Assert.Equal("delete", JournalMode(scratch));
    }

    private static string? JournalMode(Scratch scratch)
    {
        using var connection = new SqliteConnection($"Data Source={scratch.Location.File};Pooling=False");
        connection.Open();
        return (string?)connection.ReadValue("PRAGMA journal_mode");
    }
}
