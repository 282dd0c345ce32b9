using System.Diagnostics;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Storage;

public sealed class FullDiskTests
{
    [Fact]
    public void On_a_full_disk_a_write_fails_and_changes_nothing_and_works_again_once_there_is_space()
    {
        using var scratch = new Scratch();
        using var disk = new TinyDisk(scratch);
        scratch.Set("before", "kept");
        scratch.CloseAll();
        StateStore state = scratch.State;
        PlannedChange[] batch = [.. Enumerable.Range(0, 50).Select(number => state.Plan(new SetRequest { Key = $"new:{number}", Value = new string('x', 20_000) }))];
        disk.Fill();

        Failure.Of("StoreFull", () => state.Apply(batch));
        Failure.Of("StoreFull", () => scratch.Set("before", new string('x', 500_000)));

        Assert.Equal(["before"], scratch.Keys());
        Assert.Equal(("kept", 1L), (scratch.Get("before").Value, scratch.Get("before").Version));
        Assert.Equal("before", Assert.Single(scratch.Find("kept")).Key);
        Assert.Equal(["Disk"], scratch.Maintenance.Check().Where(check => !check.Passed).Select(check => check.Check));

        disk.Free();
        Assert.Equal(2, scratch.Set("before", "changed").Version);
        scratch.CloseAll();
        Assert.Equal("changed", scratch.Get("before").Value);
    }

    [Fact]
    public void A_store_that_does_not_fit_on_the_disk_is_not_made()
    {
        using var scratch = new Scratch();
        using var disk = new TinyDisk(scratch);
        disk.Fill();

        Failure.Of("StoreFull", () => scratch.Set("n", 1));
        Assert.Empty(scratch.List());

        disk.Free();
        Assert.Equal(1, scratch.Set("n", 1).Version);
        Assert.All(scratch.Maintenance.Check().Where(check => check.Check != "Disk"), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void A_backup_that_does_not_fit_leaves_nothing_behind()
    {
        using var scratch = new Scratch();
        using var disk = new TinyDisk(scratch);
        string folder = disk.Folder;
        scratch.Context = scratch.Context with { Store = scratch.Location };
        StoreFiles.Fill(scratch);
        disk.Fill();

        Failure.Of("BackupFailed", () => scratch.Maintenance.Backup(Path.Combine(folder, "copy.db")));

        Assert.DoesNotContain(Directory.EnumerateFiles(folder), file => file.Contains("copy", StringComparison.Ordinal));
        Assert.Equal(100, scratch.List().Count);
    }

    /// <summary>A file system of two megabytes in memory. Skips the test where none can be mounted.</summary>
    private sealed class TinyDisk : IDisposable
    {
        private readonly Scratch _scratch;

        public TinyDisk(Scratch scratch)
        {
            _scratch = scratch;
            Folder = Directory.CreateDirectory(scratch.PathOf("disk")).FullName;
            Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "A tiny file system can only be mounted by root on Linux.");
            Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "tmpfs", Folder), "No file system can be mounted here.");
            scratch.Context = scratch.Context with { Store = new StoreLocation(Path.Combine(Folder, "store")) };
        }

        public string Folder { get; }

        private string Filler => Path.Combine(Folder, "filler");

        public void Fill()
        {
            using FileStream file = File.Create(Filler, bufferSize: 1);
            try
            {
                while (true)
                {
                    file.Write(new byte[4096]);
                }
            }
            catch (IOException)
            {
                // That was the last of it.
            }
        }

        public void Free() => File.Delete(Filler);

        public void Dispose()
        {
            _scratch.CloseAll();
            _scratch.Context = _scratch.Context with { Store = _scratch.Location };
            Assert.True(Run("umount", "--lazy", Folder));
        }

        private static bool Run(string program, params string[] arguments)
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
