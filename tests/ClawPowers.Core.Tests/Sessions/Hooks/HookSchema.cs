using System.Text.Json;

namespace ClawPowers.Core.Tests.Sessions.Hooks;

/// <summary>What each agent's published schema allows as an answer: the keys that must be there, and not one more.</summary>
internal static class HookSchema
{
    /// <summary>The context that an agent finds in an answer; fails where the agent would not take it.</summary>
    public static string ContextOf(ClawAgent agent, string json)
    {
        using var document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        switch (agent)
        {
            case ClawAgent.ClaudeCode or ClawAgent.Codex or ClawAgent.Gemini:
                Assert.Equal(["hookSpecificOutput"], Names(root));
                JsonElement nested = root.GetProperty("hookSpecificOutput");
                Assert.Equal(["hookEventName", "additionalContext"], Names(nested));
                Assert.Equal("SessionStart", nested.GetProperty("hookEventName").GetString());
                return nested.GetProperty("additionalContext").GetString()!;
            case ClawAgent.Cursor:
                Assert.Equal(["additional_context"], Names(root));
                return root.GetProperty("additional_context").GetString()!;
            case ClawAgent.Copilot:
                Assert.Equal(["additionalContext"], Names(root));
                return root.GetProperty("additionalContext").GetString()!;
            default:
                Assert.Equal(["context"], Names(root));
                return root.GetProperty("context").GetString()!;
        }
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(static property => property.Name)];
}
