using ClawPowers.Core.Skills;

namespace ClawPowers.Core.Feedback.Evidence;

/// <summary>What to say if a hypothesis holds up, and what to propose.</summary>
internal sealed record Claim
{
    public required SkillFinding Finding { get; init; }

    /// <summary>What the finding is about, the same in every call: subject and direction, such as <c>reviewer=ana:up</c>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The lesson to propose, or why to change the parameter; null if there is nothing to propose.</summary>
    public string? Lesson { get; init; }

    /// <summary>The parameter to propose a value for; null for none.</summary>
    public SkillParameter? Parameter { get; init; }

    /// <summary>The parameter's value.</summary>
    public double? Value { get; init; }
}
