namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The name is that of the folder.</summary>
internal sealed class NameFolderRule() : SkillRule(
    "name-folder",
    SkillProblemSeverity.Error,
    "The name is that of the folder.",
    "Rename the folder or the skill, so that they agree.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (StandardFields.Text(skill, "name") is { Length: > 0 } name && name != skill.Name)
        {
            yield return skill.At(skill.FrontMatter!.Find("name"), $"The skill is named '{name}' and its folder '{skill.Name}'.");
        }
    }
}
