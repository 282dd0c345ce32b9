namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>What version 1.0.0 wrote at the top (version, requires, metrics) is under metadata.</summary>
internal sealed class LegacyFieldsRule() : SkillRule(
    "legacy-fields",
    SkillProblemSeverity.Error,
    "What version 1.0.0 wrote at the top (version, requires, metrics) is under metadata.",
    "Move it under metadata: version, requires-tools, requires-runtime, tracks, improves, each as text.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => StandardFields.Others(skill)
        .Where(static field => StandardFields.OfVersion1.Contains(field.Name))
        .Select(field => skill.At(field.Key, $"'{field.Name}' at the top is what version 1.0.0 wrote; the standard has it no longer."));
}
