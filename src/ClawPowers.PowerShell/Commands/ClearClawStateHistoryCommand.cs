using System.Management.Automation;
using ClawPowers.Core.State;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Deletes superseded versions; the entries themselves stay.</summary>
[Cmdlet(VerbsCommon.Clear, "ClawStateHistory", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ClearClawStateHistoryCommand : ScopedCommand
{
    private readonly List<HistoryExtent> _chosen = [];
    private StateStore? _store;

    /// <summary>Keys or patterns; everything if left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string[] Key { get; set; } = ["*"];

    /// <summary>Delete the versions that were superseded before this moment.</summary>
    [Parameter(Mandatory = true)]
    [Moment]
    public DateTimeOffset Before { get; set; }

    private StateStore Store => _store ??= new StateStore(CreateContext());

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (string key in Key)
        {
            ForItem(key, () =>
            {
                var query = new StateQuery { Keys = KeyPattern.Parse(key), Scope = WantedScope, Project = WantedProject, ForChange = true };
                foreach (HistoryExtent extent in Store.OldHistory(query, Before, Stopped))
                {
                    if (ShouldProcess($"{extent.Key} ({extent.Destination})", FormattableString.Invariant($"Clear {extent.Versions} old {(extent.Versions == 1 ? "version" : "versions")}")))
                    {
                        _chosen.Add(extent);
                    }
                }
            });
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_chosen.Count > 0)
        {
            long deleted = WithProgress("Clearing history", stopped => Store.ClearHistory(_chosen, Before, stopped));
            WriteVerbose(FormattableString.Invariant($"{deleted} versions of {_chosen.Count} entries were deleted."));
        }
    }
}
