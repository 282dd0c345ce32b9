using ClawPowers.Core.Text;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>All lines of the SKILL.md end in the same way.</summary>
internal sealed class LineEndsRule() : SkillRule(
    "line-ends",
    SkillProblemSeverity.Warning,
    "All lines of the SKILL.md end in the same way.",
    "Let every line end in a line feed, or every line in a carriage return and a line feed.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        LineEnds ends = LineEnds.Of(skill.Document.Bytes.Span);
        if (ends.AreMixed)
        {
            yield return skill.Main.At(ends.FirstOdd, 1, $"{ends.Unix} lines end in a line feed, {ends.Windows} in a carriage return and a line feed, {ends.Old} in a carriage return alone.");
        }
    }
}
