namespace ClawPowers.Core.Agents;

/// <summary>The agents by the names that command lines have for them: in any case, and with or without hyphens.</summary>
public static class AgentNames
{
    /// <summary>The names as they are written, with commas between them, for messages and help.</summary>
    public static string Allowed { get; } = string.Join(", ", AgentDefinition.All.Select(static agent => agent.Name));

    /// <summary>An agent's name: lower case, with hyphens.</summary>
    /// <param name="agent">The agent.</param>
    public static string Of(ClawAgent agent) => AgentDefinition.Of(agent).Name;

    /// <summary>The agent that a name means; null if none is meant.</summary>
    /// <param name="name">The name, such as <c>claude-code</c>, <c>ClaudeCode</c> or <c>opencode</c>.</param>
    public static ClawAgent? Find(string? name) => FindTarget(name) is { } target && target != HookTarget.Profile ? (ClawAgent)target : null;

    /// <summary>What a hook is registered with, by its name; null if nothing is meant.</summary>
    /// <param name="name">The name of an agent, or <c>profile</c>.</param>
    public static HookTarget? FindTarget(string? name)
    {
        string word = name?.Trim().Replace("-", string.Empty, StringComparison.Ordinal) ?? string.Empty;
        foreach (HookTarget target in Enum.GetValues<HookTarget>())
        {
            if (target.ToString().Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return target;
            }
        }

        return null;
    }
}
