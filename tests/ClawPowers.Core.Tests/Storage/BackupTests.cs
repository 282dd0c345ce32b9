using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Storage;

public sealed class BackupTests
{
    [Fact]
    public void A_backup_holds_everything_that_was_done_before_it()
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        scratch.Set("last", "still in the log");
        scratch.Remove("n:000");

        StoreBackup backup = scratch.Maintenance.Backup(scratch.PathOf("copy.db"));

        Assert.Equal((scratch.PathOf("copy.db"), 100L, Migrator.CurrentVersion), (backup.Path, backup.Entries, backup.SchemaVersion));
        Assert.Equal(scratch.Maintenance.Status().StoreId, backup.StoreId);
        Assert.Equal(new FileInfo(backup.Path).Length, backup.SizeBytes);
        Assert.Equal(backup, StoreMaintenance.Examine(backup.Path));
        Assert.Equal([scratch.PathOf("copy.db")], Directory.EnumerateFiles(scratch.Root));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Permissions.Of(backup.Path));
        }
    }

    [Fact]
    public void A_backup_without_a_path_of_its_own_is_named_after_the_moment_in_a_folder_for_the_owner()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);

        string path = scratch.Maintenance.Backup(scratch.Maintenance.DefaultBackupPath()).Path;

        Assert.Equal(Path.Combine(scratch.Location.Directory, "backups", "clawpowers-20261102T090000000Z.db"), path);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Permissions.Of(Path.GetDirectoryName(path)!));
        }
    }

    [Fact]
    public async Task A_backup_made_while_others_write_is_one_moment_of_the_store()
    {
        using var scratch = new Scratch();
        StateStore state = scratch.State;
        using var stop = new CancellationTokenSource();
        scratch.Set("pair:a", 0);
        scratch.Set("pair:b", 0);
        Task writer = Task.Run(() =>
        {
            for (int i = 1; !stop.IsCancellationRequested; i++)
            {
                state.Apply([state.Plan(new SetRequest { Key = "pair:a", Value = i }), state.Plan(new SetRequest { Key = "pair:b", Value = i })]);
            }
        });

        using var copy = new Scratch();
        Directory.CreateDirectory(copy.Location.Directory);
        for (int i = 0; i < 8; i++)
        {
            scratch.Maintenance.Backup(scratch.PathOf($"copy{i}.db"));
            copy.Maintenance.Restore(scratch.PathOf($"copy{i}.db"));
            Assert.Equal(copy.Get("pair:a").Value, copy.Get("pair:b").Value);
            copy.Time.MoveMilliseconds(1);
        }

        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_only_when_that_is_asked_for()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        File.WriteAllText(scratch.PathOf("copy.db"), "mine");

        Failure.Of("BackupExists", () => scratch.Maintenance.Backup(scratch.PathOf("copy.db")));
        Assert.Equal("mine", File.ReadAllText(scratch.PathOf("copy.db")));

        Assert.Equal(1, scratch.Maintenance.Backup(scratch.PathOf("copy.db"), overwrite: true).Entries);
        Failure.Of("BackupExists", () => scratch.Maintenance.Backup(scratch.WorkingDirectory, overwrite: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    [InlineData("-shm")]
    public void The_store_itself_is_never_replaced_by_its_own_backup(string suffix)
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        scratch.Set("last", 1);

        Failure.Of("BackupExists", () => scratch.Maintenance.Backup(scratch.Location.File + suffix, overwrite: true));
        Failure.Of("BackupExists", () => scratch.Maintenance.Backup(Path.Combine(scratch.Location.Directory, ".", "..", "store", "clawpowers.db" + suffix), overwrite: true));

        Assert.Equal(101, scratch.List().Count);
    }

    [Fact]
    public void The_store_itself_reached_by_a_link_is_never_replaced_by_its_own_backup()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs rights there.");
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        Directory.CreateSymbolicLink(scratch.PathOf("link"), scratch.Location.Directory);

        Failure.Of("BackupExists", () => scratch.Maintenance.Backup(scratch.PathOf("link", "clawpowers.db"), overwrite: true));

        Assert.Equal(100, scratch.List().Count);
    }

    [Fact]
    public void A_backup_into_a_folder_that_is_not_there_is_refused()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);

        Failure.Of("BackupFolderNotFound", () => scratch.Maintenance.Backup(scratch.PathOf("missing", "copy.db")));
        Assert.False(Directory.Exists(scratch.PathOf("missing")));
    }

    [Fact]
    public void A_backup_that_is_cancelled_leaves_nothing()
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => scratch.Maintenance.Backup(scratch.PathOf("copy.db"), overwrite: false, cancellation.Token));

        Assert.Empty(Directory.EnumerateFiles(scratch.Root));
    }

    [Fact]
    public void Examining_a_backup_leaves_no_trace_beside_it()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        scratch.Maintenance.Backup(scratch.PathOf("copy.db"));
        DateTime written = File.GetLastWriteTimeUtc(scratch.PathOf("copy.db"));

        StoreMaintenance.Examine(scratch.PathOf("copy.db"));

        Assert.Equal([scratch.PathOf("copy.db")], Directory.EnumerateFiles(scratch.Root));
        Assert.Equal(written, File.GetLastWriteTimeUtc(scratch.PathOf("copy.db")));
    }

    [Theory]
    [InlineData("-wal")]
    [InlineData("-journal")]
    public void A_log_that_lies_beside_the_path_is_not_taken_for_the_backups_own(string suffix)
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        string path = scratch.Maintenance.Backup(scratch.PathOf("copy.db")).Path;
        byte[] copy = File.ReadAllBytes(path);
        File.WriteAllText(path + suffix, "left behind");
        scratch.Set("n", 2);

        Assert.Contains("copy.db" + suffix, Failure.Of("BackupExists", () => scratch.Maintenance.Backup(path, overwrite: true)).Message, StringComparison.Ordinal);

        Assert.Equal(copy, File.ReadAllBytes(path));
        File.Delete(path + suffix);
        scratch.Maintenance.Backup(path, overwrite: true);
    }

    [Fact]
    public void A_backup_is_made_while_another_process_keeps_the_store_locked()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        using (var other = new SqliteConnection($"Data Source={scratch.Location.File};Pooling=False"))
        {
            other.Open();
            other.Execute("BEGIN IMMEDIATE");

            Assert.Equal(1, scratch.Maintenance.Backup(scratch.PathOf("copy.db")).Entries);
        }

        Assert.Equal(1, StoreMaintenance.Examine(scratch.PathOf("copy.db")).Entries);
    }

    [Fact]
    public void Backups_to_one_path_at_once_leave_a_whole_one()
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);

        Parallel.For(0, 4, _ => scratch.Maintenance.Backup(scratch.PathOf("copy.db"), overwrite: true));

        Assert.Equal(100, StoreMaintenance.Examine(scratch.PathOf("copy.db")).Entries);
        Assert.Equal([scratch.PathOf("copy.db")], Directory.EnumerateFiles(scratch.Root));
    }
}
