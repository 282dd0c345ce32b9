using ClawPowers.Core.Agents;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Context;
using ClawPowers.Core.Sessions.Registration;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Sessions.Proof;

/// <summary>
/// Proves that a registered hook works, by running what stands in the agent's own configuration as the agent runs it: in its shell,
/// with what it says on standard input, its environment, its folder and its time limit. The session that it is told of does not
/// exist, and is not registered.
/// </summary>
public sealed class HookTester
{
    private readonly ClawContext _context;
    private readonly ProgramSearch _programs;

    /// <summary>Prepares the proof; runs nothing yet.</summary>
    /// <param name="context">From where, and whose.</param>
    public HookTester(ClawContext context)
        : this(context, ProgramSearch.OfProcess())
    {
    }

    internal HookTester(ClawContext context, ProgramSearch programs)
    {
        _context = context;
        _programs = programs;
    }

    /// <summary>How long to wait instead of as long as the agent; null for that.</summary>
    internal TimeSpan? TimeLimit { get; init; }

    /// <summary>The hooks that are to be proven: those that are registered, and what was asked for by name and is not.</summary>
    /// <param name="request">Which.</param>
    /// <exception cref="ClawException"><c>InvalidAgent</c>: a name is no agent's.</exception>
    public IReadOnlyList<ClawHook> Find(HookTestRequest request)
    {
        HashSet<HookTarget> named = [.. (request.Names ?? []).Where(static name => !HookTargetName.IsPattern(name)).Select(static name => AgentNames.FindTarget(name) ?? throw SetupErrors.InvalidTarget(name))];
        HookTarget[]? wanted = request.Names is null ? null : [.. request.Names.Where(HookTargetName.IsPattern).SelectMany(HookTargetName.Matching).Concat(named).Distinct().Order()];
        IReadOnlyList<ClawHook> hooks = new HookRegistrar(_context).List(new HookQuery { Targets = wanted, Scope = request.Scope, ProfilePath = request.ProfilePath });
        ClawHook[] registered = [.. hooks.Where(static hook => hook.State is not HookState.Absent)];
        return [.. registered, .. hooks.Where(hook => named.Contains(hook.Target) && !registered.Any(one => one.Target == hook.Target)).DistinctBy(static hook => hook.Target)];
    }

    /// <summary>Proves one hook.</summary>
    /// <param name="hook">The hook, as it stands in a configuration.</param>
    /// <param name="cancellation">Ends what is being run.</param>
    /// <returns>What was found; a hook that does not work is no failure of the proof.</returns>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public ClawHookTest Test(ClawHook hook, CancellationToken cancellation = default)
    {
        AgentDefinition? agent = hook.Target is HookTarget.Profile ? null : AgentDefinition.Of((ClawAgent)hook.Target);
        var proof = new HookProof(_context, hook, agent, _programs, TimeLimit);
        if (agent is not null)
        {
            AgentPresence presence = AgentPresence.Of(agent, _context, _programs);
            proof.Checks.Add("Agent", presence.IsThere ? true : null, presence.IsThere ? $"It is on this machine: {presence}." : $"{agent.DisplayName} does not seem to be on this machine. {presence}");
        }

        if (IsThereToRun(proof))
        {
            switch (hook.Target)
            {
                case HookTarget.Profile:
                    ProfileProof.Run(proof, cancellation);
                    break;
                case HookTarget.OpenCode:
                    PluginProof.Run(proof, cancellation);
                    break;
                default:
                    CommandProof.Run(proof, cancellation);
                    break;
            }

            if (agent is not null)
            {
                PermissionProof.Add(proof, agent);
            }
        }

        return proof.Result(SessionContextComposer.MostCharacters);
    }

    private static bool IsThereToRun(HookProof proof)
    {
        ClawHook hook = proof.Hook;
        string register = $"Run: Register-ClawHook -Agent {hook.Target}{(hook.Scope is SkillScope.Project ? " -Scope Project" : string.Empty)}";
        (bool passed, string detail, string? advice) = hook.State switch
        {
            HookState.Registered => (true, $"It is registered in '{hook.Path}'.", null),
            HookState.Outdated => (false, hook.Message ?? $"What stands in '{hook.Path}' is not what this version registers.", register),
            HookState.Broken => (false, hook.Message ?? $"'{hook.Path}' can't be read.", $"Mend '{hook.Path}'; nothing was changed in it."),
            _ => (false, $"It is not registered in '{hook.Path}'.", register),
        };
        proof.Checks.Add("Registered", passed, detail, advice);
        return hook.State is HookState.Registered or HookState.Outdated && hook.Command is not null;
    }
}
