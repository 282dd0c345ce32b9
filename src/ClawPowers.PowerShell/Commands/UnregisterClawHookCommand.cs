using System.Management.Automation;
using ClawPowers.Core.Sessions.Registration;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Removes the session-start hook, and the rules by which agents may call ClawPowers.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "ClawHook", SupportsShouldProcess = true)]
[OutputType(typeof(ClawHook))]
public sealed class UnregisterClawHookCommand : HookRegistrationCommand
{
    private protected override string Verb => "Unregister";

    private protected override HookChanges Plan(HookRegistrar registrar, HookRequest request) => registrar.PlanUnregister(request);
}
