using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Storage;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Brings a backup back, after backing up what is there.</summary>
[Cmdlet(VerbsData.Restore, "ClawStore", SupportsShouldProcess = true)]
[OutputType(typeof(StoreStatus))]
public sealed class RestoreClawStoreCommand : ClawCommand
{
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>The backup's file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Restores without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the store's status afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        ClawContext context = CreateContext();
        var maintenance = new StoreMaintenance(context);
        StoreBackup backup = StoreMaintenance.Examine(FilePath(Path));
        if (ShouldProcess(context.Store.File, $"Restore {backup.Entries} {(backup.Entries == 1 ? "entry" : "entries")} from '{backup.Path}'") && (Force || Confirmed(context, backup)))
        {
            StoreBackup? before = WithProgress("Restoring the store", stopped => maintenance.Restore(backup.Path, stopped));
            WriteVerbose(before is null ? "There was no store before." : $"What was there before is in '{before.Path}'.");
        }

        if (PassThru)
        {
            Emit(maintenance.Status());
        }
    }

    private bool Confirmed(ClawContext context, StoreBackup backup)
    {
        try
        {
            return ShouldContinue($"Replace everything in '{context.Store.File}' by the {backup.Entries} {(backup.Entries == 1 ? "entry" : "entries")} of '{backup.Path}'? What is there now is backed up first.", "Restore", hasSecurityImpact: true, ref _yesToAll, ref _noToAll);
        }
        catch (Exception exception) when (exception is not (PipelineStoppedException or FlowControlException))
        {
            ThrowTerminatingError(ErrorRecords.ConfirmationRequired("Replacing everything in the store", context.Store.File, exception));
            return false;
        }
    }
}
