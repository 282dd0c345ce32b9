namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>At the top of the front matter are only the fields of the standard: name, description, license, compatibility, metadata, allowed-tools.</summary>
internal sealed class KnownFieldsRule() : SkillRule(
    "known-fields",
    SkillProblemSeverity.Error,
    "At the top of the front matter are only the fields of the standard: name, description, license, compatibility, metadata, allowed-tools.",
    "Move the field under metadata, as text, or take it away.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => StandardFields.Others(skill)
        .Where(static field => !StandardFields.OfVersion1.Contains(field.Name))
        .Select(field => skill.At(field.Key, $"'{field.Name}' is no field of the standard."));
}
