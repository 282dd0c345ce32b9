using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The SKILL.md begins with front matter: fields between two lines ---.</summary>
internal sealed class FrontMatterRule() : SkillRule(
    "front-matter",
    SkillProblemSeverity.Error,
    "The SKILL.md begins with front matter: fields between two lines ---.",
    "Begin the file with '---', a name, a description and '---'.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => skill.Document.Flaws
        .Where(static flaw => flaw.Kind is DocumentFlawKind.NoFrontMatter or DocumentFlawKind.NotAMap)
        .Select(flaw => skill.Main.At(flaw.Line, flaw.Column, flaw.Message));
}
