using System.Management.Automation;
using ClawPowers.Core.State;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Writes an earlier version as a new one.</summary>
[Cmdlet(VerbsCommon.Undo, "ClawState", SupportsShouldProcess = true)]
[OutputType(typeof(StateEntry))]
public sealed class UndoClawStateCommand : StateChangeCommand
{
    /// <summary>The entry's key.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string Key { get; set; } = string.Empty;

    /// <summary>The version to return to, instead of the one before the current.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(1, long.MaxValue)]
    public long? Version { get; set; }

    /// <summary>Emits the entry as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override bool EmitsEntries => PassThru;

    /// <inheritdoc/>
    protected override void Process() => Collect(
        new UndoRequest
        {
            Key = Key,
            Version = Version,
            Scope = Scope,
            Project = Project,
            IfVersion = IfVersion,
            WantsEntry = PassThru,
        },
        Version is { } version ? FormattableString.Invariant($"Return to version {version} of") : "Return to the previous version of");
}
