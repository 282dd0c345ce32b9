using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The front matter is indented by blanks; YAML forbids tabs.</summary>
internal sealed class TabIndentationRule() : SkillRule(
    "tab-indentation",
    SkillProblemSeverity.Error,
    "The front matter is indented by blanks; YAML forbids tabs.",
    "Indent by two blanks.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => skill.Document.Flaws
        .Where(static flaw => flaw.Kind is DocumentFlawKind.TabIndentation)
        .Select(flaw => skill.Main.At(flaw.Line, flaw.Column, flaw.Message));
}
