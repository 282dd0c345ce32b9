using ClawPowers.Core.Errors;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Storage;

public sealed class BrokenStoreTests
{
    private static readonly string[] Refusals = ["StoreDamaged", "StoreNotRecognized"];

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(8192)]
    [InlineData(20_000)]
    [InlineData(-4096)]
    [InlineData(-512)]
    [InlineData(-1)]
    public void A_truncated_file_is_refused_by_every_use_and_left_as_it_is(int length)
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        Truncate(scratch, length);

        RefusedByEveryUse(scratch, Refusals);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void An_empty_file_with_a_log_beside_it_is_refused_by_every_use_and_the_log_is_kept(int length)
    {
        using var scratch = new Scratch();
        LeaveLog(scratch);
        Truncate(scratch, length);

        RefusedByEveryUse(scratch, ["StoreDamaged"]);
    }

    // What is missing may be in the log: SQLite notices when it comes to a page that is nowhere. What it refuses it leaves alone.
    [Theory]
    [InlineData(100)]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(8192)]
    [InlineData(20_000)]
    [InlineData(-4096)]
    [InlineData(-1)]
    public void A_truncated_file_with_a_log_beside_it_gives_the_right_answer_or_is_refused_and_left_as_it_is(int length)
    {
        using var scratch = new Scratch();
        LeaveLog(scratch);
        byte[] store = File.ReadAllBytes(scratch.Location.File);
        byte[] log = File.ReadAllBytes(scratch.Location.LogFile);
        for (int use = 0; use < StoreFiles.EveryUse(scratch).Count(); use++)
        {
            Replace(scratch, store, log);
            Truncate(scratch, length);
            string before = StoreFiles.Fingerprint(scratch);
            (string name, Action act) = StoreFiles.EveryUse(scratch).ElementAt(use);

            Exception? failure = Record.Exception(act);

            Assert.True(failure is null or ClawException { ErrorId: "StoreDamaged" or "StoreNotRecognized" or "BackupUnusable" }, $"{name}: {failure}");
            Assert.True(failure is null || before == StoreFiles.Fingerprint(scratch), $"{name} changed the files");
        }

        Replace(scratch, store, log);
        Truncate(scratch, length);
        Assert.True(length is -1 || scratch.Maintenance.Check().Any(check => !check.Passed));
    }

    [Fact]
    public void A_log_that_a_dead_process_left_is_read()
    {
        using var scratch = new Scratch();
        LeaveLog(scratch);

        Assert.Equal("in the log", scratch.Get("last").Value);
    }

    [Fact]
    public void A_log_that_was_cut_keeps_what_was_committed_before_the_cut()
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        scratch.Set("last", "first");
        int length = (int)new FileInfo(scratch.Location.LogFile).Length;
        scratch.Set("last", "second");
        CopyLiveFiles(scratch, out byte[] store, out byte[] log);
        Replace(scratch, store, log[..(length + 100)]);

        Assert.Equal("first", scratch.Get("last").Value);
        Assert.All(scratch.Maintenance.Check(), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void A_text_file_in_the_stores_place_is_left_as_it_is()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Location.Directory);
        File.WriteAllText(scratch.Location.File, string.Concat(Enumerable.Repeat("This is not a database.\n", 500)));

        RefusedByEveryUse(scratch, ["StoreNotRecognized"]);
    }

    [Theory]
    [InlineData("CREATE TABLE entry (id)")]
    [InlineData("CREATE TABLE entry (id); PRAGMA user_version = 1")]
    [InlineData("CREATE TABLE entry (id); PRAGMA user_version = 99; PRAGMA application_id = 7")]
    [InlineData("PRAGMA journal_mode = WAL; CREATE TABLE entry (id)")]
    public void A_database_of_another_program_is_left_as_it_is(string sql)
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Location.Directory);
        scratch.Sql(sql);

        RefusedByEveryUse(scratch, ["StoreNotRecognized"]);
        Assert.Equal([scratch.Location.File], Directory.EnumerateFiles(scratch.Location.Directory));
    }

    [Fact]
    public void A_store_of_a_later_version_is_left_as_it_is()
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        scratch.Sql($"PRAGMA user_version = {Migrator.CurrentVersion + 1}");

        RefusedByEveryUse(scratch, ["StoreTooNew"]);
    }

    [Fact]
    public void Damage_in_the_middle_is_told_by_the_check_and_the_rest_can_still_be_read()
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        long page;
        using (SqliteConnection connection = StoreConnections.OpenForReading(scratch.Location)!)
        {
            page = connection.ReadLong("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_entry_1'");
        }

        scratch.CloseAll();
        using (FileStream file = File.OpenWrite(scratch.Location.File))
        {
            file.Position = ((page - 1) * 4096) + 8;
            file.Write(new byte[3000]);
        }

        StoreCheck[] failed = [.. scratch.Maintenance.Check().Where(check => !check.Passed)];

        Assert.Contains("Integrity", failed.Select(check => check.Check));
        Assert.All(failed, check => Assert.NotNull(check.Recommendation));
    }

    [Fact]
    public void A_page_of_noise_gives_an_error_of_ours_or_the_right_answer_and_never_another_exception()
    {
        var random = new Random(7);
        for (int round = 0; round < 25; round++)
        {
            using var scratch = new Scratch();
            StoreFiles.Fill(scratch);
            using (FileStream file = File.OpenWrite(scratch.Location.File))
            {
                file.Position = random.NextInt64(0, file.Length - 64);
                byte[] noise = new byte[64];
                random.NextBytes(noise);
                file.Write(noise);
            }

            _ = scratch.Maintenance.Check().ToList();
            foreach ((string name, Action act) in StoreFiles.EveryUse(scratch))
            {
                Exception? failure = Record.Exception(act);
                Assert.True(failure is null or ClawException, $"round {round}, {name}: {failure}");
            }
        }
    }

    private static void RefusedByEveryUse(Scratch scratch, string[] errorIds)
    {
        string before = StoreFiles.Fingerprint(scratch);
        foreach ((string name, Action act) in StoreFiles.EveryUse(scratch))
        {
            Exception? failure = Record.Exception(act);
            string errorId = failure is ClawException ours ? ours.ErrorId : failure?.ToString() ?? "no failure";
            Assert.True(errorIds.Contains(errorId), $"{name}: {errorId}");
            Assert.True(before == StoreFiles.Fingerprint(scratch), $"{name} changed the files");
        }

        StoreCheck opens = scratch.Maintenance.Check().Last();
        Assert.Equal(("Opens", false), (opens.Check, opens.Passed));
        Assert.Equal(before, StoreFiles.Fingerprint(scratch));
        Assert.False(File.Exists(scratch.PathOf("never.db")));
    }

    private static void LeaveLog(Scratch scratch)
    {
        StoreFiles.Fill(scratch);
        scratch.Set("last", "in the log");
        CopyLiveFiles(scratch, out byte[] store, out byte[] log);
        Assert.NotEmpty(log);
        Replace(scratch, store, log);
    }

    private static void CopyLiveFiles(Scratch scratch, out byte[] store, out byte[] log)
    {
        store = File.ReadAllBytes(scratch.Location.File);
        log = File.ReadAllBytes(scratch.Location.LogFile);
    }

    private static void Replace(Scratch scratch, byte[] store, byte[] log)
    {
        scratch.CloseAll();
        foreach (string file in Directory.EnumerateFiles(scratch.Location.Directory))
        {
            File.Delete(file);
        }

        File.WriteAllBytes(scratch.Location.File, store);
        File.WriteAllBytes(scratch.Location.LogFile, log);
    }

    private static void Truncate(Scratch scratch, int length)
    {
        using FileStream file = File.OpenWrite(scratch.Location.File);
        file.SetLength(length < 0 ? file.Length + length : length);
    }
}
