using ClawPowers.Core.Skills;

namespace ClawPowers.Core.Lessons;

/// <summary>A change that a finding suggests.</summary>
internal sealed record Proposal
{
    /// <summary>The finding that it rests on: says the skill, the analyzer and on how many runs.</summary>
    public required SkillFinding Finding { get; init; }

    /// <summary>
    /// What it is about, the same in every call: the finding's subject and direction, such as <c>reviewer=ana:up</c>. Stands
    /// beside the skill and the analyzer, which need not be in it.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>The lesson, or why the parameter should change: one or two sentences, at most 500 characters.</summary>
    public required string Text { get; init; }

    /// <summary>The parameter to change, as the skill offers it; null to propose a lesson.</summary>
    public SkillParameter? Parameter { get; init; }

    /// <summary>The parameter's new value, taken to the nearest that the skill allows; needed with a parameter, null without.</summary>
    public double? Value { get; init; }
}
