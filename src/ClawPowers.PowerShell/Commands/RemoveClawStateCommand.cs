using System.Management.Automation;
using ClawPowers.Core.State;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Removes entries; with <c>-Purge</c>, erases every trace of them.</summary>
[Cmdlet(VerbsCommon.Remove, "ClawState", SupportsShouldProcess = true)]
[OutputType(typeof(StateEntry))]
public sealed class RemoveClawStateCommand : StateChangeCommand
{
    private readonly HashSet<(string Key, string Destination)> _collected = [];
    private bool _yesToAll;
    private bool _noToAll;
    private PurgeResult? _leftovers;

    /// <summary>Keys or patterns.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string[] Key { get; set; } = [];

    /// <summary>Erases value, history and index from the file.</summary>
    [Parameter]
    public SwitchParameter Purge { get; set; }

    /// <summary>Purges without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the entries that were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override object? Item => Key;

    internal override bool EmitsEntries => PassThru;

    internal override bool IsInsistedOn(PlannedChange change) => !Purge || Force || Confirmed(change.Request.Key);

    internal override IReadOnlyList<StateOutcome> Commit(IReadOnlyList<PlannedChange> changes, CancellationToken stopped)
    {
        if (!Purge)
        {
            return base.Commit(changes, stopped);
        }

        PurgeResult result = Store.Purge(changes, stopped);
        _leftovers = result;
        return result.Outcomes;
    }

    /// <inheritdoc/>
    protected override void Change()
    {
        foreach (string key in Key)
        {
            ForItem(key, () =>
            {
                var pattern = KeyPattern.Parse(key);
                if (!pattern.IsGlob)
                {
                    Collect(key, WantedScope, WantedProject);
                    return;
                }

                foreach (StateEntry entry in Store.Read(new StateQuery { Keys = pattern, Scope = WantedScope, Project = WantedProject, ForChange = true }, Stopped))
                {
                    Collect(entry.Key, entry.Scope, entry.Project);
                }
            });
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        base.End();
        foreach (string path in _leftovers?.BackupsThatHoldIt ?? [])
        {
            WriteWarning($"The backup '{path}' still holds a purged key. Delete it if it must be gone from there too.");
        }

        if (_leftovers?.Problem is { } problem)
        {
            WriteWarning(problem);
        }
    }

    // Patterns may overlap; what is removed once is not missed the second time.
    private void Collect(string key, ClawScope? scope, string? project)
    {
        var request = new RemoveRequest { Key = key, Scope = scope, Project = project, IfVersion = IfVersion, WantsEntry = PassThru };
        if (_collected.Add((key, Store.Plan(request).Destination)))
        {
            Collect(request, Purge ? "Purge" : "Remove");
        }
    }

    private bool Confirmed(string key)
    {
        try
        {
            return ShouldContinue($"Erase '{key}' with its history, for good?", "Purge", hasSecurityImpact: true, ref _yesToAll, ref _noToAll);
        }
        catch (Exception exception) when (exception is not (PipelineStoppedException or FlowControlException))
        {
            ThrowTerminatingError(ErrorRecords.ConfirmationRequired($"Erasing '{key}' for good", key, exception));
            return false;
        }
    }
}
