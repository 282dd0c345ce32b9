using System.Text.Json;

namespace ClawPowers.Core.Sessions.Hooks;

/// <summary>
/// Tells by what is said which agent says it. Cursor, Copilot and Codex also run hooks that were registered with Claude Code, beside their own, and
/// what is injected twice costs twice.
/// </summary>
internal static class HookSender
{
    /// <summary>Whose words an object is; null where they could be several agents'.</summary>
    /// <param name="root">What a hook got, an object whose properties have the right types.</param>
    public static ClawAgent? Recognize(JsonElement root)
    {
        if (Has(root, "cursor_version") || Has(root, "workspace_roots") || Has(root, "conversation_id") || Has(root, "is_background_agent") || Has(root, "composer_mode"))
        {
            return ClawAgent.Cursor;
        }

        // Our own plugin says so.
        if (Text(root, "agent") is "open-code")
        {
            return ClawAgent.OpenCode;
        }

        if (Has(root, "sessionId") || Has(root, "initial_prompt") || Text(root, "source") is "new")
        {
            return ClawAgent.Copilot;
        }

        // May be null or empty, and still tells who speaks.
        if (!root.TryGetProperty("transcript_path", out _))
        {
            return null;
        }

        if (Has(root, "timestamp"))
        {
            return ClawAgent.Gemini;
        }

        return Has(root, "permission_mode") && Has(root, "model") && !IsOfClaudeCode(Text(root, "transcript_path"))
            ? ClawAgent.Codex
            : ClawAgent.ClaudeCode;
    }

    /// <summary>Whether a property is there and not null.</summary>
    public static bool Has(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The text of a property; null if it is none.</summary>
    public static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Should Claude Code come to say as much at the start as it does later, its transcripts still lie in "projects" of its folder.
    private static bool IsOfClaudeCode(string? transcript) =>
        transcript is not null && transcript.Replace('\\', '/').Contains("/projects/", StringComparison.Ordinal);
}
