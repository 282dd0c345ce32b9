using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The SKILL.md is UTF-8.</summary>
internal sealed class Utf8Rule() : SkillRule(
    "utf8",
    SkillProblemSeverity.Error,
    "The SKILL.md is UTF-8.",
    "Save the file as UTF-8.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => skill.Document.Flaws
        .Where(static flaw => flaw.Kind is DocumentFlawKind.NotUtf8)
        .Select(flaw => skill.Main.At(flaw.Line, flaw.Column, flaw.Message));
}
