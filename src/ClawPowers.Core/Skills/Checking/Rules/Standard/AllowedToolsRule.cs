using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>allowed-tools, if it is there, is one text: tools with blanks between them.</summary>
internal sealed class AllowedToolsRule() : SkillRule(
    "allowed-tools",
    SkillProblemSeverity.Error,
    "allowed-tools, if it is there, is one text: tools with blanks between them.",
    "Write them in one text, such as allowed-tools: Bash(git:*) Read.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (skill.FrontMatter?.Find("allowed-tools") is { } node && (node.Kind != FrontMatterKind.Scalar || StandardFields.Text(skill, "allowed-tools") is ""))
        {
            yield return skill.At(node, node.Kind == FrontMatterKind.Scalar ? "allowed-tools is empty." : $"allowed-tools is a {node.Kind.ToString().ToLowerInvariant()} and no text.");
        }
    }
}
