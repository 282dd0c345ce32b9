using ClawPowers.Core.Agents;

namespace ClawPowers.Core.Tests.Sessions.Hooks;

public class AgentNamesTests
{
    [Theory]
    [InlineData("claude-code", ClawAgent.ClaudeCode)]
    [InlineData("ClaudeCode", ClawAgent.ClaudeCode)]
    [InlineData(" CODEX ", ClawAgent.Codex)]
    [InlineData("opencode", ClawAgent.OpenCode)]
    [InlineData("Open-Code", ClawAgent.OpenCode)]
    [InlineData("profile", null)]
    [InlineData("0", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("claude", null)]
    public void Are_known_in_any_case_with_hyphens_and_without(string? name, ClawAgent? agent) => Assert.Equal(agent, AgentNames.Find(name));

    [Fact]
    public void Stand_for_the_same_in_both_lists()
    {
        Assert.Equal(HookTarget.Profile, AgentNames.FindTarget("Profile"));
        foreach (ClawAgent agent in Enum.GetValues<ClawAgent>())
        {
            Assert.Equal(agent.ToString(), ((HookTarget)agent).ToString());
            Assert.Equal(agent, AgentNames.Find(AgentNames.Of(agent)));
        }
    }
}
