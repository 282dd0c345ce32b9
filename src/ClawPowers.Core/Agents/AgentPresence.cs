using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Agents;

/// <summary>By what it is known that an agent is on this machine. No program is started for it.</summary>
/// <param name="Folder">A folder of its own in the home; null if there is none.</param>
/// <param name="Program">Its program on the PATH; null if there is none.</param>
internal sealed record AgentPresence(string? Folder, string? Program)
{
    /// <summary>Whether there is any sign of it.</summary>
    public bool IsThere => Folder is not null || Program is not null;

    /// <summary>The signs, in words.</summary>
    public override string ToString() => (Folder, Program) switch
    {
        (null, null) => "There is no folder of it in the home, and no program of it on PATH.",
        (null, _) => $"'{Program}'",
        (_, null) => $"'{Folder}'; its program is not on PATH",
        _ => $"'{Folder}' and '{Program}'",
    };

    /// <summary>Looks for an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="context">The home, and the variables that move the agent's folder.</param>
    /// <param name="programs">The PATH.</param>
    public static AgentPresence Of(AgentDefinition agent, ClawContext context, ProgramSearch programs) => new(
        agent.HomeFolders.Select(folder => Path.Combine(context.HomeDirectory, folder)).Prepend(agent.ConfigurationFolder(context)).Where(Path.IsPathFullyQualified).Select(static folder => Path.GetFullPath(folder)).FirstOrDefault(folder => IsFolderOf(agent, folder)),
        agent.Programs.Select(programs.Find).FirstOrDefault(static program => program is not null));

    private static bool IsFolderOf(AgentDefinition agent, string folder)
    {
        try
        {
            return Directory.Exists(folder) && agent.IsItsFolder(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true; // It is there, and closed to us.
        }
    }
}
