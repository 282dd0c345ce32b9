using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>What an agent remembers: reading, changing and searching entries. Made anew for every command.</summary>
public sealed class StateStore
{
    private readonly ClawContext _context;
    private readonly ScopeSelection _scopes;

    /// <summary>Prepares access; touches nothing yet.</summary>
    /// <param name="context">Which store, from where, and who asks.</param>
    public StateStore(ClawContext context)
    {
        _context = context;
        _scopes = new ScopeSelection(context);
    }

    /// <summary>The entries that match, in order of scope (nearest first) and key. Streams one snapshot.</summary>
    /// <param name="query">Which entries.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Entries, none if there is no store. An exact key gives the nearest one, or all with the scope All.</returns>
    /// <exception cref="ClawException"><c>StateKeyNotFound</c>: an exact key is not there.</exception>
    public IEnumerable<StateEntry> Read(StateQuery query, CancellationToken cancellation = default) =>
        new StateReader(_context, _scopes).Read(query, cancellation);

    /// <summary>The versions of one entry, the newest first.</summary>
    /// <param name="query">Which entry; an exact key.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>At least one version.</returns>
    /// <exception cref="ClawException"><c>StateKeyNotFound</c>: the key was never there.</exception>
    public IEnumerable<StateVersion> History(StateQuery query, CancellationToken cancellation = default) =>
        new HistoryReader(_context, _scopes).Read(query, cancellation);

    /// <summary>Finds entries by words in their keys and values, the best first.</summary>
    /// <param name="query">The words and where to look.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Matches, none if there is no store.</returns>
    /// <exception cref="ClawException"><c>EmptySearch</c>: there are no words.</exception>
    public IReadOnlyList<StateMatch> Find(SearchQuery query, CancellationToken cancellation = default) =>
        new StateSearch(_context, _scopes).Find(query, cancellation);

    /// <summary>The projects that have ever had an entry, in order.</summary>
    /// <returns>Their identities; none if there is no store.</returns>
    public IReadOnlyList<string> Projects() => StateReader.Projects(_context);

    /// <summary>Checks a request and turns it into what will be written, without touching the store.</summary>
    /// <param name="request">The change.</param>
    /// <returns>What <see cref="Apply(IReadOnlyList{PlannedChange}, bool, CancellationToken)"/> takes.</returns>
    /// <exception cref="ClawException"><c>InvalidStateKey</c>, <c>UnsupportedValue</c>, <c>SecretInValue</c>, <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public PlannedChange Plan(StateRequest request) => PlannedChange.From(request, _scopes);

    /// <summary>Makes changes in one commit. A change that can't be made is skipped and says why; the rest are kept.</summary>
    /// <param name="changes">The changes, in order.</param>
    /// <param name="commit">False to find out what would happen and keep nothing.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>One outcome per change, in their order.</returns>
    public IReadOnlyList<StateOutcome> Apply(IReadOnlyList<PlannedChange> changes, bool commit = true, CancellationToken cancellation = default)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        if (NothingThere(changes) is { } outcomes)
        {
            return outcomes;
        }

        StatePractice.Before(_context, _scopes, changes);
        return StoreTransaction.Run(_context, commit, transaction => StateWriter.Write(transaction, changes, cancellation), cancellation);
    }

    // What only takes away or goes back needs no store to find out that nothing is there, and must not leave one behind.
    private StateOutcome[]? NothingThere(IReadOnlyList<PlannedChange> changes)
    {
        if (!changes.All(static change => change.Request is RemoveRequest or UndoRequest))
        {
            return null;
        }

        using SqliteConnection? connection = StoreConnections.OpenForReading(_context.Store);
        return connection is not null ? null : [.. changes.Select(static change => new StateOutcome(
            change.Request,
            Entry: null,
            StateErrors.KeyNotFound(change.Request.Key, ScopeSelection.Describe([change.Project]), [])))];
    }

    /// <summary>Checks and makes one change.</summary>
    /// <param name="request">The change.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>The entry afterwards; for a removal, the entry that was removed.</returns>
    /// <exception cref="ClawException">Why it could not be made.</exception>
    public StateEntry? Apply(StateRequest request, CancellationToken cancellation = default)
    {
        StateOutcome outcome = Apply([Plan(request)], commit: true, cancellation)[0];
        return outcome.Error is null ? outcome.Entry : throw outcome.Error;
    }

    /// <summary>How many superseded versions of matching entries are older than a moment.</summary>
    /// <param name="query">Which entries, removed ones included.</param>
    /// <param name="before">The moment; versions that were superseded by one written before it count.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>A count per key.</returns>
    public IReadOnlyList<HistoryExtent> OldHistory(StateQuery query, DateTimeOffset before, CancellationToken cancellation = default) =>
        new HistoryPruning(_context, _scopes).Measure(query, before, cancellation);

    /// <summary>Deletes superseded versions. The entries themselves stay.</summary>
    /// <param name="extents">What <see cref="OldHistory"/> found.</param>
    /// <param name="before">The same moment.</param>
    /// <param name="cancellation">Ends the work; nothing is deleted then.</param>
    /// <returns>How many versions were deleted.</returns>
    public long ClearHistory(IReadOnlyList<HistoryExtent> extents, DateTimeOffset before, CancellationToken cancellation = default) =>
        new HistoryPruning(_context, _scopes).Clear(extents, before, cancellation);

    /// <summary>Erases entries with their history from the file, so that no byte of them is left in it.</summary>
    /// <param name="changes">The removals.</param>
    /// <param name="cancellation">Ends the work before it has begun.</param>
    /// <returns>One outcome per change, and where copies remain.</returns>
    public PurgeResult Purge(IReadOnlyList<PlannedChange> changes, CancellationToken cancellation = default) =>
        NothingThere(changes) is { } outcomes
            ? new PurgeResult(outcomes, [], IsErased: true)
            : new StatePurge(_context).Purge(changes, cancellation);
}
