namespace ClawPowers;

/// <summary>Where a plan stands.</summary>
public enum PlanState
{
    /// <summary>It has no tasks.</summary>
    Empty,

    /// <summary>Tasks are running or ready.</summary>
    Open,

    /// <summary>Tasks are left, and none of them is running or ready.</summary>
    Stuck,

    /// <summary>Every task is done or dropped.</summary>
    Done,
}
