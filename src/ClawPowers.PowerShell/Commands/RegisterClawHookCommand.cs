using System.Management.Automation;
using ClawPowers.Core.Sessions.Registration;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Registers the session-start hook in the configurations of agents, or in the profile.</summary>
[Cmdlet(VerbsLifecycle.Register, "ClawHook", SupportsShouldProcess = true)]
[OutputType(typeof(ClawHook))]
public sealed class RegisterClawHookCommand : HookRegistrationCommand
{
    /// <summary>Also lets the agents call ClawPowers without asking, by the narrowest rules that they know.</summary>
    [Parameter]
    public SwitchParameter AllowCommands { get; set; }

    private protected override string Verb => "Register";

    private protected override HookChanges Plan(HookRegistrar registrar, HookRequest request) => registrar.PlanRegister(request with { AllowCommands = AllowCommands });
}
