namespace ClawPowers;

/// <summary>How a task of a plan stands.</summary>
public enum TaskState
{
    /// <summary>It needs tasks that are not done.</summary>
    Waiting = 0,

    /// <summary>All that it needs is done, and nobody works on it.</summary>
    Ready = 1,

    /// <summary>Somebody works on it, and the lease lasts.</summary>
    Running = 2,

    /// <summary>It is done.</summary>
    Done = 3,

    /// <summary>It can't go on, for a reason outside of the plan.</summary>
    Blocked = 4,

    /// <summary>It will not be done, and those that need it do without.</summary>
    Dropped = 5,
}

/// <summary>How likely a task goes otherwise than planned, and how much falls with it.</summary>
public enum TaskRisk
{
    /// <summary>Neither likely nor grave.</summary>
    Low = 0,

    /// <summary>Something in between.</summary>
    Medium = 1,

    /// <summary>Likely, and much falls with it: it is to be done as early as can be.</summary>
    High = 2,
}
