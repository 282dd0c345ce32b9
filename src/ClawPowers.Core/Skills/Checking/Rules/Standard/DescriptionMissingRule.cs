namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The skill has a description.</summary>
internal sealed class DescriptionMissingRule() : SkillRule(
    "description-missing",
    SkillProblemSeverity.Error,
    "The skill has a description.",
    "Add description: with what it does and when to use it. Agents choose by it alone.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (skill.FrontMatter is { } front && (front.Find("description") is null || StandardFields.Text(skill, "description") is ""))
        {
            yield return skill.At(front.Find("description"), "There is no description.");
        }
    }
}
