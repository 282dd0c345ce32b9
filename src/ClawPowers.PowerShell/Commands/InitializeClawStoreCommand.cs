using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Storage;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Makes the store, or brings an older one up to date.</summary>
[Cmdlet(VerbsData.Initialize, "ClawStore", SupportsShouldProcess = true)]
[OutputType(typeof(StoreStatus))]
public sealed class InitializeClawStoreCommand : ClawCommand
{
    /// <summary>Emits the store's status.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        ClawContext context = CreateContext();
        var maintenance = new StoreMaintenance(context);
        if (ShouldProcess(context.Store.File, "Make a store"))
        {
            WriteVerbose(maintenance.Initialize() ? "A store was made." : "There was a store already.");
        }

        if (PassThru)
        {
            Emit(maintenance.Status());
        }
    }
}
