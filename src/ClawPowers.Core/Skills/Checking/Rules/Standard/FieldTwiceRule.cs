using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>No field occurs twice.</summary>
internal sealed class FieldTwiceRule() : SkillRule(
    "field-twice",
    SkillProblemSeverity.Error,
    "No field occurs twice.",
    "Keep one of the two; readers differ in which one counts.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => skill.Document.Flaws
        .Where(static flaw => flaw.Kind is DocumentFlawKind.DuplicateKey)
        .Select(flaw => skill.Main.At(flaw.Line, flaw.Column, flaw.Message));
}
