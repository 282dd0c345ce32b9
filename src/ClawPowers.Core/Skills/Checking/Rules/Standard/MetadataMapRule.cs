using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>metadata is a map of names to texts.</summary>
internal sealed class MetadataMapRule() : SkillRule(
    "metadata-map",
    SkillProblemSeverity.Error,
    "metadata is a map of names to texts.",
    "Write one name: \"text\" on each line below metadata:, indented by two blanks.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (skill.FrontMatter?.Find("metadata") is { Kind: not FrontMatterKind.Map } node)
        {
            yield return skill.At(node, "metadata is no map.");
        }
    }
}
