namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The compatibility, if there is one, has 1 to 500 characters.</summary>
internal sealed class CompatibilityRule() : SkillRule(
    "compatibility-length",
    SkillProblemSeverity.Error,
    "The compatibility, if there is one, has 1 to 500 characters.",
    "Say in a sentence what the skill needs, or take the field away.")
{
    private const int Maximum = 500;

    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (StandardFields.Text(skill, "compatibility") is { Length: 0 or > Maximum } text)
        {
            yield return skill.At(skill.FrontMatter!.Find("compatibility"), $"The compatibility has {text.Length} characters; 1 to {Maximum} are allowed.");
        }
    }
}
