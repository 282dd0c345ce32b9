namespace ClawPowers.Core.Skills.Checking.Rules.Links;

/// <summary>Every link to a file of the skill leads to one.</summary>
internal sealed class DeadLinkRule() : SkillRule(
    "dead-link",
    SkillProblemSeverity.Error,
    "Every link to a file of the skill leads to one.",
    "Correct the path, which counts from the page that has the link, or add the file.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => skill.Links
        .Where(link => link.IsWithin && !skill.HasFile(link.File) && !skill.HasFolder(link.File))
        .Select(static link => link.At($"'{link.Link.Target}' leads nowhere."));
}
