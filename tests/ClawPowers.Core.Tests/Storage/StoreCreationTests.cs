using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Storage;

public sealed class StoreCreationTests
{
    [Fact]
    public void Reading_never_makes_a_store()
    {
        using var scratch = new Scratch();

        Assert.Empty(scratch.List());
        Assert.Empty(scratch.Find("word"));
        Assert.Empty(scratch.State.Projects());
        Assert.Empty(scratch.State.OldHistory(new StateQuery { Keys = KeyPattern.Everything }, DateTimeOffset.MaxValue));
        Assert.False(scratch.Maintenance.Status().Exists);
        Assert.Equal(["Exists"], scratch.Maintenance.Check().Select(check => check.Check));
        Failure.Of("StateKeyNotFound", () => scratch.Get("n"));
        Failure.Of("StateKeyNotFound", () => scratch.History("n"));
        Failure.Of("StoreNotFound", () => scratch.Maintenance.Backup(scratch.PathOf("copy.db")));

        Assert.False(Directory.Exists(scratch.Location.Directory));
        Assert.Equal([scratch.WorkingDirectory], Directory.EnumerateFileSystemEntries(scratch.Root));
    }

    [Fact]
    public void The_first_write_makes_a_store_for_its_owner_only()
    {
        using var scratch = new Scratch();

        scratch.Set("n", 1);

        Assert.True(File.Exists(scratch.Location.File));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Permissions.Of(scratch.Location.Directory));
            Assert.All(
                Directory.EnumerateFiles(scratch.Location.Directory),
                file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Permissions.Of(file)));
        }
    }

    [Fact]
    public void A_folder_that_is_there_keeps_its_permissions_and_its_other_files()
    {
        using var scratch = new Scratch();
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        Directory.CreateDirectory(scratch.Location.Directory);
        Permissions.Set(scratch.Location.Directory, mode);
        File.WriteAllText(Path.Combine(scratch.Location.Directory, "mine.txt"), "mine");

        scratch.Set("n", 1);

        Assert.Equal(mode, Permissions.Of(scratch.Location.Directory));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(scratch.Location.Directory, "mine.txt")));
    }

    [Fact]
    public void Initializing_says_whether_there_was_no_store_before()
    {
        using var scratch = new Scratch();

        Assert.True(scratch.Maintenance.Initialize());
        string? id = scratch.Maintenance.Status().StoreId;
        Assert.False(scratch.Maintenance.Initialize());

        Assert.Equal(id, scratch.Maintenance.Status().StoreId);
        Assert.Equal(32, id!.Length);
    }

    [Fact]
    public void An_empty_file_is_no_store_yet_and_becomes_one_by_the_first_write()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Location.Directory);
        File.WriteAllBytes(scratch.Location.File, []);

        Assert.Empty(scratch.List());
        Assert.False(scratch.Maintenance.Status().Exists);
        Assert.Equal(["Exists", "Opens"], scratch.Maintenance.Check().Select(check => check.Check));
        Assert.Equal(0, new FileInfo(scratch.Location.File).Length);
        Assert.Equal(1, scratch.Set("n", 1).Version);
    }

    [Fact]
    public void A_store_that_cannot_be_made_says_where_and_why()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.PathOf("file"), "in the way");
        scratch.Context = scratch.Context with { Store = new StoreLocation(scratch.PathOf("file", "store")) };

        Assert.Contains(scratch.PathOf("file", "store"), Failure.Of("StoreReadOnly", () => scratch.Set("n", 1)).Message, StringComparison.Ordinal);
        Assert.Empty(scratch.List());
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_said_so()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Location.File);

        string error = Assert.Throws<ClawPowers.Core.Errors.ClawException>(() => scratch.Set("n", 1)).ErrorId;

        Assert.True(error is "StoreReadOnly" or "StoreUnreadable", error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Location.File));
    }

    [Fact]
    public void Finding_out_what_would_be_written_makes_no_store_of_an_empty_file()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Location.Directory);
        File.WriteAllBytes(scratch.Location.File, []);
        StateStore state = scratch.State;

        Assert.Equal(1, state.Apply([state.Plan(new SetRequest { Key = "n", Value = 1 })], commit: false).Single().Entry!.Version);

        Assert.Equal([scratch.Location.File], Directory.EnumerateFileSystemEntries(scratch.Location.Directory));
        Assert.Equal(0, new FileInfo(scratch.Location.File).Length);
    }
}
