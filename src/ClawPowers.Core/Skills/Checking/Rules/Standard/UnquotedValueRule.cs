using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>A value that holds a colon and a blank, or begins with a sign of YAML, is in quotes.</summary>
internal sealed class UnquotedValueRule() : SkillRule(
    "unquoted-value",
    SkillProblemSeverity.Error,
    "A value that holds a colon and a blank, or begins with a sign of YAML, is in quotes.",
    "Put the value in quotes.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => skill.Document.Flaws
        .Where(static flaw => flaw.Kind is DocumentFlawKind.Requoted)
        .Select(flaw => skill.Main.At(flaw.Line, flaw.Column, flaw.Message));
}
