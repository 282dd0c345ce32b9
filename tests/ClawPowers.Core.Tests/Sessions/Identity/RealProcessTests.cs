using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Identity;

/// <summary>Real trees of processes: an agent that runs every command in a shell of its own, as agents do.</summary>
public sealed class RealProcessTests
{
    [Fact]
    public void A_command_finds_the_session_that_a_hook_of_the_same_agent_registered_and_no_other()
    {
        using Scratch scratch = Unix();
        using Worker one = Agent(scratch, "agent-one");
        using Worker two = Agent(scratch, "agent two (2)");

        Assert.Equal("none none None", Ask(one, "who"));
        Assert.Equal("answered", Ask(one, "hook s-1 Codex"));
        Assert.Equal("s-1 codex Ancestor", Ask(one, "who"));
        Assert.Equal("none none None", Ask(two, "who"));

        Assert.Equal("answered", Ask(two, "hook s-2 Gemini"));
        Assert.Equal("s-2 gemini Ancestor", Ask(two, "who"));
        Assert.Equal("s-1 codex Ancestor", Ask(one, "who"));

        Assert.Equal("answered", Ask(one, "hook s-3 Codex"));
        Assert.Equal("s-3 codex Ancestor", Ask(one, "who"));
    }

    [Fact]
    public void An_agent_within_an_agent_has_its_own_session_once_it_is_registered()
    {
        using Scratch scratch = Unix();
        using Worker outer = Agent(scratch, "outer");
        using Worker inner = Agent(scratch, "inner");

        Ask(outer, "hook s-1 ClaudeCode");
        string? said = Ask(outer, $"nested {scratch.PathOf("inner")} who,hook s-2 Codex,who");

        Assert.Equal("s-1 claude-code Ancestor, answered, s-2 codex Ancestor", said);
        Assert.Equal("s-1 claude-code Ancestor", Ask(outer, "who"));
    }

    [Fact]
    public void What_an_agent_leaves_when_it_dies_goes_with_the_next_hook()
    {
        using Scratch scratch = Unix();
        using Worker survivor = Agent(scratch, "survivor");
        using (Worker killed = Agent(scratch, "killed"))
        {
            Ask(killed, "hook s-1 Codex");
            killed.Kill();
        }

        Assert.Equal(1, Rows(scratch));
        Ask(survivor, "hook s-2 Codex");

        Assert.Equal(1, Rows(scratch));
        Assert.Equal("s-2 codex Ancestor", Ask(survivor, "who"));
    }

    private static Scratch Unix()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/bin/sh"), "Needs a system where a program can be run by another name, and sh.");
        return new Scratch();
    }

    private static Worker Agent(Scratch scratch, string name) => Worker.StartAgent(scratch.Location, scratch.PathOf(name)).Go();

    private static string? Ask(Worker agent, string command)
    {
        agent.Continue(command);
        return agent.ReadLine();
    }

    private static long Rows(Scratch scratch)
    {
        using Microsoft.Data.Sqlite.SqliteConnection connection = StoreConnections.OpenForReading(scratch.Location)!;
        return connection.ReadLong("SELECT count(*) FROM session");
    }
}
