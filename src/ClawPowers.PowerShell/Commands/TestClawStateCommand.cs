using System.Management.Automation;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Says whether entries are there.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ClawState")]
[OutputType(typeof(bool))]
public sealed class TestClawStateCommand : ScopedCommand
{
    /// <summary>Keys or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string[] Key { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        var store = new StateStore(CreateContext());
        foreach (string key in Key)
        {
            ForItem(key, () => WriteObject(IsThere(store, KeyPattern.Parse(key))));
        }
    }

    private bool IsThere(StateStore store, KeyPattern keys)
    {
        try
        {
            return store.Read(new StateQuery { Keys = keys, Scope = WantedScope, Project = WantedProject }, Stopped).Any();
        }
        catch (ClawException exception) when (exception.Kind == ClawErrorKind.NotFound)
        {
            return false;
        }
    }
}
