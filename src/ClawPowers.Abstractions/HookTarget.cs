namespace ClawPowers;

/// <summary>What a session-start hook can be registered with: the agents, in the order of <see cref="ClawAgent"/>, and PowerShell's own profile.</summary>
public enum HookTarget
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

    /// <summary>The profile of PowerShell.</summary>
    Profile,
}
