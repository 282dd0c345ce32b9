using System.Collections;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Sessions.Proof;

/// <summary>The environment in which an agent runs a hook: that of this process, without the traces of the session that asks, and with what the agent adds.</summary>
internal static class HookEnvironment
{
    private static readonly string[] Traces = [ClawContext.SessionVariable, ClawContext.AgentVariable, "AGENT", "AI_AGENT"];

    /// <summary>Composes it.</summary>
    /// <param name="context">The home and the store that are meant.</param>
    /// <param name="added">What the agent adds.</param>
    public static IReadOnlyDictionary<string, string> Of(ClawContext context, IReadOnlyDictionary<string, string> added) =>
        Of(context, added, Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(static entry => ((string)entry.Key, (string?)entry.Value ?? string.Empty)));

    internal static IReadOnlyDictionary<string, string> Of(ClawContext context, IReadOnlyDictionary<string, string> added, IEnumerable<(string Name, string Value)> inherited)
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach ((string name, string value) in inherited)
        {
            if (!IsTrace(name))
            {
                variables[name] = value;
            }
        }

        if (context.HomeDirectory.Length > 0 && context.HomeDirectory != Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify))
        {
            variables["HOME"] = context.HomeDirectory;
            variables["USERPROFILE"] = context.HomeDirectory;
        }

        if (context.Store.Directory == new StoreLocation(Path.Combine(context.HomeDirectory, ".clawpowers")).Directory)
        {
            variables.Remove(StoreLocation.DirectoryVariable);
        }
        else
        {
            variables[StoreLocation.DirectoryVariable] = context.Store.Directory;
        }

        foreach ((string name, string value) in added)
        {
            variables[name] = value;
        }

        return variables;
    }

    private static bool IsTrace(string name) =>
        Traces.Contains(name, StringComparer.OrdinalIgnoreCase)
        || AgentDefinition.All.Any(agent =>
            agent.VariablePrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            && !agent.FolderVariables.Contains(name, StringComparer.OrdinalIgnoreCase));
}
