using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The fields that the standard knows, and those that version 1.0.0 had beside them.</summary>
internal static class StandardFields
{
    public static readonly string[] All = ["name", "description", "license", "compatibility", "metadata", "allowed-tools"];

    public static readonly string[] OfVersion1 = ["version", "requires", "metrics"];

    /// <summary>The fields at the top that the standard does not know.</summary>
    public static IEnumerable<FrontMatterField> Others(CheckedSkill skill) =>
        (skill.FrontMatter?.Root.Fields ?? []).Where(static field => !All.Contains(field.Name));

    /// <summary>The text of a field at the top that is one; null if it is not there or is no text.</summary>
    public static string? Text(CheckedSkill skill, string name) =>
        skill.FrontMatter?.Find(name) is { Kind: FrontMatterKind.Scalar } ? skill.FrontMatter.Text(name)?.Trim() ?? string.Empty : null;
}
