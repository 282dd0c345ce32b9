using System.Management.Automation;

namespace TrivialModule;

/// <summary>Does next to nothing.</summary>
[Cmdlet(VerbsCommon.Get, "Trivial")]
[OutputType(typeof(int))]
public sealed class GetTrivialCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(1);
}
