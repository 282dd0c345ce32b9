using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Sessions.Setup;

/// <summary>What is to be set up.</summary>
public sealed record EnableRequest
{
    /// <summary>The agents; null for those that are on this machine.</summary>
    public IReadOnlyCollection<ClawAgent>? Agents { get; init; }

    /// <summary>For the user or for the project.</summary>
    public SkillScope Scope { get; init; }

    /// <summary>Whether the skills are left out.</summary>
    public bool SkipSkills { get; init; }

    /// <summary>Whether the profile is left out. It always is for a project.</summary>
    public bool SkipProfile { get; init; }

    /// <summary>Whether the rules are left out by which the agents may call ClawPowers without asking.</summary>
    public bool SkipPermissions { get; init; }

    /// <summary>The file of the profile; null for where PowerShell keeps it on this system.</summary>
    public string? ProfilePath { get; init; }
}

/// <summary>What is to be undone.</summary>
public sealed record DisableRequest
{
    /// <summary>Whether the store goes too, with all that is remembered in it.</summary>
    public bool Purge { get; init; }

    /// <summary>The file of the profile; null for where PowerShell keeps it on this system.</summary>
    public string? ProfilePath { get; init; }
}

/// <summary>What is to be done, and what can't be.</summary>
/// <param name="Steps">The steps, in their order.</param>
/// <param name="Problems">What can't be done, each about one of them.</param>
public sealed record SetupPlan(IReadOnlyList<PlannedStep> Steps, IReadOnlyList<ClawException> Problems)
{
    /// <summary>Whether everything is as it is to be.</summary>
    public bool IsNothing => Steps.All(static step => step.IsNothing);
}

/// <summary>What was done, and what could not be.</summary>
/// <param name="Steps">The steps, in their order.</param>
/// <param name="Problems">What could not be done, each about one of them.</param>
public sealed record SetupOutcome(IReadOnlyList<SetupStep> Steps, IReadOnlyList<ClawException> Problems);

/// <summary>One step that is to be done.</summary>
public sealed class PlannedStep
{
    internal PlannedStep(SetupStep step, bool isNothing, Func<SetupStep, CancellationToken, SetupOutcome> carry)
    {
        Step = step;
        IsNothing = isNothing;
        Carry = carry;
    }

    /// <summary>What it would come to; not done yet, unless there is nothing to do.</summary>
    public SetupStep Step { get; }

    /// <summary>Whether it is so already.</summary>
    public bool IsNothing { get; }

    /// <summary>Does it.</summary>
    internal Func<SetupStep, CancellationToken, SetupOutcome> Carry { get; }
}
