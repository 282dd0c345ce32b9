using System.Management.Automation;
using ClawPowers.Core.State;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Adds a number to a value, within bounds, in one step that nobody can come between.</summary>
[Cmdlet(VerbsCommon.Step, "ClawState", SupportsShouldProcess = true)]
[OutputType(typeof(StateEntry))]
public sealed class StepClawStateCommand : StateChangeCommand
{
    /// <summary>The entry's key.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string Key { get; set; } = string.Empty;

    /// <summary>What to add; may be negative.</summary>
    [Parameter(Position = 1)]
    public decimal By { get; set; } = 1;

    /// <summary>The lowest result allowed.</summary>
    [Parameter]
    public decimal? Minimum { get; set; }

    /// <summary>The highest result allowed.</summary>
    [Parameter]
    public decimal? Maximum { get; set; }

    /// <summary>How long the entry lives from now on.</summary>
    [Parameter]
    [Lifetime]
    public TimeSpan? ExpiresIn { get; set; }

    internal override object? Item => Key;

    internal override bool EmitsEntries => true;

    /// <inheritdoc/>
    protected override void Change() => Collect(
        new StepRequest
        {
            Key = Key,
            By = By,
            Minimum = Minimum,
            Maximum = Maximum,
            Scope = WantedScope,
            Project = WantedProject,
            IfVersion = IfVersion,
            ExpiresAt = DateTimeOffset.UtcNow + ExpiresIn,
        },
        FormattableString.Invariant($"Add {By} to"));
}
