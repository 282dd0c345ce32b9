using System.Management.Automation;
using ClawPowers.Core.Storage;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Describes the store as it is seen from the current location.</summary>
[Cmdlet(VerbsCommon.Get, "ClawStatus")]
[OutputType(typeof(StoreStatus))]
public sealed class GetClawStatusCommand : ClawCommand
{
    /// <inheritdoc/>
    protected override void End() => Emit(new StoreMaintenance(CreateContext()).Status());
}
