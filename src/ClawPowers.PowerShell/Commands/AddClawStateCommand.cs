using System.Management.Automation;
using ClawPowers.Core.State;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Adds a line to the end of a value.</summary>
[Cmdlet(VerbsCommon.Add, "ClawState", SupportsShouldProcess = true)]
[OutputType(typeof(StateEntry))]
public sealed class AddClawStateCommand : StateChangeCommand
{
    /// <summary>The entry's key.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string Key { get; set; } = string.Empty;

    /// <summary>The line to add.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Value { get; set; }

    /// <summary>How long the entry lives from now on.</summary>
    [Parameter]
    [Lifetime]
    public TimeSpan? ExpiresIn { get; set; }

    /// <summary>Stores the line even if it looks like a secret.</summary>
    [Parameter]
    public SwitchParameter AllowSecret { get; set; }

    /// <summary>Emits the entry as it was stored.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override object? Item => Key;

    internal override bool EmitsEntries => PassThru;

    /// <inheritdoc/>
    protected override void Change() => Collect(
        new AppendRequest
        {
            Key = Key,
            Line = PlainValue.Of(Value),
            Scope = WantedScope,
            Project = WantedProject,
            IfVersion = IfVersion,
            ExpiresAt = DateTimeOffset.UtcNow + ExpiresIn,
            AllowSecret = AllowSecret,
            WantsEntry = PassThru,
        },
        "Add a line to");
}
