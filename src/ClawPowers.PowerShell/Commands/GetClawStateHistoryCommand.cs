using System.Management.Automation;
using ClawPowers.Core.State;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Reads the versions of entries, the newest first.</summary>
[Cmdlet(VerbsCommon.Get, "ClawStateHistory")]
[OutputType(typeof(StateVersion))]
public sealed class GetClawStateHistoryCommand : ScopedCommand
{
    /// <summary>The entries' keys.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string[] Key { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        var store = new StateStore(CreateContext());
        foreach (string key in Key)
        {
            ForItem(key, () =>
            {
                StateKey.Validate(key);
                foreach (StateVersion version in store.History(new StateQuery { Keys = KeyPattern.Parse(key), Scope = WantedScope, Project = WantedProject }, Stopped))
                {
                    Emit(version);
                }
            });
        }
    }
}
