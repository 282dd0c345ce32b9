namespace ClawPowers.Core.Sessions.Proof;

/// <summary>Which hooks are to be proven.</summary>
public sealed record HookTestRequest
{
    /// <summary>Names of agents, or <c>profile</c>: those are wanted registered or not. A pattern with <c>*</c> or <c>?</c>, as null, wants those that are registered.</summary>
    public IReadOnlyCollection<string>? Names { get; init; }

    /// <summary>Those of one scope; null for both.</summary>
    public SkillScope? Scope { get; init; }

    /// <summary>The file of the profile; null for where PowerShell keeps it on this system.</summary>
    public string? ProfilePath { get; init; }
}
