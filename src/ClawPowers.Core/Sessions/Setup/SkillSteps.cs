using System.Globalization;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.Core.Sessions.Setup;

/// <summary>The steps that copy skills to where agents look for them, or remove them: one for each folder.</summary>
internal static class SkillSteps
{
    /// <summary>Makes steps of a plan.</summary>
    /// <param name="installer">Who does it.</param>
    /// <param name="changes">The plan.</param>
    /// <param name="isRemoval">Whether the skills are removed.</param>
    public static SetupPlan Of(SkillInstaller installer, SkillChanges changes, bool isRemoval) => new(
        [.. changes.Skills.GroupBy(static planned => planned.Target.Folder, StringComparer.Ordinal).Select(folder => Step(installer, [.. folder], isRemoval))],
        changes.Problems);

    private static PlannedStep Step(SkillInstaller installer, PlannedSkill[] planned, bool isRemoval)
    {
        SkillInstallation[] skills = [.. planned.Select(static one => one.Installation)];
        bool isNothing = planned.All(static one => one.IsNothing);
        int changing = planned.Count(static one => !one.IsNothing);
        string agents = string.Join(", ", skills.SelectMany(static skill => skill.Agents).Distinct().Order().Select(static agent => AgentDefinition.Of(agent).DisplayName));
        var step = new SetupStep
        {
            Kind = SetupStepKind.Skill,
            Path = planned[0].Target.Folder,
            Change = isNothing ? $"{Count(skills.Length)} are there for {agents}" : isRemoval ? $"Remove {Count(changing)} of {agents}" : $"Copy {Count(changing)} for {agents}",
            IsDone = false,
            Message = Kept(skills),
        };
        return new PlannedStep(step, isNothing, (step, cancellation) =>
        {
            SkillOutcomes outcomes = installer.Apply(planned, cancellation);
            return new SetupOutcome([step with { IsDone = outcomes.Problems.Count == 0, Message = Kept(outcomes.Installations) ?? (outcomes.Problems is [var problem, ..] ? problem.Message : null) }], outcomes.Problems);
        });
    }

    private static string? Kept(IEnumerable<SkillInstallation> skills)
    {
        string[] kept = [.. skills.Where(static skill => skill.State is SkillInstallationState.Kept or SkillInstallationState.Edited).Select(static skill => skill.Skill)];
        return kept.Length == 0 ? null : $"What was changed there is kept: {string.Join(", ", kept)}.";
    }

    private static string Count(int skills) => skills == 1 ? "1 skill" : string.Create(CultureInfo.InvariantCulture, $"{skills} skills");
}
