using ClawPowers.Core.Sessions.Identity;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Sessions.Identity;

public sealed class SessionRegistryTests : IDisposable
{
    private const int Claude = 5;
    private const int Command = 12;

    private readonly Scratch _scratch = new();
    private readonly FakeProcesses _processes = new FakeProcesses().Chain((1, "systemd"), (Claude, "claude"), (9, "sh"), (Command, "pwsh"));

    public SessionRegistryTests() =>
        _scratch.Context = _scratch.Context with { SessionId = null, Agent = null, Surroundings = _processes.With() };

    [Fact]
    public void A_registered_session_is_that_of_every_process_below_the_agents()
    {
        Assert.Null(Register("s-1"));
        _processes.Start(20, parent: Claude, started: 20, "bash").Start(21, parent: 20, started: 21, "pwsh");

        Assert.Equal("s-1", Of(Command));
        Assert.Equal("s-1", Of(21));
        Assert.Equal("s-1", Of(Claude));
        Assert.Null(Of(1));
    }

    [Fact]
    public void It_keeps_the_process_the_agent_the_project_the_reason_and_the_moment()
    {
        Register(new HookSession { Id = " s-1 ", Agent = ClawAgent.ClaudeCode, Project = "example.com/team/app", Reason = "startup" });

        Assert.Equal([("here", Claude, (long)Claude, "s-1", "claude-code", "example.com/team/app", "startup", _scratch.Time.Now.ToUnixTimeMilliseconds())], Rows());
    }

    [Fact]
    public void A_later_session_of_the_same_process_takes_the_place_of_the_earlier()
    {
        Register("s-1");
        Register("s-2");

        Assert.Equal("s-2", Of(Command));
        Assert.Single(Rows());
    }

    [Fact]
    public void Two_agents_from_one_terminal_each_have_their_own()
    {
        FakeProcesses processes = new FakeProcesses().Chain((1, "systemd"), (3, "gnome-terminal-"), (4, "bash"), (5, "claude"), (6, "sh"), (7, "pwsh"));
        _scratch.Context = _scratch.Context with { Surroundings = processes.With() };
        Register("first");
        processes.End(5);
        processes.End(6);
        processes.End(7);
        processes.Start(8, parent: 4, started: 8, "codex").Start(9, parent: 8, started: 9, "pwsh");
        processes.OwnId = 9;

        Assert.Null(Of(9, processes));
        Register("second", ClawAgent.Codex);

        Assert.Equal("second", Of(9, processes));
        Assert.Null(Of(4, processes));
        Assert.Equal([8], Rows().Select(row => row.Process));
    }

    [Fact]
    public void Of_an_agent_within_an_agent_the_nearer_one_counts()
    {
        Register("outer");
        _processes.Start(20, parent: Command, started: 20, "codex").Start(21, parent: 20, started: 21, "pwsh");
        _processes.OwnId = 21;
        Register("inner", ClawAgent.Codex);

        Assert.Equal("inner", Of(21));
        Assert.Equal("outer", Of(Command));
    }

    [Fact]
    public void A_later_process_of_the_same_number_does_not_inherit_the_session()
    {
        Register("s-1");
        _processes.End(Claude);
        _processes.Start(Claude, parent: 1, started: 30, "node").Start(31, parent: Claude, started: 31, "pwsh");

        Assert.Null(Of(31));
    }

    [Fact]
    public void Sessions_of_another_boot_or_container_are_not_these()
    {
        Register("s-1");
        _processes.Host = "there";

        Assert.Null(Of(Command));
        Register("s-2");
        Assert.Equal("s-2", Of(Command));
        _processes.Host = "here";
        Assert.Equal("s-1", Of(Command));
    }

    [Fact]
    public void What_has_ended_goes_with_the_next_that_begins()
    {
        Register("s-1");
        _processes.Start(20, parent: 1, started: 20, "codex").Start(21, parent: 20, started: 21, "pwsh");
        _processes.OwnId = 21;
        Register("s-2", ClawAgent.Codex);
        Assert.Equal([Claude, 20], Rows().Select(row => row.Process));

        _processes.End(Claude);
        Register("s-3", ClawAgent.Codex);

        Assert.Equal([20], Rows().Select(row => row.Process));
    }

    [Fact]
    public void What_cannot_be_checked_goes_after_a_month()
    {
        _processes.Host = "there";
        Register("s-1");
        _processes.Host = "here";
        Register("s-2");
        _scratch.Time.Move(TimeSpan.FromDays(29));
        Register("s-3");
        Assert.Equal(["here", "there"], Rows().Select(row => row.Host));

        _scratch.Time.Move(TimeSpan.FromDays(2));
        Register("s-4");

        Assert.Equal(["here"], Rows().Select(row => row.Host));
    }

