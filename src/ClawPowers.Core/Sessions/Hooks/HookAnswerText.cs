using ClawPowers.Core.Agents;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Sessions.Hooks;

/// <summary>Writes an agent's answer as one line of ASCII.</summary>
internal static class HookAnswerText
{
    /// <summary>The answer in the agent's shape.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="context">The context to give it; null or empty for the valid answer that gives none.</param>
    public static string Of(AgentDefinition agent, string? context) =>
        AsciiJson.Text(writer => agent.WriteAnswer(writer, string.IsNullOrEmpty(context) ? null : context));
}
