using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Metadata;

/// <summary>metadata: triggers is made of situations with semicolons between them, none of them empty.</summary>
internal sealed class TriggersRule() : SkillRule(
    "metadata-triggers",
    SkillProblemSeverity.Warning,
    "metadata: triggers is made of situations with semicolons between them, none of them empty.",
    "Write how people say that they need the skill: \"the tests hang; it works on my machine\".")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (skill.HasMetadata("triggers", out FrontMatterNode? node, out string text) && text.Trim().TrimEnd(';').Split(';').Any(string.IsNullOrWhiteSpace))
        {
            yield return skill.At(node, $"{(string.IsNullOrWhiteSpace(text) ? "There is no situation" : "A situation is empty")}.");
        }
    }
}
