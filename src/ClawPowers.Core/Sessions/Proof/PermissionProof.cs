using ClawPowers.Core.Agents;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Sessions.Registration.Rules;

namespace ClawPowers.Core.Sessions.Proof;

/// <summary>Says whether the agent may call ClawPowers without asking. That it must ask is no fault: a person may want it so.</summary>
internal static class PermissionProof
{
    private const string Program = "clawpowers";

    // Words that the rules of every agent hold, if they hold any.
    private static readonly (string Check, string Command)[] Samples = [("ReadPermission", "clawpowers store get"), ("WritePermission", "clawpowers store set")];

    /// <summary>Adds a check for one read and one for one write.</summary>
    public static void Add(HookProof proof, AgentDefinition agent)
    {
        bool isAllowed = proof.Hook.AllowsCommands;

        // Where the shell is not PowerShell the rules are for the program. Without it, the context tells of calls of pwsh, for which no rule is narrow.
        bool isMissing = isAllowed && !OperatingSystem.IsWindows() && !proof.Programs.IsThere(Program);
        string? project = proof.Hook.Scope is SkillScope.Project ? ProjectIdentity.TopFolder(proof.Context.WorkingDirectory) : null;
        CommandRules rules = agent.CommandRules(proof.Context, project);
        foreach ((string check, string command) in Samples)
        {
            proof.Checks.Add(
                check,
                isAllowed && !isMissing ? true : null,
                isMissing ? $"{agent.DisplayName} may run '{command}' without asking, but there is no '{Program}' on PATH; it asks before it runs 'pwsh'."
                    : isAllowed ? $"{agent.DisplayName} may run '{command}' without asking." : rules.None ?? $"No rule of ours lets {agent.DisplayName} run '{command}' without asking.",
                isMissing ? $"Put '{Program}' on the PATH of the agent's shell: dotnet tool install --global ClawPowers.Cli"
                    : rules.None is null ? $"Register-ClawHook -Agent {agent.Agent} -AllowCommands adds the narrowest rules; -WhatIf shows them." : null);
        }
    }
}
