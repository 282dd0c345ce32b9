using ClawPowers.Core.Agents;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Proof;
using ClawPowers.Core.Sessions.Registration;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Skills.Reading;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Sessions.Setup;

/// <summary>
/// Sets ClawPowers up for the agents of this machine, and undoes it: the store, skills, hooks with what they may do, and the profile.
/// Everything is planned first, without a change, so that it can be shown and asked about once.
/// </summary>
public sealed class ClawSetup
{
    private readonly ClawContext _context;
    private readonly ProgramSearch _programs;

    /// <summary>Prepares access; touches nothing yet.</summary>
    /// <param name="context">From where, and whose.</param>
    public ClawSetup(ClawContext context)
        : this(context, ProgramSearch.OfProcess())
    {
    }

    internal ClawSetup(ClawContext context, ProgramSearch programs)
    {
        _context = context;
        _programs = programs;
    }

    /// <summary>The agents that are on this machine.</summary>
    public IReadOnlyList<ClawAgent> AgentsHere() =>
        [.. AgentDefinition.All.Where(agent => AgentPresence.Of(agent, _context, _programs).IsThere).Select(static agent => agent.Agent)];

    /// <summary>Plans to set up.</summary>
    /// <param name="request">What.</param>
    /// <param name="cancellation">Ends the planning.</param>
    /// <returns>The plan; what is in place already is in it too.</returns>
    public SetupPlan PlanEnable(EnableRequest request, CancellationToken cancellation = default)
    {
        ClawAgent[] agents = [.. (request.Agents ?? AgentsHere()).Distinct().Order()];
        var planning = new SetupPlanning(cancellation);
        planning.Try(() => planning.Steps.Add(StoreSteps.Make(_context)));
        if (agents.Length > 0 && !request.SkipSkills)
        {
            var installer = new SkillInstaller(_context);
            planning.Try(() => planning.Add(SkillSteps.Of(installer, installer.PlanInstall(new InstallSkillRequest { Agents = agents, Scope = request.Scope }, cancellation), isRemoval: false)));
        }

        // All in one plan, so that the script which every hook runs is shown once.
        HookTarget[] targets = [.. agents.Select(static agent => (HookTarget)agent), .. request.SkipProfile || request.Scope is not SkillScope.User ? [] : new[] { HookTarget.Profile }];
        var hooks = new HookRegistrar(_context);
        planning.Try(() => planning.Add(HookSteps.Of(
            hooks,
            hooks.PlanRegister(new HookRequest { Targets = targets, Scope = request.Scope, AllowCommands = !request.SkipPermissions, ProfilePath = request.ProfilePath }),
            isRemoval: false,
            !request.SkipPermissions)));
        return planning.Result;
    }

    /// <summary>Plans to undo all that was set up, for the user and for the project of the location.</summary>
    /// <param name="request">What.</param>
    /// <param name="cancellation">Ends the planning.</param>
    /// <returns>The plan; what is not there is not in it.</returns>
    public SetupPlan PlanDisable(DisableRequest request, CancellationToken cancellation = default)
    {
        var planning = new SetupPlanning(cancellation);
        SkillScope[] scopes = SkillTarget.IsInProject(_context) ? [SkillScope.User, SkillScope.Project] : [SkillScope.User];
        var hooks = new HookRegistrar(_context);
        var installer = new SkillInstaller(_context);
        foreach (SkillScope scope in scopes)
        {
            // What is not there goes first: the script that every hook runs goes with the last one, and is shown with it.
            planning.Try(() =>
            {
                HookTarget[] targets = [.. hooks.List(new HookQuery { Scope = scope, ProfilePath = request.ProfilePath }).OrderBy(static hook => hook.State is not HookState.Absent).Select(static hook => hook.Target)];
                planning.Add(HookSteps.Of(hooks, hooks.PlanUnregister(new HookRequest { Targets = targets, Scope = scope, ProfilePath = request.ProfilePath }), isRemoval: true, withRules: true));
            });
        }

        foreach (SkillScope scope in scopes)
        {
            planning.Try(() => planning.Add(SkillSteps.Of(installer, installer.PlanUninstall(new UninstallSkillRequest { Scope = scope }, cancellation), isRemoval: true)));
        }

        if (request.Purge)
        {
            planning.Try(() => planning.Steps.AddRange(StoreSteps.Purge(_context)));
        }

        // What is not there needs no removal, and no word.
        planning.Steps.RemoveAll(static step => step.IsNothing && step.Step.Message is null);
        return planning.Result;
    }

    /// <summary>Does what was planned. A step that fails does not keep the others from being done.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellation">Calls off what has not begun.</param>
    /// <returns>What was done, and what could not be.</returns>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public static SetupOutcome Apply(SetupPlan plan, CancellationToken cancellation = default)
    {
        List<SetupStep> steps = [];
        List<ClawException> problems = [];
        foreach (PlannedStep planned in plan.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                SetupOutcome outcome = planned.IsNothing ? new SetupOutcome([planned.Step with { IsDone = true }], []) : planned.Carry(planned.Step, cancellation);
                steps.AddRange(outcome.Steps);
                problems.AddRange(outcome.Problems);
            }
            catch (ClawException problem)
            {
                steps.Add(planned.Step with { Message = problem.Message });
                problems.Add(problem);
            }
            catch (SqliteException problem)
            {
                steps.Add(planned.Step with { Message = problem.Message });
                problems.Add(SetupErrors.Failed(planned.Step, problem));
            }
        }

        return new SetupOutcome(steps, problems);
    }

    /// <summary>What is to be proven after something was set up: the hooks that are in place now.</summary>
    /// <param name="outcome">What was done.</param>
    /// <param name="scope">For the user or for the project.</param>
    /// <param name="profilePath">The file of the profile; null for where PowerShell keeps it on this system.</param>
    public static HookTestRequest Proof(SetupOutcome outcome, SkillScope scope, string? profilePath) => new()
    {
        Names = [.. outcome.Steps.Where(static step => step.IsDone && step.Target is not null).Select(static step => HookTargetName.Of(step.Target!.Value))],
        Scope = scope,
        ProfilePath = profilePath,
    };
}
