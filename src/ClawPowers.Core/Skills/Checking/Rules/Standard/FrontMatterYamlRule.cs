using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The front matter is YAML, and no deeper or larger than a reader needs.</summary>
internal sealed class FrontMatterYamlRule() : SkillRule(
    "front-matter-yaml",
    SkillProblemSeverity.Error,
    "The front matter is YAML, and no deeper or larger than a reader needs.",
    "Write the fields as plain YAML: name: value, one on a line, texts in quotes.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => skill.Document.Flaws
        .Where(static flaw => flaw.Kind is DocumentFlawKind.InvalidYaml or DocumentFlawKind.TooDeep or DocumentFlawKind.TooManyValues or DocumentFlawKind.UnknownAlias)
        .Select(flaw => skill.Main.At(flaw.Line, flaw.Column, flaw.Message));
}
