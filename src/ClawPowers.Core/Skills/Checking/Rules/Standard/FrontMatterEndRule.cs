using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>A line --- ends the front matter.</summary>
internal sealed class FrontMatterEndRule() : SkillRule(
    "front-matter-end",
    SkillProblemSeverity.Error,
    "A line --- ends the front matter.",
    "Add a line '---' below the last field.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => skill.Document.Flaws
        .Where(static flaw => flaw.Kind is DocumentFlawKind.NoEndMark)
        .Select(flaw => skill.Main.At(flaw.Line, flaw.Column, flaw.Message));
}
