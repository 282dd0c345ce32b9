namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The description has no angle brackets: agents put it into a list marked up by such.</summary>
internal sealed class DescriptionBracketsRule() : SkillRule(
    "description-brackets",
    SkillProblemSeverity.Error,
    "The description has no angle brackets: agents put it into a list marked up by such.",
    "Write it without angle brackets.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (StandardFields.Text(skill, "description") is { } description && description.AsSpan().IndexOfAny('<', '>') is >= 0 and int at)
        {
            yield return skill.At(skill.FrontMatter!.Find("description"), $"The description has a '{description[at]}'.");
        }
    }
}
