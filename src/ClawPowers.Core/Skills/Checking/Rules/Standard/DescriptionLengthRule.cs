namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The description has at most 1,024 characters.</summary>
internal sealed class DescriptionLengthRule() : SkillRule(
    "description-length",
    SkillProblemSeverity.Error,
    "The description has at most 1,024 characters.",
    "Say what it does and when to use it; leave the rest to the body.")
{
    private const int Maximum = 1024;

    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (StandardFields.Text(skill, "description") is { Length: > Maximum } description)
        {
            yield return skill.At(skill.FrontMatter!.Find("description"), $"The description has {description.Length} characters; at most {Maximum} are allowed.");
        }
    }
}
