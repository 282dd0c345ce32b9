namespace ClawPowers.Core.Agents;

/// <summary>
/// The command that agents run at the start of a session, as it is written into their configurations. It holds no version, no user's path, no variable
/// and no double quote within its quotes, so that it is the same on every machine and parses alike in PowerShell, cmd, sh and bash; it begins with a bare word,
/// since a quoted path in that place is a syntax error in PowerShell.
/// </summary>
internal static class HookCommand
{
    /// <summary>The starter's path, relative to the home; PowerShell itself resolves the tilde.</summary>
    public const string StarterPath = ".clawpowers/hooks/session-start.ps1";

    /// <summary>The whole command for an agent.</summary>
    /// <remarks>
    /// The starter in the home finds the newest module on the module path and its native program, and needs no import. A teammate who has the
    /// module but never registered a hook has no starter: the cmdlet does the same, by autoloading. One who has neither reads one line.
    /// </remarks>
    public static string For(ClawAgent agent) =>
        "pwsh -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command \"" + Script(agent) + "\"";

    /// <summary>What PowerShell is given to run.</summary>
    public static string Script(ClawAgent agent) =>
        $"try {{ ~/{StarterPath} -Agent {agent} }} catch {{ try {{ Invoke-ClawHook -Agent {agent} }} catch {{ [Console]::Error.WriteLine('clawpowers: the module is not installed here. Run: Install-Module ClawPowers') }} }}";
}