    [Fact]
    public void However_many_containers_there_were_the_table_stays_small()
    {
        Register("s-1");
        _scratch.Sql("""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
            INSERT INTO session SELECT 'host ' || i, i, i, 's', 'codex', 4000000000000 + i, NULL, NULL FROM n
            """);

        Assert.Null(Register("s-2"));

        Assert.Equal(500, Rows().Count);
        Assert.Equal("s-2", Of(Command));
    }

    [Fact]
    public void The_session_of_a_terminal_is_registered_for_the_process_itself_and_has_no_agent()
    {
        Assert.Null(Register(new HookSession { Id = "terminal", Agent = null, IsOfThisProcess = true }));
        _processes.Start(20, parent: Command, started: 20, "git");

        Assert.Equal("terminal", Of(20));
        Assert.Equal((Command, null), (Rows()[0].Process, Rows()[0].Agent));
        Assert.Null(Of(9));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\u0007b")]
    public void An_id_that_is_none_is_not_registered(string id)
    {
        Assert.Contains("the session's id is blank", Register(id), StringComparison.Ordinal);
        Assert.Contains("200 characters", Register(new string('x', 201)), StringComparison.Ordinal);
        Assert.False(File.Exists(_scratch.Location.File));
    }

    [Fact]
    public void Where_no_agent_is_seen_above_nothing_is_registered()
    {
        _processes.End(Claude);

        Assert.Equal("no process above this one looks like an agent's", Register("s-1"));
        Assert.False(File.Exists(_scratch.Location.File));
    }

    [Fact]
    public void A_store_that_is_locked_is_not_waited_for_and_the_reason_is_said()
    {
        _scratch.Set("n", 1);
        using SqliteConnection connection = StoreConnections.OpenForWriting(_scratch.Location);
        connection.Execute("BEGIN IMMEDIATE");

        string? reason = Register("s-1");

        connection.Execute("ROLLBACK");
        Assert.Equal($"the store '{_scratch.Location.File}' stayed locked", reason);
        Assert.Empty(Rows());
    }

    [Fact]
    public void A_damaged_store_is_left_alone_and_the_reason_is_said()
    {
        Directory.CreateDirectory(_scratch.Location.Directory);
        File.WriteAllText(_scratch.Location.File, new string('x', 8192));

        string? reason = Register("s-1");

        Assert.Contains(_scratch.Location.File, reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason!);
        Assert.Equal(new string('x', 8192), File.ReadAllText(_scratch.Location.File));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said()
    {
        File.WriteAllText(_scratch.PathOf("file"), "");
        _scratch.Context = _scratch.Context with { Store = new StoreLocation(_scratch.PathOf("file", "store")) };

        Assert.Contains(_scratch.PathOf("file", "store"), Register("s-1"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_store_is_brought_up_to_date()
    {
        using Scratch older = Storage.OlderStoreTests.AtVersion1();
        older.Context = older.Context with { Surroundings = _processes.With() };

        Assert.Null(new SessionRegistry(older.Context).Register(new HookSession { Id = "s-1", Agent = ClawAgent.Codex }));

        Assert.Equal((Migrator.CurrentVersion, 2L), older.Maintenance.Status() is var status ? (status.SchemaVersion, status.TotalEntries) : default);
    }

    public void Dispose() => _scratch.Dispose();

    private string? Register(string id, ClawAgent agent = ClawAgent.ClaudeCode) => Register(new HookSession { Id = id, Agent = agent });

    private string? Register(HookSession session) => new SessionRegistry(_scratch.Context).Register(session);

    private string? Of(int process, FakeProcesses? processes = null)
    {
        processes ??= _processes;
        int before = processes.OwnId;
        processes.OwnId = process;
        string? id = new SessionResolver(_scratch.Context with { Surroundings = processes.With() }).Resolve().Id;
        processes.OwnId = before;
        return id;
    }

    private List<(string Host, int Process, long Started, string Id, string? Agent, string? Project, string? Reason, long At)> Rows()
    {
        using SqliteConnection connection = StoreConnections.OpenForReading(_scratch.Location)!;
        using SqliteCommand command = connection.Command("SELECT host, process_id, started, id, agent, project, reason, registered_at FROM session ORDER BY host, process_id");
        using SqliteDataReader reader = command.ExecuteReader();
        List<(string, int, long, string, string?, string?, string?, long)> rows = [];
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetString(3), reader.TextOrNull(4), reader.TextOrNull(5), reader.TextOrNull(6), reader.GetInt64(7)));
        }

        return rows;
    }
}
