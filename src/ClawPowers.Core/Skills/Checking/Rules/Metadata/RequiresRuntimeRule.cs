using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Metadata;

/// <summary>metadata: requires-runtime is true or false.</summary>
internal sealed class RequiresRuntimeRule() : SkillRule(
    "metadata-requires-runtime",
    SkillProblemSeverity.Warning,
    "metadata: requires-runtime is true or false.",
    "Write \"true\" if the skill is of no use without the commands of ClawPowers, else \"false\".")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (skill.HasMetadata("requires-runtime", out FrontMatterNode? node, out string text) && text is not ("true" or "false"))
        {
            yield return skill.At(node, $"'{text}' is neither true nor false.");
        }
    }
}
