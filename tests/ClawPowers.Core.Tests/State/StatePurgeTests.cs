using System.Text;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.State;

public sealed class StatePurgeTests
{
    private const string Key = "purge:unmistakablekeyname";
    private const string Token = "unmistakabletokentext";

    [Fact]
    public void No_byte_of_a_purged_entry_is_left_in_the_stores_files()
    {
        using var scratch = new Scratch();
        for (int i = 0; i < 200; i++)
        {
            scratch.Set($"other:{i}", $"some text {i} beside it");
        }

        scratch.Set(Key, $"{Token} first");
        Assert.Single(scratch.Find(Token));
        scratch.Append(Key, $"{Token}second");
        scratch.Set(Key, new string('x', 20_000) + Token);
        scratch.Find(Token);
        scratch.Remove(Key);
        scratch.Undo(Key);
        Assert.True(IsAnywhere(scratch, Token) && IsAnywhere(scratch, Key));

        PurgeResult result = scratch.Purge(Key);

        Assert.True(result.IsErased);
        Assert.Null(result.Outcomes.Single().Error);
        Assert.False(IsAnywhere(scratch, Token), "the value is still in a file");
        Assert.False(IsAnywhere(scratch, Key), "the key is still in a file");
        Assert.False(IsAnywhere(scratch, "unmistakable"), "a part is still in a file");
        Assert.Equal(200, scratch.List().Count);
        Assert.Equal(20, scratch.Find("beside").Count);
        Assert.All(scratch.Maintenance.Check(), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void A_removed_and_an_expired_entry_can_be_purged_for_their_history()
    {
        using var scratch = new Scratch();
        scratch.Set("removed", Token);
        scratch.Remove("removed");
        scratch.Set("expired", Token, expiresAt: scratch.Time.Now.AddMinutes(1));
        scratch.Time.Move(TimeSpan.FromHours(1));

        PurgeResult result = scratch.Purge("removed", "expired");

        Assert.All(result.Outcomes, outcome => Assert.Null(outcome.Error));
        Assert.False(IsAnywhere(scratch, Token));
        Failure.Of("StateKeyNotFound", () => scratch.History("removed"));
    }

    [Fact]
    public void Purging_what_is_not_there_is_not_found_and_the_rest_is_purged()
    {
        using var scratch = new Scratch();
        scratch.Set(Key, Token);

        PurgeResult result = scratch.Purge("never", Key);

        Assert.Equal(["StateKeyNotFound", null], result.Outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.False(IsAnywhere(scratch, Token));
    }

    [Fact]
    public void A_purge_at_another_version_erases_nothing()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        StateStore state = scratch.State;

        PurgeResult result = state.Purge([state.Plan(new RemoveRequest { Key = "n", IfVersion = 2 })]);

        Assert.Equal("StateVersionConflict", result.Outcomes.Single().Error!.ErrorId);
        Assert.Equal(1L, scratch.Get("n").Value);
    }

    [Fact]
    public void A_purge_names_the_backups_that_still_hold_the_entry()
    {
        using var scratch = new Scratch();
        scratch.Set("other", 1);
        scratch.Maintenance.Backup(scratch.PathOf("before.db"));
        scratch.Set(Key, Token);
        scratch.Maintenance.Backup(scratch.PathOf("elsewhere.db"));
        scratch.Time.Move(TimeSpan.FromSeconds(1));
        string usual = scratch.Maintenance.Backup(scratch.Maintenance.DefaultBackupPath()).Path;
        scratch.Set(Key, 1);
        scratch.Remove(Key);
        scratch.Maintenance.Backup(scratch.PathOf("with-history-only.db"));
        scratch.Maintenance.Backup(scratch.PathOf("deleted.db"));
        File.Delete(scratch.PathOf("deleted.db"));

        PurgeResult result = scratch.Purge(Key);

        Assert.Equal(
            new[] { scratch.PathOf("elsewhere.db"), usual, scratch.PathOf("with-history-only.db") }.Order(StringComparer.Ordinal),
            result.BackupsThatHoldIt);
        Assert.True(result.IsErased);
    }

    [Fact]
    public void A_purge_while_another_reads_an_older_state_says_that_bytes_may_be_left()
    {
        using var scratch = new Scratch();
        scratch.Set(Key, Token);
        scratch.Set("other", 1);
        bool isErased;
        using (IEnumerator<StateEntry> reader = scratch.State.Read(new StateQuery { Keys = KeyPattern.Everything }).GetEnumerator())
        {
            Assert.True(reader.MoveNext());
            isErased = scratch.Purge(Key).IsErased;
            Assert.True(reader.MoveNext());
        }

        Assert.False(isErased);
        Assert.Equal(["other"], scratch.Keys());

        // Purging anything once nobody reads cleans up after the first.
        scratch.Set("last", 1);
        Assert.True(scratch.Purge("last").IsErased);
        Assert.False(IsAnywhere(scratch, Token));
    }

    [Fact]
    public void Two_purged_keys_of_one_scope_count_on_from_their_own_versions()
    {
        using var scratch = new Scratch();
        scratch.Set("a", 1);
        scratch.Set("b", 1);
        scratch.Set("b", 2);
        scratch.Purge("a", "b");

        Assert.Equal((2L, 3L), (scratch.Set("a", 1).Version, scratch.Set("b", 1).Version));
        Assert.Equal(1, scratch.Set("c", 1).Version);
    }

    [Fact]
    public void A_purge_that_is_repeated_erases_what_the_first_could_not()
    {
        using var scratch = new Scratch();
        scratch.Set(Key, Token);
        scratch.Set("other", 1);
        PurgeResult first;
        using (IEnumerator<StateEntry> reader = scratch.State.Read(new StateQuery { Keys = KeyPattern.Everything }).GetEnumerator())
        {
            Assert.True(reader.MoveNext());
            first = scratch.Purge(Key);
        }

        Assert.False(first.IsErased);
        Assert.Contains("once more", first.Problem!, StringComparison.Ordinal);

        PurgeResult second = scratch.Purge(Key);

        Assert.True(second.IsErased);
        Assert.Null(second.Problem);
        Assert.Null(second.Outcomes.Single().Error);
        Assert.False(IsAnywhere(scratch, Token));
        Assert.Equal(2, scratch.Set(Key, 1).Version);
    }

    [Fact]
    public void A_purge_that_is_repeated_with_another_version_is_not_found()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        scratch.Purge("n");
        StateStore state = scratch.State;

        Assert.Equal("StateKeyNotFound", state.Purge([state.Plan(new RemoveRequest { Key = "n", IfVersion = 2 })]).Outcomes.Single().Error?.ErrorId);
        Assert.Null(state.Purge([state.Plan(new RemoveRequest { Key = "n", IfVersion = 1 })]).Outcomes.Single().Error);
    }

    [Fact]
    public void A_purge_whose_rewriting_fails_says_so_and_can_be_repeated()
    {
        using var scratch = new Scratch();
        scratch.Set(Key, Token);
        using var other = new SqliteConnection($"Data Source={scratch.Location.File};Pooling=False");
        other.Open();

        // The entry can be deleted, but the file can't be rewritten by anyone who does not know the order of this table.
        other.CreateCollation("unknown", string.CompareOrdinal);
        other.Execute("CREATE TABLE odd (x TEXT COLLATE unknown); CREATE INDEX odd_x ON odd (x)");
        PurgeResult first = scratch.Purge(Key);

        Assert.Null(first.Outcomes.Single().Error);
        Assert.False(first.IsErased);
        Assert.Contains("could not be rewritten", first.Problem!, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing of this command", first.Problem!, StringComparison.Ordinal);
        Assert.Empty(scratch.List());

        other.Execute("DROP TABLE odd");
        Assert.True(scratch.Purge(Key).IsErased);
        Assert.False(IsAnywhere(scratch, Token));
    }

    [Fact]
    public void A_purge_names_what_is_left_of_a_backup_that_was_never_finished()
    {
        using var scratch = new Scratch();
        scratch.Set(Key, Token);
        string whole = scratch.Maintenance.Backup(scratch.Maintenance.DefaultBackupPath()).Path;
        string left = whole + ".x1.partial";
        File.Copy(whole, left);
        string elsewhere = scratch.Maintenance.Backup(scratch.PathOf("copy.db")).Path;
        File.Move(elsewhere, elsewhere + ".x2.partial");
        File.WriteAllBytes(whole + ".empty.partial", []);

        Assert.Equal(new[] { whole, left, elsewhere + ".x2.partial" }.Order(StringComparer.Ordinal), scratch.Purge(Key).BackupsThatHoldIt);
    }

    private static bool IsAnywhere(Scratch scratch, string text)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(text);
        scratch.CloseAll();
        return Directory.EnumerateFiles(scratch.Location.Directory).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(wanted) >= 0);
    }
}
