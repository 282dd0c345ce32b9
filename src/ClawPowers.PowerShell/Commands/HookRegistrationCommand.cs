using System.Management.Automation;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Registration;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>A command that changes in which configurations the session-start hook is registered.</summary>
public abstract class HookRegistrationCommand : ClawCommand
{
    private readonly List<(HookTarget Target, SkillScope Scope)> _wanted = [];

    /// <summary>The agents, or the profile.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Target")]
    public HookTarget[] Agent { get; set; } = [];

    /// <summary>For the user, or for the project of the location.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SkillScope Scope { get; set; }

    /// <summary>What it does, as a verb.</summary>
    private protected abstract string Verb { get; }

    /// <summary>What it would change for some of the targets.</summary>
    private protected abstract HookChanges Plan(HookRegistrar registrar, HookRequest request);

    private bool OnlyAsks => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? asked)
        ? (SwitchParameter)asked
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>Where the profile is that all hosts read; null for where it is on every system but Windows, whose documents may be anywhere.</summary>
    internal static string? ProfileOf(PSCmdlet command) =>
        OperatingSystem.IsWindows() && command.SessionState.PSVariable.GetValue("PROFILE") is { } profile
            ? PSObject.AsPSObject(profile).Properties["CurrentUserAllHosts"]?.Value as string
            : null;

    /// <inheritdoc/>
    protected sealed override void Process() => _wanted.AddRange(Agent.Select(target => (target, Scope)));

    /// <inheritdoc/>
    protected sealed override void End()
    {
        var registrar = new HookRegistrar(CreateContext());
        foreach (IGrouping<SkillScope, (HookTarget Target, SkillScope Scope)> same in _wanted.GroupBy(static wanted => wanted.Scope))
        {
            var request = new HookRequest { Targets = [.. same.Select(static wanted => wanted.Target)], Scope = same.Key, ProfilePath = ProfileOf(this) };
            Carry(registrar, Plan(registrar, request));
        }
    }

    // Shows or asks, does what is agreed to, and emits it.
    private void Carry(HookRegistrar registrar, HookChanges changes)
    {
        Report(changes.Problems);
        List<PlannedHook> agreed = [];
        foreach (PlannedHook planned in changes.Hooks)
        {
            // What needs nothing needs no question either.
            if (planned.IsNothing && OnlyAsks)
            {
                Emit(planned.Hook);
            }
            else if (planned.IsNothing || ShouldProcess(Describe(planned.Hook), Ask(planned.Hook), Verb + " session-start hooks", out ShouldProcessReason reason))
            {
                agreed.Add(planned);
            }
            else if (reason is ShouldProcessReason.WhatIf)
            {
                Emit(planned.Hook);
            }
        }

        if (agreed.Count == 0)
        {
            return;
        }

        HookOutcomes outcomes = WithProgress(Verb + " session-start hooks", stopped => registrar.Apply(agreed, stopped));
        foreach (ClawHook hook in outcomes.Hooks)
        {
            Emit(hook);
        }

        Report(outcomes.Problems);
    }

    private void Report(IReadOnlyList<ClawException> problems)
    {
        foreach (ClawException problem in problems)
        {
            WriteError(problem.ToErrorRecord());
        }
    }

    // The rules are shown too before they are allowed: they are part of the difference.
    private string Ask(ClawHook hook) => $"{Verb} the session-start hook of {hook.Target} in '{hook.Path}'?\n{hook.Difference}".TrimEnd();

    private string Describe(ClawHook hook) =>
        string.Join('\n', [$"{Verb} the session-start hook of {hook.Target} in '{hook.Path}'", .. hook.Message is { } message ? ["  " + message] : Array.Empty<string>(), hook.Difference]).TrimEnd();
}
