using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Storage;

public sealed class ReplacedStoreTests
{
    [Fact]
    public void After_the_file_was_deleted_there_is_no_store_and_the_next_write_makes_a_new_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file that is open can't be deleted there.");
        using var scratch = new Scratch();
        scratch.Set("old", 1);
        string? id = scratch.Maintenance.Status().StoreId;

        File.Delete(scratch.Location.File);

        Assert.Empty(scratch.List());
        Assert.Equal(1, scratch.Set("new", 1).Version);
        Assert.Equal(["new"], scratch.Keys());
        Assert.NotEqual(id, scratch.Maintenance.Status().StoreId);
        Assert.All(scratch.Maintenance.Check(), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void After_the_whole_folder_was_deleted_the_next_write_makes_a_new_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file that is open can't be deleted there.");
        using var scratch = new Scratch();
        scratch.Set("old", 1);

        Directory.Delete(scratch.Location.Directory, recursive: true);

        Assert.Empty(scratch.List());
        Failure.Of("StateKeyNotFound", () => scratch.Get("old"));
        scratch.Set("new", 1);
        Assert.Equal(["new"], scratch.Keys());
    }

    [Fact]
    public void After_the_file_was_replaced_by_another_store_that_one_is_used()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file that is open can't be replaced there.");
        using var scratch = new Scratch();
        using var other = new Scratch();
        other.Set("other", 1);
        other.Maintenance.Backup(scratch.PathOf("other.db"));
        scratch.Set("old", 1);
        Assert.Single(scratch.List());

        File.Move(scratch.PathOf("other.db"), scratch.Location.File, overwrite: true);

        Assert.Equal(["other"], scratch.Keys());
        scratch.Set("new", 1);
        Assert.Equal(["new", "other"], scratch.Keys());
        Assert.All(scratch.Maintenance.Check(), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void After_the_folder_was_moved_away_and_another_put_in_its_place_that_one_is_used()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file that is open can't be moved there.");
        using var scratch = new Scratch();
        scratch.Set("old", 1);
        Directory.Move(scratch.Location.Directory, scratch.PathOf("away"));

        scratch.Set("new", 1);

        Assert.Equal(["new"], scratch.Keys());
        scratch.Context = scratch.Context with { Store = new StoreLocation(scratch.PathOf("away")) };
        Assert.Equal(["old"], scratch.Keys());
    }

    [Fact]
    public void A_reader_that_has_begun_reads_to_its_end_when_the_file_is_deleted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file that is open can't be deleted there.");
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        using IEnumerator<StateEntry> reader = scratch.State.Read(new StateQuery { Keys = KeyPattern.Everything }).GetEnumerator();
        Assert.True(reader.MoveNext());

        Directory.Delete(scratch.Location.Directory, recursive: true);
        scratch.Set("new", 1);

        int read = 1;
        while (reader.MoveNext())
        {
            read++;
        }

        Assert.Equal(100, read);
        Assert.Equal(["new"], scratch.Keys());
    }

    [Fact]
    public void Two_stores_in_one_process_do_not_mix()
    {
        using var one = new Scratch();
        using var two = new Scratch();
        for (int i = 0; i < 20; i++)
        {
            one.Step("n");
            two.Step("n", 2);
        }

        Assert.Equal((20L, 40L), (one.Get("n").Value, two.Get("n").Value));
    }
}
