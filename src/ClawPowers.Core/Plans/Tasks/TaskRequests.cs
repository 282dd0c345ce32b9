using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>What is to happen to one task. Several make one commit.</summary>
public abstract record TaskRequest
{
    /// <summary>The task's name in its plan, such as <c>T3</c>; null leaves the choice to the board.</summary>
    public string? Id { get; init; }

    /// <summary>The plan; null looks in all plans of the scope.</summary>
    public string? Plan { get; init; }

    /// <summary>The scope to look in; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to look in, if not that of the location.</summary>
    public string? Project { get; init; }

    /// <summary>Stores notes even if they look like a secret.</summary>
    public bool AllowSecret { get; init; }

    /// <summary>The caller's own object that failures name; the task's name if null.</summary>
    public object? Target { get; init; }
}

/// <summary>Claims a task: the named one, or the first of those that are ready.</summary>
public sealed record StartTaskRequest : TaskRequest
{
    /// <summary>How long the claim lasts, from a second to seven days; half an hour if null.</summary>
    public TimeSpan? LeaseFor { get; init; }

    /// <summary>Takes up a task that is done, blocked or dropped. Of one that is done it is rework.</summary>
    public bool Reopen { get; init; }

    /// <summary>A note for whoever resumes; null for none.</summary>
    public string? Note { get; init; }
}

/// <summary>Makes a claim last longer. Without a name, the one that the session has.</summary>
public sealed record RenewTaskRequest : TaskRequest
{
    /// <summary>How long the claim lasts from now on, from a second to seven days; half an hour if null. A renewal never makes it end sooner.</summary>
    public TimeSpan? LeaseFor { get; init; }

    /// <summary>The claim's number, where several share a session; null for whichever the session has.</summary>
    public long? Claim { get; init; }

    /// <summary>A note for whoever resumes, in the place of the one before; null keeps it.</summary>
    public string? Note { get; init; }
}

/// <summary>Ends a claim, and records how it went. Without a name, the one that the session has.</summary>
public sealed record CompleteTaskRequest : TaskRequest
{
    /// <summary>The claim's number, where several share a session; null for whichever the session has.</summary>
    public long? Claim { get; init; }

    /// <summary>
    /// How it went: done, dropped (<see cref="SkillOutcome.Skipped"/>), or given back so that somebody else can take it. Null for done, and for given
    /// back in part where it is blocked.
    /// </summary>
    public SkillOutcome? Outcome { get; init; }

    /// <summary>The cause, where work had to be done again: slip, spec, change, dependency, or one line of text.</summary>
    public string? Rework { get; init; }

    /// <summary>What is in the way of the task; nobody is given it then until it is taken up again.</summary>
    public string? BlockedBy { get; init; }

    /// <summary>Refuses unless all gates have passed, on what is there now, in a run that began after the claim.</summary>
    public bool RequireVerification { get; init; }

    /// <summary>What is to be noted; null keeps the note of the claim.</summary>
    public string? Notes { get; init; }

    /// <summary>How long the work took, if not the time since the claim.</summary>
    public TimeSpan? Duration { get; init; }
}

/// <summary>What became of a request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Task">The task afterwards; null if the request failed, or nothing was ready.</param>
/// <param name="Error">Why nothing was done for it; null if it was.</param>
public sealed record TaskOutcome(TaskRequest Request, ClawTask? Task, ClawException? Error);
