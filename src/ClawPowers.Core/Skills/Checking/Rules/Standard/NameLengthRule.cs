namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The name has at most 64 characters.</summary>
internal sealed class NameLengthRule() : SkillRule(
    "name-length",
    SkillProblemSeverity.Error,
    "The name has at most 64 characters.",
    "Shorten it, and name the folder like it.")
{
    private const int Maximum = 64;

    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (StandardFields.Text(skill, "name") is { Length: > Maximum } name)
        {
            yield return skill.At(skill.FrontMatter!.Find("name"), $"The name has {name.Length} characters; at most {Maximum} are allowed.");
        }
    }
}
