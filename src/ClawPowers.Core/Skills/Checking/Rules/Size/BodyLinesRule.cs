namespace ClawPowers.Core.Skills.Checking.Rules.Size;

/// <summary>The body has at most 500 lines.</summary>
internal sealed class BodyLinesRule() : SkillRule(
    "body-lines",
    SkillProblemSeverity.Warning,
    "The body has at most 500 lines.",
    "Move what is not always needed into references/, and say when to read it.")
{
    private const int Maximum = 500;

    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        int lines = skill.Document.Body.AsSpan().TrimEnd().Count('\n') + 1;
        if (lines > Maximum)
        {
            yield return skill.Main.At(skill.Document.BodyLine + Maximum, 1, $"The body has {lines} lines; an agent reads all of them, and {Maximum} are the limit.");
        }
    }
}
