using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Skills.Checking.Rules.Links;

/// <summary>No link leads out of the skill's folder: the skill is copied alone, and nothing else is read through it.</summary>
internal sealed class LinkWithinRule() : SkillRule(
    "link-within",
    SkillProblemSeverity.Error,
    "No link leads out of the skill's folder: the skill is copied alone, and nothing else is read through it.",
    "Copy the file into references/, link a page of the web, or name another skill by its name.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => skill.Links
        .Where(link => !link.IsWithin && link.File != RealPath.Of(skill.Folder))
        .Select(static link => link.At($"'{link.Link.Target}' leads out of the skill's folder."));
}
