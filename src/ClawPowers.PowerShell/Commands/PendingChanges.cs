using System.Management.Automation;
using ClawPowers.Core.Errors;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>What became of a change: why it failed and what that is about, or the record to emit.</summary>
internal readonly record struct ChangeResult(ClawException? Error, object? Target, object? Record);

/// <summary>The changes of one pipeline, which are one commit: collected as the input comes, made when it has ended.</summary>
/// <param name="command">The command that asks, emits and fails.</param>
/// <param name="apply">Makes changes, or finds out what would come of them.</param>
internal sealed class PendingChanges<TChange>(
    ClawCommand command,
    Func<IReadOnlyList<TChange>, bool, CancellationToken, IReadOnlyList<ChangeResult>> apply)
{
    // Below this the work is over before a progress bar would show.
    private const int SmallCommit = 2_000;

    private readonly List<TChange> _changes = [];
    private readonly List<TChange> _rehearsals = [];

    /// <summary>Asks whether to make a change, and keeps it for the commit.</summary>
    /// <param name="change">The change.</param>
    /// <param name="description">What is done to what, as a clause that begins with the verb.</param>
    /// <param name="isShown">Whether the command emits what it changed, and so under <c>-WhatIf</c> what it would.</param>
    public void Collect(TChange change, string description, bool isShown)
    {
        if (command.ShouldProcess(description + ".", description + "?", "Confirm", out ShouldProcessReason reason))
        {
            _changes.Add(change);
        }
        else if (reason == ShouldProcessReason.WhatIf && isShown)
        {
            _rehearsals.Add(change);
        }
    }

    /// <summary>Makes the changes in one commit, and only then emits and reports.</summary>
    /// <param name="activity">What is done, for the progress bar.</param>
    /// <param name="isShown">Whether the command emits what it changed.</param>
    public void Commit(string activity, bool isShown)
    {
        if (_changes.Count > 0)
        {
            Report(
                _changes.Count < SmallCommit
                    ? apply(_changes, true, command.Stopped)
                    : command.WithProgress(activity, stopped => apply(_changes, true, stopped)),
                isShown);
        }

        if (_rehearsals.Count > 0)
        {
            Report(apply(_rehearsals, false, command.Stopped), isShown);
        }
    }

    private void Report(IReadOnlyList<ChangeResult> results, bool isShown)
    {
        foreach (ChangeResult result in results)
        {
            if (result.Error is { } error)
            {
                command.WriteError(error.ToErrorRecord(result.Target));
            }
            else if (isShown && result.Record is { } record)
            {
                command.Emit(record);
            }
        }
    }
}
