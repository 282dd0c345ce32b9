using ClawPowers.Core.Errors;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Storage;

public sealed class RestoreTests
{
    [Fact]
    public void Restoring_brings_back_what_was_and_keeps_a_copy_of_what_is()
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        string path = scratch.Maintenance.Backup(scratch.PathOf("copy.db")).Path;
        string? id = scratch.Maintenance.Status().StoreId;
        scratch.Set("after", "found by word");
        scratch.Remove("n:001");
        Assert.Single(scratch.Find("word"));

        StoreBackup before = scratch.Maintenance.Restore(path)!;

        Assert.Equal(100, scratch.List().Count);
        Assert.Empty(scratch.Find("word"));
        Assert.Equal(20, scratch.Find("text").Count);
        Assert.Equal(2, scratch.History("n:005").Count(version => version.Change == StateChange.Append) - 8);
        Assert.Equal(id, scratch.Maintenance.Status().StoreId);
        Assert.All(scratch.Maintenance.Check(), check => Assert.True(check.Passed, check.Detail));
        scratch.Time.MoveMilliseconds(1);
        scratch.Maintenance.Restore(before.Path);
        Assert.Equal("found by word", scratch.Get("after").Value);
    }

    [Fact]
    public void Restoring_works_under_the_eyes_of_readers_and_other_processes()
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        string path = scratch.Maintenance.Backup(scratch.PathOf("copy.db")).Path;
        scratch.Set("after", 1);
        using Worker other = Worker.Start(scratch.Location, "step", "n", "1");
        using (IEnumerator<StateEntry> reader = scratch.State.Read(new StateQuery { Keys = KeyPattern.Everything }).GetEnumerator())
        {
            Assert.True(reader.MoveNext());

            scratch.Maintenance.Restore(path);

            int read = 1;
            while (reader.MoveNext())
            {
                read++;
            }

            Assert.Equal(101, read);
        }

        Assert.Equal(100, scratch.List().Count);
        Assert.Equal(["1"], other.Go().ReadToEnd());
        Assert.Equal(1L, scratch.Get("n").Value);
    }

    [Fact]
    public void Restoring_without_a_store_makes_one()
    {
        using var scratch = new Scratch();
        using var source = new Scratch();
        source.Set("n", 1);
        string path = source.Maintenance.Backup(scratch.PathOf("copy.db")).Path;

        Assert.Null(scratch.Maintenance.Restore(path));

        Assert.Equal(["n"], scratch.Keys());
        Assert.Equal(2, scratch.Set("n", 2).Version);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Permissions.Of(scratch.Location.File));
        }
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("folder")]
    [InlineData("empty")]
    [InlineData("text")]
    [InlineData("foreign")]
    [InlineData("newer")]
    [InlineData("truncated")]
    [InlineData("damaged")]
    public void What_is_no_sound_backup_is_refused_and_the_store_is_left_as_it_is(string kind)
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        string path = scratch.PathOf("copy.db");
        Make(scratch, kind, path);
        string before = StoreFiles.Fingerprint(scratch);
        byte[]? backup = File.Exists(path) ? File.ReadAllBytes(path) : null;

        ClawException failure = Failure.Of("BackupUnusable", () => scratch.Maintenance.Restore(path));

        Assert.Equal(path, failure.Target);
        Assert.Equal(before, StoreFiles.Fingerprint(scratch));
        Assert.Equal(backup, File.Exists(path) ? File.ReadAllBytes(path) : null);
        Assert.False(Directory.Exists(scratch.Location.BackupDirectory));
        Failure.Of("BackupUnusable", () => StoreMaintenance.Examine(path));
    }

    [Fact]
    public void A_damaged_store_is_not_written_over()
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        string path = scratch.Maintenance.Backup(scratch.PathOf("copy.db")).Path;
        scratch.CloseAll();
        using (FileStream file = File.OpenWrite(scratch.Location.File))
        {
            file.SetLength(8192);
        }

        string before = StoreFiles.Fingerprint(scratch);

        Failure.Of("StoreDamaged", () => scratch.Maintenance.Restore(path));
        Assert.Equal(before, StoreFiles.Fingerprint(scratch));

        // As the message says: move it away, then restore.
        File.Move(scratch.Location.File, scratch.PathOf("broken.db"));
        Assert.Null(scratch.Maintenance.Restore(path));
        Assert.Equal(100, scratch.List().Count);
    }

    [Fact]
    public void The_backups_that_were_made_since_are_still_named_by_a_purge()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "value");
        string first = scratch.Maintenance.Backup(scratch.PathOf("first.db")).Path;
        string second = scratch.Maintenance.Backup(scratch.PathOf("second.db")).Path;
        StoreBackup before = scratch.Maintenance.Restore(first)!;

        Assert.Equal(new[] { first, second, before.Path }.Order(StringComparer.Ordinal), scratch.Purge("n").BackupsThatHoldIt);
    }

    [Fact]
    public void The_store_itself_cannot_be_restored_from()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);

        Assert.Contains("the store itself", Failure.Of("BackupUnusable", () => scratch.Maintenance.Restore(scratch.Location.File)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.Location.BackupDirectory));
    }

    [Fact]
    public async Task What_others_write_meanwhile_is_in_the_copy_of_what_was_or_in_what_comes_after()
    {
        using var scratch = new Scratch();
        StateStore state = scratch.State;
        state.Apply([.. Enumerable.Range(0, 5000).Select(i => state.Plan(new SetRequest { Key = $"d:{i}", Value = new string('x', 400) }))]);
        string path = scratch.Maintenance.Backup(scratch.PathOf("copy.db")).Path;
        using var stop = new CancellationTokenSource();
        int written = 0;
        Task writer = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                scratch.Set($"w:{written}", 1);
                written++;
            }
        });
        SpinWait.SpinUntil(() => Volatile.Read(ref written) > 5);

        StoreBackup before = scratch.Maintenance.Restore(path)!;
        await stop.CancelAsync();
        await writer;

        HashSet<string> kept = [.. scratch.Keys("w:*")];
        using (var copy = new Scratch())
        {
            copy.Maintenance.Restore(before.Path);
            kept.UnionWith(copy.Keys("w:*"));
        }

        Assert.Equal(written, kept.Count);
    }

    [Fact]
    public void A_restore_whose_copy_of_what_is_cannot_be_made_changes_nothing()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "old");
        string path = scratch.Maintenance.Backup(scratch.PathOf("copy.db")).Path;
        scratch.Set("n", "new");
        File.WriteAllText(scratch.Location.BackupDirectory, "in the way");

        Assert.IsType<ClawException>(Record.Exception(() => scratch.Maintenance.Restore(path)));

        Assert.Equal("new", scratch.Get("n").Value);
        Assert.Equal(3, scratch.Set("n", "newer").Version);
    }

    [Fact]
    public void A_backup_with_the_log_of_another_file_beside_it_is_refused()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        string path = scratch.Maintenance.Backup(scratch.PathOf("copy.db")).Path;
        File.WriteAllText(path + "-wal", "left behind");

        Assert.Contains("copy.db-wal", Failure.Of("BackupUnusable", () => scratch.Maintenance.Restore(path)).Message, StringComparison.Ordinal);
        Assert.Equal("left behind", File.ReadAllText(path + "-wal"));
    }

    private static void Make(Scratch scratch, string kind, string path)
    {
        switch (kind)
        {
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "empty":
                File.WriteAllBytes(path, []);
                break;
            case "text":
                File.WriteAllText(path, new string('x', 10_000));
                break;
            case "foreign":
                Scratch.Sql(path, "CREATE TABLE entry (id)");
                break;
            case "newer":
                scratch.Maintenance.Backup(path);
                Scratch.Sql(path, $"PRAGMA user_version = {Migrator.CurrentVersion + 1}");
                break;
            case "truncated":
                scratch.Maintenance.Backup(path);
                using (FileStream file = File.OpenWrite(path))
                {
                    file.SetLength(file.Length - 4096);
                }

                break;
            case "damaged":
                scratch.Maintenance.Backup(path);
                using (FileStream file = File.OpenWrite(path))
                {
                    file.Position = file.Length / 4096 / 2 * 4096;
                    file.Write(new byte[4096]);
                }

                break;
        }
    }
}
