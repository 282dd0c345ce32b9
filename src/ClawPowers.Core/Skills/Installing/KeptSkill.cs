using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>Plans to leave a skill as it is, and to say why.</summary>
internal static class KeptSkill
{
    public static SkillPlan Plan(SkillTarget target, string name, ManifestSkill before, string message) => new()
    {
        Before = before,
        During = before,
        After = before,
        Result = new SkillInstallation
        {
            Skill = name,
            Agents = before.Agents,
            Scope = target.Scope,
            Folder = target.FolderOf(name),
            State = SkillInstallationState.Kept,
            IsDone = false,
            Files = [],
            Message = VisibleText.Escape(message),
            Repository = before.Pin?.Repository,
            Ref = before.Pin?.ShortRef,
            Commit = before.Pin?.Commit,
        },
    };
}
