using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Storage;

public sealed class ReadOnlyStoreTests
{
    [Fact]
    public void In_a_folder_that_cannot_be_written_reads_work_and_writes_fail_and_change_nothing()
    {
        using Scratch scratch = ReadOnly(closed: true);
        string before = StoreFiles.Fingerprint(scratch);

        Assert.Equal(["prepared text"], Ask(scratch, "get", "indexed"));
        Assert.Equal(["indexed"], Ask(scratch, "find", "prepared"));
        Assert.Equal(["waiting"], Ask(scratch, "find", "waiting"));
        Assert.Equal(["True False 2"], Ask(scratch, "status"));
        Assert.Equal(["Permissions"], Ask(scratch, "check"));
        Assert.Equal(["error StoreReadOnly"], Ask(scratch, "set", "n", "value"));
        Assert.Equal(["error StoreReadOnly"], Ask(scratch, "step", "n", "1"));
        Assert.Equal(before, StoreFiles.Fingerprint(scratch));
    }

    [Fact]
    public void A_log_that_cannot_be_merged_is_never_silently_left_out()
    {
        using Scratch scratch = ReadOnly(closed: false);

        string[] answer = Ask(scratch, "get", "waiting");

        Assert.True(Assert.Single(answer) is "waiting text" or "error StoreReadOnly", answer[0]);
        Assert.Equal(["error StoreReadOnly"], Ask(scratch, "set", "n", "value"));
        Assert.Equal(2, scratch.List().Count);
    }

    [Fact]
    public void A_log_without_its_index_in_such_a_folder_is_refused_rather_than_left_out()
    {
        using Scratch scratch = ReadOnly(closed: false);
        byte[] store = File.ReadAllBytes(scratch.Location.File);
        byte[] log = File.ReadAllBytes(scratch.Location.LogFile);
        scratch.CloseAll();
        Permissions.Set(scratch.Location.Directory, Permissions.ReadFolder | UnixFileMode.UserWrite);
        foreach (string file in Directory.EnumerateFiles(scratch.Location.Directory))
        {
            File.Delete(file);
        }

        File.WriteAllBytes(scratch.Location.File, store);
        File.WriteAllBytes(scratch.Location.LogFile, log);
        Permissions.Set(scratch.Location.File, Permissions.ReadFile);
        Permissions.Set(scratch.Location.LogFile, Permissions.ReadFile);
        Permissions.Set(scratch.Location.Directory, Permissions.ReadFolder);

        Assert.Equal(["error StoreReadOnly"], Ask(scratch, "get", "waiting"));
    }

    [Fact]
    public void A_store_that_may_not_be_read_is_said_so()
    {
        using Scratch scratch = ReadOnly(closed: true);
        Permissions.Set(scratch.Location.File, UnixFileMode.None);

        Assert.Equal(["error StoreUnreadable"], Ask(scratch, "get", "indexed"));
        Assert.Equal(["Opens"], Ask(scratch, "check"));
    }

    [Fact]
    public void A_store_that_may_not_be_made_is_said_so()
    {
        using Scratch scratch = ReadOnly(closed: true);
        scratch.Context = scratch.Context with { Store = new(scratch.PathOf("closed", "store")) };
        Directory.CreateDirectory(scratch.PathOf("closed"));
        Permissions.Set(scratch.PathOf("closed"), Permissions.ReadFolder);

        using Worker worker = Worker.StartUnprivileged(scratch.Context.Store, "set", "n", "value");
        Assert.Equal(["error StoreReadOnly"], worker.Go().ReadToEnd());
        using Worker status = Worker.StartUnprivileged(scratch.Context.Store, "status");
        Assert.Equal(["False False 0"], status.Go().ReadToEnd());
    }

    [Fact]
    public void A_backup_can_be_made_of_a_store_that_cannot_be_written()
    {
        using Scratch scratch = ReadOnly(closed: true);
        string folder = scratch.PathOf("copies");
        Directory.CreateDirectory(folder);
        Permissions.Set(folder, (UnixFileMode)0b111_111_111);

        Assert.Equal(["2"], Ask(scratch, "backup", Path.Combine(folder, "copy.db")));
    }

    private static string[] Ask(Scratch scratch, params string[] what)
    {
        using Worker worker = Worker.StartUnprivileged(scratch.Location, what);
        return worker.Go().ReadToEnd();
    }

    private static Scratch ReadOnly(bool closed)
    {
        var scratch = new Scratch();
        scratch.Set("indexed", "prepared text");
        scratch.Find("text");
        if (closed)
        {
            scratch.Set("waiting", "waiting text");
            scratch.CloseAll();
        }
        else
        {
            scratch.CloseAll();
            scratch.Set("waiting", "waiting text");
        }

        foreach (string file in Directory.EnumerateFiles(scratch.Location.Directory))
        {
            Permissions.Set(file, Permissions.ReadFile);
        }

        Permissions.Set(scratch.Location.Directory, Permissions.ReadFolder);
        Permissions.Set(scratch.Root, Permissions.ReadFolder | UnixFileMode.UserWrite);
        return scratch;
    }
}
