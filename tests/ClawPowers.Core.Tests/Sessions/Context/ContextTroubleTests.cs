using ClawPowers.Core.Sessions.Context;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Sessions.Context;

/// <summary>Stores that can't be read: a session starts all the same.</summary>
public sealed class ContextTroubleTests
{
    private static readonly string[] WithoutStore = ["bootstrap", "commands", "skills"];

    [Fact]
    public void A_store_that_another_owns_is_not_waited_for()
    {
        using var bench = Filled();
        using var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = bench.Scratch.Location.File, Pooling = false }.ToString());
        other.Open();
        using SqliteCommand own = other.CreateCommand();
        own.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE indexed SET up_to = up_to; COMMIT";
        own.ExecuteNonQuery();
        long began = Environment.TickCount64;

        SessionContext context = bench.Compose();

        Assert.Equal(WithoutStore, context.Sections.Select(static section => section.Name));
        Assert.Equal(["Another program keeps the store locked. What it holds is left out of the context."], context.Issues);

        // The patience of other commands is ten seconds.
        Assert.InRange(Environment.TickCount64 - began, 0, 9_000);
    }

    [Fact]
    public void A_writer_at_work_keeps_nobody_from_reading()
    {
        using var bench = Filled();
        using var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = bench.Scratch.Location.File, Pooling = false }.ToString());
        other.Open();
        using SqliteCommand begin = other.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE; DELETE FROM entry";
        begin.ExecuteNonQuery();

        Assert.Equal("| total (2026-11-02) \"seen\"", bench.Section("investigations")[1]);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5_000)]
    public void A_damaged_store_is_said_and_left_as_it_is(int length)
    {
        using var bench = Filled();
        bench.Scratch.CloseAll();
        using (var file = new FileStream(bench.Scratch.Location.File, FileMode.Open))
        {
            file.SetLength(length);
        }

        string before = StoreFiles.Fingerprint(bench.Scratch);

        SessionContext context = bench.Compose();

        Assert.Equal(WithoutStore, context.Sections.Select(static section => section.Name));
        Assert.StartsWith("What the store holds is left out of the context. ", Assert.Single(context.Issues), StringComparison.Ordinal);
        Assert.Equal(before, StoreFiles.Fingerprint(bench.Scratch));
    }

    [Fact]
    public void A_store_of_a_newer_version_is_said_and_left_as_it_is()
    {
        using var bench = Filled();
        bench.Scratch.CloseAll();
        bench.Scratch.Sql("PRAGMA user_version = 999");

        SessionContext context = bench.Compose();

        Assert.Equal(WithoutStore, context.Sections.Select(static section => section.Name));
        Assert.Contains("999", Assert.Single(context.Issues), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_no_store_and_nothing_is_said()
    {
        using var bench = new ContextBench();
        Directory.CreateDirectory(bench.Scratch.Location.Directory);
        File.WriteAllBytes(bench.Scratch.Location.File, []);

        SessionContext context = bench.Compose();

        Assert.Equal((3, 0), (context.Sections.Count, context.Issues.Count));
    }

    [Fact]
    public void A_store_that_can_only_be_read_is_read()
    {
        using var bench = Filled();
        bench.Scratch.CloseAll();
        Permissions.Set(bench.Scratch.Location.File, Permissions.ReadFile);
        Permissions.Set(bench.Scratch.Location.Directory, Permissions.ReadFolder);

        SessionContext context = bench.Compose();

        Assert.Contains("investigations", context.Sections.Select(static section => section.Name));
        Assert.Empty(context.Issues);
    }

    [Fact]
    public void On_request_the_store_is_left_alone()
    {
        using var bench = Filled();

        Assert.Equal(WithoutStore, bench.Compose(new ContextRequest { StaticOnly = true }).Sections.Select(static section => section.Name));
    }

    [Fact]
    public void Without_the_skill_about_all_skills_a_few_words_of_our_own_stand_in()
    {
        using var bench = new ContextBench();
        Directory.Delete(bench.Scratch.Context.BundledSkills, recursive: true);

        SessionContext context = bench.Compose();

        Assert.Equal(["bootstrap", "commands"], context.Sections.Select(static section => section.Name));
        Assert.Contains("Before you act: does a skill fit the situation?", context.Text, StringComparison.Ordinal);
    }

    private static ContextBench Filled()
    {
        var bench = new ContextBench();
        bench.Scratch.Set("debug:total:observation", "seen");
        StoreConnections.ReleaseIdle(bench.Scratch.Location);
        return bench;
    }
}
