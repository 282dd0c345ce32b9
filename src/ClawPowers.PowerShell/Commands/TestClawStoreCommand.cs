using System.Management.Automation;
using ClawPowers.Core.Storage;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Checks everything that can be wrong with the store, and changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ClawStore")]
[OutputType(typeof(StoreCheck), typeof(bool))]
public sealed class TestClawStoreCommand : ClawCommand
{
    /// <summary>Emits only whether every check passed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var maintenance = new StoreMaintenance(CreateContext());
        StoreCheck[] checks = WithProgress("Checking the store", stopped => maintenance.Check(stopped).ToArray());
        if (Quiet)
        {
            WriteObject(Array.TrueForAll(checks, static check => check.Passed));
            return;
        }

        foreach (StoreCheck check in checks)
        {
            Emit(check);
        }
    }
}
