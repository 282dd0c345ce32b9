using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>
/// Who works on what: gives out the tasks of plans, each to one at a time, for as long as the lease lasts, and takes them back. Made anew for every command.
/// </summary>
public sealed class TaskBoard
{
    private readonly ClawContext _context;
    private readonly ScopeSelection _scopes;

    /// <summary>Prepares access; touches nothing yet.</summary>
    /// <param name="context">Which store, from where, and who asks.</param>
    public TaskBoard(ClawContext context)
    {
        _context = context;
        _scopes = new ScopeSelection(context);
    }

    /// <summary>Checks a request, without touching the store.</summary>
    /// <param name="request">The change.</param>
    /// <returns>What <see cref="Apply"/> takes.</returns>
    /// <exception cref="ClawException"><c>InvalidLease</c>, <c>InvalidOutcome</c>, <c>InvalidTaskText</c>, <c>NotesTooLong</c>, <c>SecretInValue</c>, <c>TaskNotNamed</c>, <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public PlannedTaskChange Plan(TaskRequest request) => PlannedTaskChange.From(request, _scopes);

    /// <summary>Makes changes in one commit. A change that can't be made is skipped and says why; the rest are kept.</summary>
    /// <param name="changes">The changes, in order.</param>
    /// <param name="commit">False to find out what would happen and keep nothing.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>
    /// One outcome per change, in their order. A failed one has <c>PlanNotFound</c>, <c>TaskNotFound</c>, <c>TaskAmbiguous</c>, <c>TaskNotReady</c>,
    /// <c>TaskClaimed</c>, <c>TaskDone</c>, <c>TaskNotStarted</c>, <c>TaskLeaseLost</c> or <c>TaskNotVerified</c>.
    /// </returns>
    public IReadOnlyList<TaskOutcome> Apply(IReadOnlyList<PlannedTaskChange> changes, bool commit = true, CancellationToken cancellation = default)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        if (NothingThere(changes) is { } outcomes)
        {
            return outcomes;
        }

        var surroundings = TaskSurroundings.Of(_context, _scopes, changes, cancellation);
        TaskPractice.Before(_context, surroundings, changes);
        return StoreTransaction.Run(_context, commit, transaction => new TaskWriter(transaction, surroundings, cancellation).Write(changes), cancellation);
    }

    /// <summary>Claims a task.</summary>
    /// <param name="request">Which, and for how long.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>The task; null if none was named and none is ready.</returns>
    /// <exception cref="ClawException">Why it could not be claimed.</exception>
    public ClawTask? Start(StartTaskRequest request, CancellationToken cancellation = default) => One(request, commit: true, cancellation);

    /// <summary>Makes a claim last longer.</summary>
    /// <param name="request">Which, and for how long.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>The task.</returns>
    /// <exception cref="ClawException">Why not; <c>TaskLeaseLost</c> if it is not the caller's any more.</exception>
    public ClawTask Renew(RenewTaskRequest request, CancellationToken cancellation = default) => One(request, commit: true, cancellation)!;

    /// <summary>Ends a claim and records how it went.</summary>
    /// <param name="request">Which, and how it went.</param>
    /// <param name="commit">False to find out what would happen and keep nothing.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>The task.</returns>
    /// <exception cref="ClawException">Why not; <c>TaskLeaseLost</c> if it is not the caller's any more.</exception>
    public ClawTask Complete(CompleteTaskRequest request, bool commit = true, CancellationToken cancellation = default) => One(request, commit, cancellation)!;

    /// <summary>The task that would be claimed, without claiming it.</summary>
    /// <param name="request">Where from; a name is not taken.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The task as it stands; null if none is ready.</returns>
    /// <exception cref="ClawException"><c>PlanNotFound</c>, <c>TaskAmbiguous</c>, <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public ClawTask? Next(StartTaskRequest request, CancellationToken cancellation = default)
    {
        PlannedTaskChange change = Plan(request with { Id = null, Reopen = false });
        var surroundings = TaskSurroundings.Of(_context, _scopes, [change], cancellation);
        long now = _context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        using SqliteConnection? connection = StoreConnections.OpenForReading(_context.Store, PlanReader.Schema);
        if (connection is null)
        {
            return change.NotFound([], default) is { } error ? throw error : null;
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, _context.Store, cancellation);
        return snapshot.Look(look =>
        {
            foreach (IReadOnlyList<string> level in change.Places.Levels)
            {
                if (TaskPlaces.Plans(look, level, change.Request.Plan) is { } plans)
                {
                    return TaskFinder.Next(look, plans, now) is { } task ? surroundings.Read(look, task, now) : null;
                }
            }

            return change.NotFound(TaskPlaces.Elsewhere(look, change.Request.Plan), default) is { } error ? throw error : (ClawTask?)null;
        });
    }

    private ClawTask? One(TaskRequest request, bool commit, CancellationToken cancellation)
    {
        TaskOutcome outcome = Apply([Plan(request)], commit, cancellation)[0];
        return outcome.Error is null ? outcome.Task : throw outcome.Error;
    }

    // Without plans there is nothing to change, and no store is to be made to find that out.
    private TaskOutcome[]? NothingThere(IReadOnlyList<PlannedTaskChange> changes)
    {
        using SqliteConnection? connection = StoreConnections.OpenForReading(_context.Store, PlanReader.Schema);
        return connection is not null ? null : [.. changes.Select(change => new TaskOutcome(change.Request, Task: null, change.NotFound([], TaskHolder.Of(_context))))];
    }
}
