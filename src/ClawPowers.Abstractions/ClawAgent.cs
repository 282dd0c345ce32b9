namespace ClawPowers;

/// <summary>A coding agent that ClawPowers knows the folders of.</summary>
public enum ClawAgent
{
    /// <summary>Claude Code.</summary>
    ClaudeCode,

    /// <summary>Codex.</summary>
    Codex,

    /// <summary>Gemini CLI.</summary>
    Gemini,

    /// <summary>Cursor.</summary>
    Cursor,

    /// <summary>Copilot CLI.</summary>
    Copilot,

    /// <summary>OpenCode.</summary>
    OpenCode,
}
