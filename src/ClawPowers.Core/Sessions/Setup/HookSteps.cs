using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Registration;

namespace ClawPowers.Core.Sessions.Setup;

/// <summary>The steps that register hooks or remove them.</summary>
internal static class HookSteps
{
    /// <summary>Makes a step of each hook in a plan.</summary>
    /// <param name="registrar">Who does it.</param>
    /// <param name="changes">The plan.</param>
    /// <param name="isRemoval">Whether they are removed.</param>
    /// <param name="withRules">Whether the rules by which the agents may call ClawPowers come or go with them.</param>
    public static SetupPlan Of(HookRegistrar registrar, HookChanges changes, bool isRemoval, bool withRules) =>
        new([.. changes.Hooks.Select(planned => Step(registrar, planned, isRemoval, withRules))], changes.Problems);

    private static PlannedStep Step(HookRegistrar registrar, PlannedHook planned, bool isRemoval, bool withRules)
    {
        ClawHook hook = planned.Hook;
        var step = new SetupStep
        {
            Kind = hook.Target is HookTarget.Profile ? SetupStepKind.Profile : SetupStepKind.Hook,
            Target = hook.Target,
            Path = hook.Path,
            Change = Words(hook, isRemoval, withRules, planned.IsNothing),
            IsDone = false,
            Difference = Difference(hook),
            Message = Message(hook, isRemoval),
        };
        return new PlannedStep(step, planned.IsNothing, (step, cancellation) =>
        {
            HookOutcomes outcomes = registrar.Apply([planned], cancellation);
            return new SetupOutcome(
                outcomes.Hooks is [var done, ..]
                    ? [step with { IsDone = done.IsDone, Path = done.Path, Difference = Difference(done), Message = Message(done, isRemoval) }]
                    : [step with { Message = outcomes.Problems is [var problem, ..] ? problem.Message : null }],
                outcomes.Problems);
        });
    }

    private static string Words(ClawHook hook, bool isRemoval, bool withRules, bool isNothing)
    {
        if (hook.Target is HookTarget.Profile)
        {
            return isRemoval ? "Take ClawPowers out of PowerShell's profile" : isNothing ? "PowerShell's profile readies the terminal" : "Ready the terminal from PowerShell's profile";
        }

        string agent = AgentDefinition.Of((ClawAgent)hook.Target).DisplayName;
        string project = hook.Scope is SkillScope.Project ? " in this project" : string.Empty;
        bool allows = withRules && hook.AllowsCommands;
        return isRemoval ? $"Remove the hook of {agent}{project}, and its permissions"
            : isNothing ? $"{agent} has its hook{project}{(allows ? " and its permissions" : string.Empty)}"
            : $"Give {agent} its hook{project}{(allows ? ", and let it run ClawPowers without asking" : string.Empty)}";
    }

    // That a profile needs no permission is for those who asked for one there, and here nobody did.
    private static string? Message(ClawHook hook, bool isRemoval) => hook.Target is HookTarget.Profile && !isRemoval ? null : hook.Message;

    private static string? Difference(ClawHook hook) => hook.Difference.Length == 0 ? null : hook.Difference;
}
