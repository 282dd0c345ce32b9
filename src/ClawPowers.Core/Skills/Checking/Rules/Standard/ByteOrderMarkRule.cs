namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The SKILL.md has no byte order mark.</summary>
internal sealed class ByteOrderMarkRule() : SkillRule(
    "byte-order-mark",
    SkillProblemSeverity.Warning,
    "The SKILL.md has no byte order mark.",
    "Save the file without a byte order mark; some agents then no longer see the front matter.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (skill.Document is { HasByteOrderMark: true, IsUtf8: true })
        {
            yield return skill.Main.At(1, 1, "The file begins with a byte order mark.");
        }
    }
}
