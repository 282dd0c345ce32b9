using ClawPowers.Core.Errors;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>Whether a claim is still the caller's. Once it has lapsed or passed on it never is again, whatever the clock says later.</summary>
internal static class TaskClaim
{
    /// <summary>Refuses what is not the caller's to renew or complete.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="task">The task, after lapsed claims were ended.</param>
    /// <param name="claim">The claim's number, as the caller knows it; null if the caller does not say.</param>
    /// <param name="asking">Who asks.</param>
    /// <exception cref="ClawException"><c>TaskLeaseLost</c>, <c>TaskDone</c>, <c>TaskNotStarted</c>.</exception>
    public static void Check(SqliteConnection connection, TaskRow task, long? claim, TaskHolder asking)
    {
        bool isRunning = task.Status == TaskStatus.Running;
        if (isRunning && task.Holder.Is(asking) && (claim ?? task.Claim) == task.Claim)
        {
            return;
        }

        Attempt? last = Last(connection, task.Id, claim, asking);
        bool endedByCaller = last is { Ending: not (null or AttemptEnding.Lapsed) } && last.Claim == task.Claim;
        if (isRunning || (last is not null && !endedByCaller) || (last is null && claim is not null))
        {
            throw TaskErrors.LeaseLost(task.Name, task.Plan, WhatBecame(last, claim, task), HowItStands(task, asking), task.Status == TaskStatus.Open);
        }

        throw TaskStates.IsSettled(task.Status)
            ? TaskErrors.IsDone(task.Name, task.Plan, task.Status == TaskStatus.Dropped, task.Reason, task.EndedAt)
            : TaskErrors.NotStarted(task.Name, task.Plan, task.Status == TaskStatus.Blocked ? task.Reason ?? "something" : null);
    }

    private static string WhatBecame(Attempt? last, long? claim, TaskRow task) => last switch
    {
        null when claim is { } number => $"its number {number} is not one of the caller's",
        null => "it is somebody else's",
        { Ending: AttemptEnding.Lapsed } => $"it was not renewed and ended at {TaskErrors.Moment(last.EndedAt ?? last.SeenAt)}",
        { Ending: not null } => $"it was given up at {TaskErrors.Moment(last.EndedAt ?? last.SeenAt)}",
        _ when last.Claim < task.Claim => $"its number {last.Claim} is outdated",
        _ => "it was taken away",
    };

    private static string HowItStands(TaskRow task, TaskHolder asking) => task.Status switch
    {
        TaskStatus.Running => $"{(task.Holder.Is(asking) ? "this same session" : task.Holder)} has it now, by claim {task.Claim}, until {TaskErrors.Moment(task.LeaseUntil ?? 0)}",
        TaskStatus.Done => $"it is done{(task.Claim == 0 ? string.Empty : $" by {task.Holder}")} since {TaskErrors.Moment(task.EndedAt ?? 0)}",
        TaskStatus.Dropped => $"it was dropped{(task.Reason is { } reason ? $" ({reason})" : string.Empty)}",
        TaskStatus.Blocked => $"it is blocked{(task.Reason is { } reason ? $" by {reason}" : string.Empty)}",
        _ => "nobody has it now",
    };

    private static Attempt? Last(SqliteConnection connection, long task, long? claim, TaskHolder asking)
    {
        using SqliteCommand command = connection.Command(
            """
            SELECT claim, seen_at, ended_at, ending FROM task_attempt
            WHERE task_id = $task AND ($claim IS NULL OR claim = $claim) AND session IS $session AND ($session IS NOT NULL OR agent IS $agent)
            ORDER BY claim DESC LIMIT 1
            """,
            ("$task", task),
            ("$claim", claim),
            ("$session", asking.Session),
            ("$agent", asking.Agent));
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read()
            ? new Attempt(reader.GetInt64(0), reader.GetInt64(1), reader.LongOrNull(2), (AttemptEnding?)reader.LongOrNull(3))
            : null;
    }

    private sealed record Attempt(long Claim, long SeenAt, long? EndedAt, AttemptEnding? Ending);
}
