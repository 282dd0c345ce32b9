using System.Management.Automation;
using ClawPowers.Core.State;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>
/// A command whose whole pipeline is one commit: it checks and asks for each item, and changes the store when the input
/// has ended. No lock is held while others work upstream, and a pipeline that fails or is stopped leaves nothing.
/// </summary>
public abstract class StateChangeCommand : ScopedChangeCommand
{
    // Below this the work is over before a progress bar would show.
    private const int SmallCommit = 2_000;

    private readonly List<PlannedChange> _changes = [];
    private readonly List<PlannedChange> _rehearsals = [];
    private StateStore? _store;

    /// <summary>Change the entry only if it has this version; 0 if it must be absent.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? IfVersion { get; set; }

    /// <summary>What the current input is about, for its error.</summary>
    internal abstract object? Item { get; }

    /// <summary>Whether the command emits what it changed.</summary>
    internal abstract bool EmitsEntries { get; }

    internal StateStore Store => _store ??= new StateStore(CreateContext());

    /// <summary>Checks a change, asks whether to make it, and keeps it for the commit.</summary>
    /// <param name="request">The change.</param>
    /// <param name="action">What is done to the key, for the question.</param>
    internal void Collect(StateRequest request, string action) => ForItem(request.Target ?? request.Key, () =>
    {
        PlannedChange change = Store.Plan(request);
        string target = $"{request.Key} ({change.Destination})";
        if (ShouldProcess($"{action} {target}.", $"{action} {target}?", "Confirm", out ShouldProcessReason reason))
        {
            if (IsInsistedOn(change))
            {
                _changes.Add(change);
            }
        }
        else if (reason == ShouldProcessReason.WhatIf && EmitsEntries)
        {
            _rehearsals.Add(change);
        }
    });

    /// <summary>Checks the change that the current input means, and collects it.</summary>
    protected abstract void Change();

    /// <inheritdoc/>
    protected sealed override void Process() => ForItem(Item, Change);

    /// <inheritdoc/>
    protected override void End()
    {
        if (_changes.Count > 0)
        {
            Report(_changes.Count < SmallCommit
                ? Commit(_changes, Stopped)
                : WithProgress("Storing entries", stopped => Commit(_changes, stopped)));
        }

        if (_rehearsals.Count > 0)
        {
            Report(Store.Apply(_rehearsals, commit: false, Stopped));
        }
    }

    /// <summary>Asks once more before a change that can't be taken back.</summary>
    internal virtual bool IsInsistedOn(PlannedChange change) => true;

    /// <summary>Makes the changes.</summary>
    internal virtual IReadOnlyList<StateOutcome> Commit(IReadOnlyList<PlannedChange> changes, CancellationToken stopped) =>
        Store.Apply(changes, commit: true, stopped);

    private void Report(IReadOnlyList<StateOutcome> outcomes)
    {
        foreach (StateOutcome outcome in outcomes)
        {
            if (outcome.Error is { } error)
            {
                WriteError(error.ToErrorRecord(outcome.Request.Target));
            }
            else if (outcome.Entry is { } entry)
            {
                Emit(entry);
            }
        }
    }
}
