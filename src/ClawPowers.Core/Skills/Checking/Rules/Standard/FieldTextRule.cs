using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>name, description, license and compatibility are texts.</summary>
internal sealed class FieldTextRule() : SkillRule(
    "field-text",
    SkillProblemSeverity.Error,
    "name, description, license and compatibility are texts.",
    "Write one text behind the colon.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => Texts
        .Where(name => skill.FrontMatter?.Find(name) is { Kind: not FrontMatterKind.Scalar })
        .Select(name => skill.At(skill.FrontMatter!.Find(name), $"'{name}' is a {skill.FrontMatter.Find(name)!.Kind.ToString().ToLowerInvariant()} and no text."));

    private static readonly string[] Texts = ["name", "description", "license", "compatibility"];
}
