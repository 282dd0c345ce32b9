namespace ClawPowers.Core.Skills.Checking.Rules.Dangers;

/// <summary>No file holds text that can't be seen or that shows in another order: signs of direction, tags, rows of variation selectors, control characters.</summary>
internal sealed class HiddenTextRule() : SkillRule(
    "hidden-text",
    SkillProblemSeverity.Error,
    "No file holds text that can't be seen or that shows in another order: signs of direction, tags, rows of variation selectors, control characters.",
    "Look at the file with such characters made visible, and take them out. Text that was hidden on purpose is a reason not to trust the skill.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => HiddenCharacters.Faults(skill, isMechanical: false);
}
