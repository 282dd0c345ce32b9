using System.Management.Automation;
using ClawPowers.Core.Sessions.Setup;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Undoes all that was set up, for the user and for the project of the location.</summary>
[Cmdlet(VerbsLifecycle.Disable, "ClawPowers", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SetupStep))]
public sealed class DisableClawPowersCommand : SetupCommand
{
    /// <summary>Deletes the store too, with its backups: all that is remembered.</summary>
    [Parameter]
    public SwitchParameter Purge { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var request = new DisableRequest { Purge = Purge, ProfilePath = HookRegistrationCommand.ProfileOf(this) };
        SetupPlan plan = new ClawSetup(CreateContext()).PlanDisable(request, Stopped);
        if (plan.Steps.Count == 0 && plan.Problems.Count == 0)
        {
            WriteVerbose("Nothing is set up here.");
        }

        Carry(plan, Purge ? "Undo the setup and delete the store" : "Undo the setup", Purge ? "Undoing the setup and deleting the store" : "Undoing the setup");
    }
}
