using System.Management.Automation;
using ClawPowers.Core.Sessions.Registration;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Registers the session-start hook in the configurations of agents, or in the profile.</summary>
[Cmdlet(VerbsLifecycle.Register, "ClawHook", SupportsShouldProcess = true)]
[OutputType(typeof(ClawHook))]
public sealed class RegisterClawHookCommand : HookRegistrationCommand
{
    private readonly List<(HookTarget Target, SkillScope Scope)> _wanted = [];

    /// <summary>The agents, or the profile.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Target")]
    public HookTarget[] Agent { get; set; } = [];

    /// <summary>For the user, or for the project of the location.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SkillScope Scope { get; set; }

    /// <summary>Also lets the agents call ClawPowers without asking, by the narrowest rules that they know.</summary>
    [Parameter]
    public SwitchParameter AllowCommands { get; set; }

    private protected override string Verb => "Register";

    /// <inheritdoc/>
    protected override void Process() => _wanted.AddRange(Agent.Select(target => (target, Scope)));

    /// <inheritdoc/>
    protected override void End()
    {
        var registrar = new HookRegistrar(CreateContext());
        foreach (IGrouping<SkillScope, (HookTarget Target, SkillScope Scope)> same in _wanted.GroupBy(static wanted => wanted.Scope))
        {
            Carry(registrar, registrar.PlanRegister(new HookRequest
            {
                Targets = [.. same.Select(static wanted => wanted.Target)],
                Scope = same.Key,
                AllowCommands = AllowCommands,
                ProfilePath = ProfileOf(this),
            }));
        }
    }
}
