using System.Management.Automation;
using ClawPowers.Core.State;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Writes an earlier version as a new one.</summary>
[Cmdlet(VerbsCommon.Undo, "ClawState", SupportsShouldProcess = true, DefaultParameterSetName = VersionSet)]
[OutputType(typeof(StateEntry))]
public sealed class UndoClawStateCommand : StateChangeCommand
{
    private const string KeySet = "Key";
    private const string VersionSet = "Version";

    /// <summary>The entry's key.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = KeySet)]
    [KeyOf]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string Key { get; set; } = string.Empty;

    /// <summary>The version to return to, instead of the one before the current.</summary>
    [Parameter(Position = 1, ParameterSetName = KeySet)]
    [ValidateRange(1, long.MaxValue)]
    public long? Version { get; set; }

    /// <summary>The version to return to, as Get-ClawStateHistory gives it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = VersionSet)]
    public StateVersion? InputObject { get; set; }

    /// <summary>Emits the entry as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override object? Item => (object?)InputObject ?? Key;

    internal override bool EmitsEntries => PassThru;

    /// <inheritdoc/>
    protected override void Change()
    {
        long? version = InputObject?.Version ?? Version;
        Collect(
            new UndoRequest
            {
                Key = InputObject?.Key ?? Key,
                Version = version,
                Scope = WantedScope,
                Project = WantedProject,
                IfVersion = IfVersion,
                WantsEntry = PassThru,
                Target = InputObject,
            },
            version is { } number ? FormattableString.Invariant($"Return to version {number} of") : "Return to the previous version of");
    }
}
