using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Storage;

public sealed class StoreStatusTests
{
    [Fact]
    public void Without_a_store_the_status_says_where_it_would_be()
    {
        using var scratch = new Scratch();

        StoreStatus status = scratch.Maintenance.Status();

        Assert.Equal((scratch.Location.File, false, true), (status.Path, status.Exists, status.IsWritable));
        Assert.Equal((null, 0, 0L, 0L, null), (status.StoreId, status.SchemaVersion, status.TotalEntries, status.SizeBytes, status.LastChangedAt));
        Assert.Equal(("session-1", "tester"), (status.SessionId, status.Agent));
        Assert.Equal("3.35.5", status.SqliteVersion);
        Assert.Matches(@"^\d+\.\d+\.\d+", status.ProgramVersion);
        Assert.Equal([scratch.WorkingDirectory], Directory.EnumerateFileSystemEntries(scratch.Root));
    }

    [Fact]
    public void The_status_counts_live_entries_by_scope_and_superseded_versions()
    {
        using var scratch = new Scratch();
        scratch.Set("g:1", 1);
        scratch.Set("g:2", 1);
        scratch.Remove("g:2");
        GitRepository.Create(scratch.PathOf("repo"));
        scratch.Context = scratch.Context with { WorkingDirectory = scratch.PathOf("repo") };
        scratch.Set("p:1", 1);
        scratch.Set("p:2", 1, expiresAt: scratch.Time.Now.AddMinutes(1));
        scratch.Time.Move(TimeSpan.FromMinutes(5));
        scratch.Set("p:1", 2);

        StoreStatus status = scratch.Maintenance.Status();

        Assert.Equal((1L, 1L, 2L, 2L), (status.ProjectEntries, status.GlobalEntries, status.TotalEntries, status.HistoryVersions));
        Assert.Equal((true, true, Migrator.CurrentVersion), (status.Exists, status.IsWritable, status.SchemaVersion));
        Assert.Equal((ClawScope.Project, scratch.Time.Now), (status.WriteScope, status.LastChangedAt));
        Assert.Equal(scratch.PathOf("repo").Replace('\\', '/'), status.Project);
        Assert.True(status.SizeBytes > 4096);
    }

    [Fact]
    public void The_scope_of_writes_follows_the_default_scope()
    {
        using var scratch = new Scratch();
        Assert.Equal(ClawScope.Global, scratch.Maintenance.Status().WriteScope);

        GitRepository.Create(scratch.PathOf("repo"));
        scratch.Context = scratch.Context with { WorkingDirectory = scratch.PathOf("repo"), DefaultScope = ClawScope.Global };

        Assert.Equal(ClawScope.Global, scratch.Maintenance.Status().WriteScope);
    }
}
