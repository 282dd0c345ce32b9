using System.Management.Automation;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Reads entries: one by its key, or many by a pattern.</summary>
[Cmdlet(VerbsCommon.Get, "ClawState", DefaultParameterSetName = EntrySet)]
[OutputType(typeof(StateEntry), ParameterSetName = [EntrySet])]
[OutputType(typeof(object), ParameterSetName = [ValueSet])]
public sealed class GetClawStateCommand : ScopedCommand
{
    private const string EntrySet = "Entry";
    private const string ValueSet = "Value";

    /// <summary>Keys or patterns; everything if left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string[] Key { get; set; } = ["*"];

    /// <summary>The moment whose entries are wanted.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>Emit the values alone.</summary>
    [Parameter(ParameterSetName = ValueSet)]
    public SwitchParameter ValueOnly { get; set; }

    /// <summary>What to emit for a key that is not there.</summary>
    [Parameter(ParameterSetName = ValueSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Default { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var store = new StateStore(CreateContext());
        foreach (string key in Key)
        {
            ForItem(key, () => Read(store, key));
        }
    }

    private void Read(StateStore store, string key)
    {
        var query = new StateQuery { Keys = KeyPattern.Parse(key), Scope = WantedScope, Project = WantedProject, AsOf = AsOf };
        try
        {
            foreach (StateEntry entry in store.Read(query, Stopped))
            {
                if (ParameterSetName == ValueSet)
                {
                    WriteObject(entry.Value, enumerateCollection: false);
                }
                else
                {
                    Emit(entry);
                }
            }
        }
        catch (ClawException exception) when (exception.Kind == ClawErrorKind.NotFound && MyInvocation.BoundParameters.ContainsKey(nameof(Default)))
        {
            WriteObject(Default);
        }
    }
}
