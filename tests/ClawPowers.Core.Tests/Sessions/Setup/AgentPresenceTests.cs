using ClawPowers.Core.Agents;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Setup;

public sealed class AgentPresenceTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly string _home;
    private readonly string _bin;
    private string? _moved;

    public AgentPresenceTests()
    {
        _home = Directory.CreateDirectory(_scratch.PathOf("home of Zoë")).FullName;
        _bin = Directory.CreateDirectory(_scratch.PathOf("bin")).FullName;
    }

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(ClawAgent.ClaudeCode, ".claude")]
    [InlineData(ClawAgent.Codex, ".codex")]
    [InlineData(ClawAgent.Gemini, ".gemini")]
    [InlineData(ClawAgent.Cursor, ".cursor")]
    [InlineData(ClawAgent.Copilot, ".copilot")]
    [InlineData(ClawAgent.OpenCode, ".config/opencode")]
    public void An_agent_is_known_by_its_folder_and_by_no_other(ClawAgent agent, string folder)
    {
        Directory.CreateDirectory(Path.Combine(_home, folder));

        Assert.Equal([agent], AgentDefinition.All.Where(one => Presence(one).IsThere).Select(one => one.Agent));
        Assert.Null(Presence(AgentDefinition.Of(agent)).Program);
    }

    [Fact]
    public void An_agent_is_known_by_a_program_that_can_be_run()
    {
        string program = Path.Combine(_bin, OperatingSystem.IsWindows() ? "codex.cmd" : "codex");
        File.WriteAllText(program, string.Empty);
        bool before = Presence(AgentDefinition.Of(ClawAgent.Codex)).IsThere;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Assert.Equal(OperatingSystem.IsWindows(), before);
        Assert.Equal(program, Presence(AgentDefinition.Of(ClawAgent.Codex)).Program);
    }

    [Fact]
    public void The_folder_of_another_program_is_no_sign_of_Gemini()
    {
        Directory.CreateDirectory(Path.Combine(_home, ".gemini", "antigravity"));
        Assert.False(Presence(AgentDefinition.Of(ClawAgent.Gemini)).IsThere);

        File.WriteAllText(Path.Combine(_home, ".gemini", "settings.json"), "{}");
        Assert.True(Presence(AgentDefinition.Of(ClawAgent.Gemini)).IsThere);
    }

    [Fact]
    public void A_folder_that_was_moved_is_found()
    {
        _moved = Directory.CreateDirectory(_scratch.PathOf("moved")).FullName;

        Assert.Equal(_moved, Presence(AgentDefinition.Of(ClawAgent.Codex)).Folder);
        Assert.False(Presence(AgentDefinition.Of(ClawAgent.Cursor)).IsThere);
    }

    [Fact]
    public void Without_a_home_nothing_is_found_in_it()
    {
        AgentPresence presence = AgentPresence.Of(AgentDefinition.Of(ClawAgent.ClaudeCode), _scratch.Context with { HomeDirectory = string.Empty, Variables = static _ => null }, new ProgramSearch(string.Empty, []));

        Assert.False(presence.IsThere);
        Assert.Equal("There is no folder of it in the home, and no program of it on PATH.", presence.ToString());
    }

    private AgentPresence Presence(AgentDefinition agent) => AgentPresence.Of(agent, _scratch.Context with { HomeDirectory = _home, Variables = name => name == "CODEX_HOME" ? _moved : null }, new ProgramSearch(_bin, OperatingSystem.IsWindows() ? [".EXE", ".CMD"] : []));
}
