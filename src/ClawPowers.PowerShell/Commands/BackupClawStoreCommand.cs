using System.Management.Automation;
using ClawPowers.Core.Storage;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Copies the store to a file, while others may go on writing.</summary>
[Cmdlet(VerbsData.Backup, "ClawStore", SupportsShouldProcess = true)]
[OutputType(typeof(StoreBackup))]
public sealed class BackupClawStoreCommand : ClawCommand
{
    /// <summary>The file to make, instead of one in the store's folder for backups.</summary>
    [Parameter(Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var maintenance = new StoreMaintenance(CreateContext());
        string path = Path is null ? maintenance.DefaultBackupPath() : FilePath(Path);
        if (ShouldProcess(path, "Back up the store"))
        {
            Emit(WithProgress("Backing up the store", stopped => maintenance.Backup(path, Force, stopped)));
        }
    }
}
