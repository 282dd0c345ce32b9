namespace ClawPowers.Core.Plans;

/// <summary>How a task stands as it is stored. Whether an open one waits or is ready follows from what it needs, and whether a running one still runs from its lease.</summary>
internal enum TaskStatus
{
    Open = 0,
    Running = 1,
    Done = 2,
    Blocked = 3,
    Dropped = 4,
}

/// <summary>What users see of it.</summary>
internal static class TaskStates
{
    /// <summary>The state at a moment.</summary>
    /// <param name="status">What is stored.</param>
    /// <param name="waiting">How many of its needs are not settled.</param>
    /// <param name="leaseUntil">The end of the lease in UTC milliseconds.</param>
    /// <param name="now">The moment in UTC milliseconds.</param>
    public static TaskState Of(TaskStatus status, long waiting, long? leaseUntil, long now) => status switch
    {
        TaskStatus.Done => TaskState.Done,
        TaskStatus.Dropped => TaskState.Dropped,
        TaskStatus.Blocked => TaskState.Blocked,
        TaskStatus.Running when leaseUntil > now => TaskState.Running,
        _ => waiting > 0 ? TaskState.Waiting : TaskState.Ready,
    };

    /// <summary>Whether those that need a task need not wait for it any more.</summary>
    public static bool IsSettled(TaskStatus status) => status is TaskStatus.Done or TaskStatus.Dropped;
}
