using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Storage;

public sealed class StoreCheckTests
{
    [Fact]
    public void A_sound_store_passes_every_check_and_is_left_as_it_is()
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        string before = StoreFiles.Fingerprint(scratch);

        StoreCheck[] checks = [.. scratch.Maintenance.Check()];

        Assert.Equal(
            ["Exists", "Opens", "Schema", "Integrity", "References", "History", "SearchIndex", "Totals", "Permissions", "Journal", "Disk"],
            checks.Select(check => check.Check));
        Assert.All(checks, check => Assert.True(check.Passed && check.Recommendation is null, check.Detail));
        Assert.Equal(before, StoreFiles.Fingerprint(scratch));
    }

    [Theory]
    [InlineData("UPDATE history SET version = 99 WHERE entry_id = 3 AND version = 1", "History")]
    [InlineData("UPDATE history SET updated_at = 9999999999999 WHERE entry_id = 3", "History")]
    [InlineData("INSERT INTO history (entry_id, version, change, created_at, updated_at) VALUES (4711, 1, 0, 0, 0)", "References")]
    [InlineData("UPDATE entry SET scope_id = 4711 WHERE id = 3", "References")]
    [InlineData("DELETE FROM entry_text WHERE rowid = 3", "SearchIndex")]
    public void Each_kind_of_inconsistency_fails_its_own_check(string sql, string check)
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        scratch.Sql("PRAGMA foreign_keys = OFF; " + sql);

        StoreCheck failed = Assert.Single(scratch.Maintenance.Check(), result => !result.Passed);

        Assert.Equal(check, failed.Check);
        Assert.NotNull(failed.Recommendation);
        Assert.Equal(check != "SearchIndex", failed.Recommendation.StartsWith("Move the file and its -wal and -shm to a safe place", StringComparison.Ordinal));
    }

    [Fact]
    public void A_store_that_others_may_read_fails_the_check_of_permissions()
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        Permissions.Set(scratch.Location.File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.All(scratch.Maintenance.Check(), check => Assert.True(check.Passed, "the folder still keeps others out"));

        Permissions.Set(scratch.Location.Directory, (UnixFileMode)0b111_101_101);

        StoreCheck failed = Assert.Single(scratch.Maintenance.Check(), check => !check.Passed);
        Assert.Equal("Permissions", failed.Check);
        Assert.Contains("chmod 700", failed.Recommendation!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_can_be_cancelled()
    {
        using var scratch = new Scratch();
        StoreFiles.Fill(scratch);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => scratch.Maintenance.Check(cancellation.Token).ToList());
    }
}
