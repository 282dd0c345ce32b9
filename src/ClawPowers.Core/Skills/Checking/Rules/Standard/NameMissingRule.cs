namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The skill has a name.</summary>
internal sealed class NameMissingRule() : SkillRule(
    "name-missing",
    SkillProblemSeverity.Error,
    "The skill has a name.",
    "Add name: with the name of the folder.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (skill.FrontMatter is { } front && (front.Find("name") is null || StandardFields.Text(skill, "name") is ""))
        {
            yield return skill.At(front.Find("name"), "There is no name.");
        }
    }
}
