using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Registration.Files;
using ClawPowers.Core.Skills.Installing;

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
    /// <exception cref="ClawException"><c>HookHomeMissing</c>.</exception>
    public HookChanges PlanRegister(HookRequest request)
    {
        HookPlanner planner = Planner();
        FileChange? starter = null;
        return Plan(request.Targets, target =>
        {
            HookPlace place = HookPlace.Of(context, target, request.Scope, request.ProfilePath);
            TargetPlan plan = planner.Register(place, request.AllowCommands);

            // The script that all hooks run is shown once, with the first.
            FileChange? first = starter is null ? starter = planner.StarterInstall() : null;
            return Planned(plan, first, registers: true, again => again.Register(place, request.AllowCommands));
        });
    }

    /// <summary>Plans to remove hooks.</summary>
    /// <param name="request">Which.</param>
    /// <returns>The plan; what can't be removed is among its problems.</returns>
    /// <exception cref="ClawException"><c>HookHomeMissing</c>.</exception>
    public HookChanges PlanUnregister(HookRequest request)
    {
        HookPlanner planner = Planner();
        HookTarget[] targets = [.. request.Targets.Distinct()];
        return Plan(targets, target =>
        {
            HookPlace place = HookPlace.Of(context, target, request.Scope, request.ProfilePath);
            TargetPlan plan = planner.Unregister(place);
            bool isLast = target == targets[^1] && !IsAnyLeft(Notes(), request.ProfilePath, (scope, other) => scope == request.Scope && targets.Contains(other));
            return Planned(plan, isLast ? planner.StarterRemoval() : null, registers: false, again => again.Unregister(place));
        });
    }

    /// <summary>Does what was planned.</summary>
    /// <param name="hooks">What of a plan is to be done.</param>
    /// <param name="cancellation">Calls off the wait for another process, and what has not begun.</param>
    /// <returns>What was done; what could not be is among its problems, and the rest was done all the same.</returns>
    public HookOutcomes Apply(IReadOnlyCollection<PlannedHook> hooks, CancellationToken cancellation = default)
    {
        if (hooks.All(static planned => planned.IsNothing))
        {
            return new HookOutcomes([.. hooks.Select(static planned => planned.Hook with { IsDone = true })], []);
        }

        List<ClawHook> done = [];
        List<ClawException> problems = [];
        try
        {
            using TargetLock held = Take(cancellation);
            var work = new HookWork(context);
            var planner = new HookPlanner(context, work.Notes);
            if (hooks.Any(static planned => planned.Registers))
            {
                work.Do(planner.StarterInstall());
            }

            foreach (PlannedHook planned in hooks)
            {
                cancellation.ThrowIfCancellationRequested();
                Try(problems, () => done.Add(Do(work, planner, planned)));
            }

            RemoveStarter(work, planner, problems);
        }
        catch (ClawException problem)
        {
            problems.Add(problem);
        }

        return new HookOutcomes(done, problems);
    }

    /// <summary>Looks at hooks, and changes nothing. A file that can't be read is among them, with the reason.</summary>
    /// <param name="query">Which.</param>
    /// <returns>The hooks, those of the user first.</returns>
    /// <exception cref="ClawException"><c>HookHomeMissing</c>, <c>NotInProject</c>, <c>HookScopeUnsupported</c>.</exception>
    public IReadOnlyList<ClawHook> List(HookQuery query)
    {
        HookPlanner planner = Planner();
        List<ClawHook> hooks = [];
        foreach (SkillScope scope in query.Scope is { } only ? [only] : SkillTarget.IsInProject(context) ? [SkillScope.User, SkillScope.Project] : new[] { SkillScope.User })
        {
            foreach (HookTarget target in query.Targets?.Distinct() ?? Enum.GetValues<HookTarget>())
            {
                if (scope is SkillScope.Project && target is HookTarget.Profile && (query.Scope is null || query.Targets is null))
                {
                    continue;
                }

                hooks.Add(Look(planner, HookPlace.Of(context, target, scope, query.ProfilePath)));
            }
        }

        return hooks;
    }

    private static ClawHook Look(HookPlanner planner, HookPlace place)
    {
        try
        {
            return planner.Look(place);
        }
        catch (ClawException exception)
        {
            return new ClawHook
            {
                Target = place.Target,
                Scope = place.Scope,
                Path = place.Hook.Path,
                State = HookState.Broken,
                AlsoReadBy = place.AlsoReadBy,
                IsDone = true,
                Message = exception.Message,
            };
        }
    }

    private HookPlanner Planner() => new(context, Notes());

    private HookNotes Notes()
    {
        HookPlace.CheckHome(context);
        return HookWork.ReadNotes(context);
    }

    private static HookChanges Plan(IEnumerable<HookTarget> targets, Func<HookTarget, PlannedHook> plan)
    {
        List<PlannedHook> hooks = [];
        List<ClawException> problems = [];
        foreach (HookTarget target in targets.Distinct())
        {
            Try(problems, () => hooks.Add(plan(target)));
        }

        return new HookChanges(hooks, problems);
    }

    private static PlannedHook Planned(TargetPlan plan, FileChange? starter, bool registers, Func<HookPlanner, TargetPlan> again)
    {
        FileChange[] changes = [.. plan.Changes, .. starter is null ? [] : new[] { starter }];
        ClawHook hook = plan.Hook with { Difference = Differences(changes) };
        return new PlannedHook(hook, Array.TrueForAll(changes, static change => change.IsNothing), registers, again);
    }

    private static ClawHook Do(HookWork work, HookPlanner planner, PlannedHook planned)
    {
        TargetPlan plan = planned.Plans(planner);

        // Rules without the hook do no harm, a hook may count on them; so they come first and go last.
        foreach (FileChange change in planned.Registers ? plan.Changes.Reverse() : plan.Changes)
        {
            work.Do(change);
        }

        return plan.Hook with { IsDone = true, Difference = planned.Hook.Difference };
    }

    // Without a hook nothing runs it. What other projects of this machine hold is taken down; of what others hold nothing is known.
    private void RemoveStarter(HookWork work, HookPlanner planner, List<ClawException> problems) => Try(problems, () =>
    {
        if (!IsAnyLeft(work.Notes, profile: null, static (_, _) => false))
        {
            FileChange removal = planner.StarterRemoval();
            work.ForgetAllBut(removal.Real);
            work.Do(removal);
            work.RemoveEmptyFolders();
        }
    });

    private bool IsAnyLeft(HookNotes notes, string? profile, Func<SkillScope, HookTarget, bool> isLeaving)
    {
        ClawHook[] hooks = [.. List(new HookQuery { ProfilePath = profile })];
        HashSet<string> seen = [.. hooks.Select(static hook => hook.Path)];
        string starter = HookSources.Starter(context).Path;
        return Array.Exists(hooks, hook => hook.State is not HookState.Absent && !isLeaving(hook.Scope, hook.Target) && (hook.State is not HookState.Broken || NamesOurs(hook.Path)))
            || notes.Files.Any(file => file != starter && !seen.Contains(file) && NamesOurs(file) && !IsOfListed(file, hooks));
    }

    // A file that is no JSON may hold a hook all the same, and one that held a hook may have lost it by another hand. (A profile may be UTF-16.)
    private static bool NamesOurs(string path)
    {
        try
        {
            return HookDisk.Read(path) is { } bytes && JsonHandler.IsOurs(System.Text.Encoding.UTF8.GetString(bytes).Replace("\0", string.Empty, StringComparison.Ordinal));
        }
        catch (ClawException)
        {
            return false;
        }
    }

    // Links have other names than what they lead to, and rules stand beside a hook that was looked at.
    private static bool IsOfListed(string file, IEnumerable<ClawHook> hooks) => hooks.Any(hook =>
        Storage.RealPath.Of(hook.Path) == file || Path.GetFileName(file) is "clawpowers.rules" or "clawpowers.toml" or "opencode.json" or "opencode.jsonc");

    private TargetLock Take(CancellationToken cancellation)
    {
        try
        {
            return TargetLock.Take(context.HomeDirectory, new SkillDisk(), cancellation);
        }
        catch (ClawException exception) when (exception.ErrorId == "SkillFolderBusy")
        {
            throw HookErrors.Busy(context.HomeDirectory);
        }
        catch (ClawException exception) when (exception.ErrorId == "SkillFolderUnusable")
        {
            throw HookErrors.Unusable(context.HomeDirectory, exception.InnerException ?? exception);
        }
    }

    private static string Differences(IEnumerable<FileChange> changes) => string.Concat(changes.Where(static change => !change.IsNothing).Select(static change => change.Difference()));

    private static void Try(List<ClawException> problems, Action action)
    {
        try
        {
            action();
        }
        catch (ClawException problem)
        {
            problems.Add(problem);
        }
    }
}
