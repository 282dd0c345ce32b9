namespace ClawPowers.Core.Skills.Checking.Rules.Dangers;

/// <summary>No file holds characters without a width, which hide a word from a person or from a search.</summary>
internal sealed class ZeroWidthRule() : SkillRule(
    "zero-width",
    SkillProblemSeverity.Error,
    "No file holds characters without a width, which hide a word from a person or from a search.",
    "Take the characters out.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => HiddenCharacters.Faults(skill, isMechanical: true);
}
