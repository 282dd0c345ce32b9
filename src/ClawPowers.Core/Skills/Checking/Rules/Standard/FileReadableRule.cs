using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The SKILL.md can be read: it is a file of its own, and no longer than 1 MiB.</summary>
internal sealed class FileReadableRule() : SkillRule(
    "file-readable",
    SkillProblemSeverity.Error,
    "The SKILL.md can be read: it is a file of its own, and no longer than 1 MiB.",
    "Put a SKILL.md into the folder that can be read, with what is not always needed in references/.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => skill.Document.Flaws
        .Where(static flaw => flaw.Kind is DocumentFlawKind.Unreadable or DocumentFlawKind.LeadsOut or DocumentFlawKind.TooLong)
        .Select(flaw => skill.Main.At(flaw.Line, flaw.Column, flaw.Message));
}
