using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Sessions.Registration;

/// <summary>Which hooks are to be registered or removed.</summary>
public sealed record HookRequest
{
    /// <summary>The agents, and the profile.</summary>
    public required IReadOnlyCollection<HookTarget> Targets { get; init; }

    /// <summary>For the user or for the project.</summary>
    public SkillScope Scope { get; init; }

    /// <summary>Whether the agents are also allowed to call ClawPowers without asking. (Removing a hook always removes these rules.)</summary>
    public bool AllowCommands { get; init; }

    /// <summary>The file of the profile; null for where PowerShell keeps it on this system.</summary>
    public string? ProfilePath { get; init; }
}

/// <summary>Which hooks to look at.</summary>
public sealed record HookQuery
{
    /// <summary>The agents, and the profile; null for all.</summary>
    public IReadOnlyCollection<HookTarget>? Targets { get; init; }

    /// <summary>For the user or for the project; null for both, where there is a project.</summary>
    public SkillScope? Scope { get; init; }

    /// <summary>The file of the profile; null for where PowerShell keeps it on this system.</summary>
    public string? ProfilePath { get; init; }
}

/// <summary>What is to be done.</summary>
/// <param name="Hooks">The plans, one for each target.</param>
/// <param name="Problems">What can't be done, each about one target.</param>
public sealed record HookChanges(IReadOnlyList<PlannedHook> Hooks, IReadOnlyList<ClawException> Problems);

/// <summary>What was done, and what could not be.</summary>
/// <param name="Hooks">What was done.</param>
/// <param name="Problems">What could not be, each about one target.</param>
public sealed record HookOutcomes(IReadOnlyList<ClawHook> Hooks, IReadOnlyList<ClawException> Problems);
