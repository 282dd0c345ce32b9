using ClawPowers.Core.Errors;
using ClawPowers.Core.Plans.Graph;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>
/// Claims, renews and completes tasks inside a transaction that holds the write lock: what it decides by nobody can change before it has written. The
/// moment of the transaction is that of all of it; where the clock went backwards, no time of an attempt goes with it.
/// </summary>
internal sealed class TaskWriter(StoreTransaction transaction, TaskSurroundings surroundings, CancellationToken cancellation)
{
    private readonly TaskHolder _asking = TaskHolder.Of(transaction.Context);

    /// <summary>Makes the changes in order; one that can't be made is skipped.</summary>
    public IReadOnlyList<TaskOutcome> Write(IReadOnlyList<PlannedTaskChange> changes)
    {
        var outcomes = new TaskOutcome[changes.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            TaskRequest request = changes[i].Request;
            try
            {
                long? task = Find(changes[i]);
                outcomes[i] = new TaskOutcome(request, task is { } id ? Change(changes[i], TaskRow.Read(transaction, id)) : null, Error: null);
            }
            catch (ClawException exception)
            {
                outcomes[i] = new TaskOutcome(request, Task: null, exception);
            }
        }

        return outcomes;
    }

    private long? Find(PlannedTaskChange change)
    {
        TaskRequest request = change.Request;
        bool anyPlan = false;
        foreach (IReadOnlyList<string> level in change.Places.Levels)
        {
            if (TaskPlaces.Plans(transaction.Connection, level, request.Plan) is not { } plans)
            {
                continue;
            }

            anyPlan = true;
            TaskLapses.Settle(transaction, plans);
            long? task = request switch
            {
                { Id: { } name } => TaskFinder.ByName(transaction.Connection, plans, name, request, _asking),
                StartTaskRequest => TaskFinder.Next(transaction.Connection, plans, transaction.Now),
                RenewTaskRequest renew => TaskFinder.Held(transaction.Connection, plans, renew.Claim, _asking),
                _ => TaskFinder.Held(transaction.Connection, plans, ((CompleteTaskRequest)request).Claim, _asking),
            };
            if (task is not null)
            {
                return task;
            }

            if (request.Plan is not null)
            {
                break; // The nearest plan of the name is the one that is meant.
            }
        }

        return change.NotFound(anyPlan ? null : TaskPlaces.Elsewhere(transaction.Connection, request.Plan), _asking) is { } error ? throw error : null;
    }

    private ClawTask Change(PlannedTaskChange change, TaskRow task)
    {
        switch (change.Request)
        {
            case StartTaskRequest start:
                Start(change, start, task);
                break;
            case RenewTaskRequest renew:
                Renew(change, renew, task);
                break;
            case CompleteTaskRequest complete:
                new TaskCompletion(transaction, surroundings, _asking, cancellation).Complete(change, complete, task);
                break;
            default:
                throw new ArgumentException($"There is no way to carry out a {change.Request.GetType().Name}.", nameof(change));
        }

        return Read(task.Id);
    }

    private ClawTask Read(long task) => surroundings.Read(transaction.Connection, task, transaction.Now);

    private void Start(PlannedTaskChange change, StartTaskRequest request, TaskRow task)
    {
        bool isSettled = TaskStates.IsSettled(task.Status);
        if (task.Status == TaskStatus.Running)
        {
            throw TaskErrors.Claimed(task.Name, task.Plan, task.Holder.ToString(), task.Holder.Is(_asking), task.LeaseUntil ?? 0);
        }

        if (isSettled && !request.Reopen)
        {
            throw TaskErrors.IsDone(task.Name, task.Plan, task.Status == TaskStatus.Dropped, task.Reason, task.EndedAt);
        }

        if (task.Status == TaskStatus.Blocked && !request.Reopen)
        {
            throw TaskErrors.IsBlocked(task.Name, task.Plan, task.Reason);
        }

        if (task.Waiting > 0)
        {
            throw TaskErrors.NotReady(task.Name, task.Plan, Read(task.Id).Unmet);
        }

        transaction.Connection.Execute(
            """
            UPDATE task SET status = 1, claim = claim + 1, lease_until = $until, started_at = coalesce(started_at, $now), ended_at = NULL, reason = NULL
            WHERE id = $task
            """,
            ("$task", task.Id),
            ("$now", transaction.Now),
            ("$until", transaction.Now + change.Lease));
        transaction.Connection.Execute(
            """
            INSERT INTO task_attempt (task_id, claim, session, agent, folder, claimed_at, seen_at, reopened, note)
            VALUES ($task, $claim, $session, $agent, $folder, $at, $at, $reopened, $note)
            """,
            ("$task", task.Id),
            ("$claim", task.Claim + 1),
            ("$session", _asking.Session),
            ("$agent", _asking.Agent),
            ("$folder", transaction.Context.WorkingDirectory),
            ("$at", Math.Max(transaction.Now, task.SeenAt)),
            ("$reopened", task.Status == TaskStatus.Done ? 1 : 0),
            ("$note", change.Note));
        if (isSettled)
        {
            TaskReadiness.Unsettled(transaction, task.Id);
        }
    }

    private void Renew(PlannedTaskChange change, RenewTaskRequest request, TaskRow task)
    {
        TaskClaim.Check(transaction.Connection, task, request.Claim, _asking);
        transaction.Connection.Execute(
            "UPDATE task SET lease_until = max(lease_until, $until) WHERE id = $task",
            ("$task", task.Id),
            ("$until", transaction.Now + change.Lease));
        transaction.Connection.Execute(
            "UPDATE task_attempt SET seen_at = max(seen_at, $now), note = coalesce($note, note) WHERE task_id = $task AND claim = $claim",
            ("$task", task.Id),
            ("$claim", task.Claim),
            ("$now", transaction.Now),
            ("$note", change.Note));
    }
}
