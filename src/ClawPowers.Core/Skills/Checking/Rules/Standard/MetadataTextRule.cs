using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>Every value under metadata is a text; what looks like a number, a Boolean or nothing is in quotes.</summary>
internal sealed class MetadataTextRule() : SkillRule(
    "metadata-text",
    SkillProblemSeverity.Error,
    "Every value under metadata is a text; what looks like a number, a Boolean or nothing is in quotes.",
    "Put the value in quotes, such as \"1.0\" or \"true\"; write a list as words with blanks between them.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => (skill.FrontMatter?.Find("metadata")?.Fields ?? [])
        .Where(static field => !field.Value.IsString)
        .Select(field => skill.At(field.Value, field.Value.Kind == FrontMatterKind.Scalar
            ? $"'{field.Name}' is {(field.Value.Text!.Length == 0 ? "nothing" : field.Value.Text)} without quotes, which is no text."
            : $"'{field.Name}' is a {field.Value.Kind.ToString().ToLowerInvariant()} and no text."));
}
