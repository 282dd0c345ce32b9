namespace ClawPowers.Core.Agents;

/// <summary>A shell by which an agent runs the command of a hook.</summary>
/// <param name="Program">Its name or path.</param>
/// <param name="Arguments">What comes before the command.</param>
internal sealed record AgentShell(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>The shell that every Unix has.</summary>
    public static AgentShell Sh { get; } = new("sh", "-c");

    /// <summary>Bash, as it is started for one command.</summary>
    public static AgentShell Bash { get; } = new("bash", "-c");

    /// <summary>PowerShell without a profile; the one of Windows where there is no other.</summary>
    public static IReadOnlyList<AgentShell> PowerShells { get; } = [new("pwsh", "-NoProfile", "-Command"), new("powershell", "-NoProfile", "-Command")];

    /// <summary>The command processor of Windows.</summary>
    public static AgentShell Cmd { get; } = new("cmd", "/d", "/s", "/c");

    /// <summary>The shell that the user has chosen, if it is one that takes a command as the others do.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static IReadOnlyList<AgentShell> OfUser(Func<string, string?> variable) =>
        variable("SHELL") is { } shell && Path.IsPathFullyQualified(shell) ? [new AgentShell(shell, "-c"), Sh] : [Sh];
}
