using ClawPowers.Core.Metrics;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Metadata;

/// <summary>metadata: improves is made of names of numbers that feedback may tune, with or without bounds.</summary>
internal sealed class ImprovesRule() : SkillRule(
    "metadata-improves",
    SkillProblemSeverity.Warning,
    "metadata: improves is made of names of numbers that feedback may tune, with or without bounds.",
    "Write name or name=low..high, such as \"piece_tokens=1000..8000\".")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => !skill.HasMetadata("improves", out FrontMatterNode? node, out _) ? [] : skill.FrontMatter!
        .Words("metadata", "improves")
        .Where(static word => SkillParameter.Parse(word) is not { } parameter || !MeasureSet.IsName(parameter.Name))
        .Select(word => skill.At(node, $"'{word}' is no parameter."));
}
