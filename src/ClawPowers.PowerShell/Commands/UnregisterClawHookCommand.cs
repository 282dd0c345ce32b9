using System.Management.Automation;
using ClawPowers.Core.Sessions.Registration;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Removes the session-start hook, and the rules by which agents may call ClawPowers.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "ClawHook", SupportsShouldProcess = true)]
[OutputType(typeof(ClawHook))]
public sealed class UnregisterClawHookCommand : HookRegistrationCommand
{
    private readonly List<(HookTarget Target, SkillScope Scope)> _wanted = [];

    /// <summary>The agents, or the profile.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Target")]
    public HookTarget[] Agent { get; set; } = [];

    /// <summary>Those of the user, or of the project of the location.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SkillScope Scope { get; set; }

    private protected override string Verb => "Unregister";

    /// <inheritdoc/>
    protected override void Process() => _wanted.AddRange(Agent.Select(target => (target, Scope)));

    /// <inheritdoc/>
    protected override void End()
    {
        var registrar = new HookRegistrar(CreateContext());
        foreach (IGrouping<SkillScope, (HookTarget Target, SkillScope Scope)> same in _wanted.GroupBy(static wanted => wanted.Scope))
        {
            Carry(registrar, registrar.PlanUnregister(new HookRequest
            {
                Targets = [.. same.Select(static wanted => wanted.Target)],
                Scope = same.Key,
                ProfilePath = ProfileOf(this),
            }));
        }
    }
}
