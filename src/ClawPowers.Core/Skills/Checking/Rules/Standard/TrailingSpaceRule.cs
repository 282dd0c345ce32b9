namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>No line of the front matter ends in blanks.</summary>
internal sealed class TrailingSpaceRule() : SkillRule(
    "trailing-space",
    SkillProblemSeverity.Note,
    "No line of the front matter ends in blanks.",
    "Take the blanks away.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        for (int line = 1; line <= skill.Document.LastLine; line++)
        {
            string text = skill.Main.Lines[line - 1];
            if (text.Length > 0 && text[^1] is ' ' or '\t')
            {
                yield return skill.Main.At(line, text.AsSpan().TrimEnd(" \t").Length + 1, "The line ends in blanks.");
            }
        }
    }
}
