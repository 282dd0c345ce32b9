using System.Management.Automation;
using ClawPowers.Core.Verification.History;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Sums up what each gate cost and caught.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ClawVerification")]
[OutputType(typeof(GateHistory))]
public sealed class MeasureClawVerificationCommand : LookupCommand
{
    /// <summary>Gates by name or pattern; all if left out.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PastGateCompleter))]
    public string[]? Gate { get; set; }

    /// <summary>From when on.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Since { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (MyInvocation.ExpectingInput)
        {
            throw ErrorRecords.InputNotTaken(MyInvocation.MyCommand.Name);
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        var reader = new GateHistoryReader(CreateContext());
        var query = new GateHistoryQuery { Gates = Gate, Since = Since, Scope = Scope, Project = Project };
        foreach (GateHistory history in WithProgress("Summing up gates", stopped => reader.Read(query, stopped)))
        {
            Emit(history);
        }
    }
}
