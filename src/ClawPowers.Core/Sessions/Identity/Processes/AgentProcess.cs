namespace ClawPowers.Core.Sessions.Identity.Processes;

/// <summary>Finds the process of the agent that runs a hook: the nearest above that is neither a shell nor something that only starts another.</summary>
internal static class AgentProcess
{
    private static readonly HashSet<string> Wrappers = new(StringComparer.OrdinalIgnoreCase)
    {
        "sh", "bash", "dash", "ash", "zsh", "fish", "ksh", "ksh93", "mksh", "csh", "tcsh", "nu", "busybox", "cmd", "conhost", "winpty",
        "pwsh", "pwsh-preview", "powershell", "powershell_ise", "clawpowers", "dotnet",
        "env", "timeout", "gtimeout", "nohup", "setsid", "sudo", "doas", "su", "script", "stdbuf", "nice", "ionice", "time", "xargs", "unbuffer", "bwrap", "sandbox-exec",
    };

    // Above these there is no agent: who started the hook from a terminal is a person. Everything else in that terminal would seem to be theirs.
    private static readonly HashSet<string> Terminals = new(StringComparer.OrdinalIgnoreCase)
    {
        "init", "systemd", "launchd", "tini", "dumb-init", "docker-init", "catatonit", "containerd-shim", "login", "sshd", "sshd-session", "cron", "crond",
        "tmux", "tmux: server", "screen", "zellij", "mosh-server", "xterm", "gnome-terminal-", "gnome-terminal-server", "konsole", "kitty", "alacritty", "ghostty", "foot", "wezterm-gui", "terminal", "iterm2",
        "explorer", "windowsterminal", "openconsole", "wininit", "services", "svchost",
    };

    /// <summary>The agent's process above this one; null if none is seen.</summary>
    public static ProcessInstance? Above(IProcessTable processes) => Above(processes, out _);

    /// <summary>The agent's process above this one; null if none is seen.</summary>
    /// <param name="processes">The processes.</param>
    /// <param name="started">What it started to get here: a shell, or this process.</param>
    public static ProcessInstance? Above(IProcessTable processes, out ProcessInstance? started)
    {
        started = null;
        foreach (ProcessInstance process in Ancestry.From(processes, processes.OwnId))
        {
            string name = Plain(process.Name);
            if (started is not null && !Wrappers.Contains(name))
            {
                return Terminals.Contains(name) ? null : process;
            }

            started = process;
        }

        return null;
    }

    private static string Plain(string name) =>
        name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name.TrimStart('-');
}
