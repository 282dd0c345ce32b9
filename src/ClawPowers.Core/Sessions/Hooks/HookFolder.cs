using ClawPowers.Core.Agents;

namespace ClawPowers.Core.Sessions.Hooks;

/// <summary>Finds the folder that a session works in.</summary>
internal static class HookFolder
{
    /// <summary>The folder that the agent names, else that of its variable, else that of the process.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="said">What it says.</param>
    /// <param name="context">The folder of the process, the home, and the environment variables.</param>
    public static string Of(AgentDefinition agent, HookInput said, ClawContext context)
    {
        IEnumerable<string?> named = agent.FolderVariable is { } variable ? said.Folders.Append(context.Variables(variable)) : said.Folders;
        foreach (string? name in named)
        {
            if (name is not null && Existing(name) is { } folder)
            {
                return folder;
            }
        }

        // Cursor runs the user's hooks in its own folder, which is nobody's project.
        string own = Path.Join(context.HomeDirectory, ".cursor");
        StringComparison comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        bool isOwn = agent.Agent == ClawAgent.Cursor && Path.TrimEndingDirectorySeparator(context.WorkingDirectory).Equals(own, comparison);
        return isOwn ? context.HomeDirectory : context.WorkingDirectory;
    }

    private static string? Existing(string name)
    {
        // A folder of Windows as a web address has it: "/c:/Users/ada".
        string path = OperatingSystem.IsWindows() && name is ['/', _, ':', ..] ? name[1..] : name;
        try
        {
            return Path.IsPathFullyQualified(path) && Directory.Exists(path) ? Path.GetFullPath(path) : null;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or NotSupportedException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
