using System.Globalization;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which taking, keeping and completing a task can fail, each with its id and its sentence.</summary>
internal static class TaskErrors
{
    public static ClawException NotFound(string id, string? plan, string lookedIn) => new(
        "TaskNotFound",
        ClawErrorKind.NotFound,
        plan is null
            ? $"There is no task '{id}' in the plans {lookedIn}. Get-ClawTask shows which there are."
            : $"There is no task '{id}' in the plan '{plan}'. Get-ClawTask shows which there are.",
        id);

    public static ClawException NothingHeld(string holder, string? plan) => new(
        "TaskNotFound",
        ClawErrorKind.NotFound,
        $"No task{OfPlan(plan)} is claimed by {holder}. Name the task, or claim one with Start-ClawTask.",
        plan);

    public static ClawException Ambiguous(string? id, IEnumerable<string> places) => new(
        "TaskAmbiguous",
        ClawErrorKind.InvalidArgument,
        id is null
            ? $"More than one task may be meant: {string.Join(", ", places)}. Name the task and its plan."
            : $"More than one task '{id}' may be meant: {string.Join(", ", places)}. Name the plan.",
        id);

    public static ClawException PlanAmbiguous(string plan, IEnumerable<string> places) => new(
        "TaskAmbiguous",
        ClawErrorKind.InvalidArgument,
        $"There are several plans '{plan}': in {string.Join(", ", places)}. Say which with a scope or a project.",
        plan);

    public static ClawException NameNeeded(string what) => new(
        "TaskNotNamed",
        ClawErrorKind.InvalidArgument,
        $"It was not said which task is {what}. Name it, such as T3.");

    public static ClawException NotReady(string id, string plan, IReadOnlyList<string> unmet) => new(
        "TaskNotReady",
        ClawErrorKind.Conflict,
        $"The task '{id}' of the plan '{plan}' is not ready: it waits for {Listed(unmet)}. Take one that is ready (Get-ClawTask -Ready), or take the need out of the plan and import it again.",
        id);

    public static ClawException IsBlocked(string id, string plan, string? reason) => new(
        "TaskNotReady",
        ClawErrorKind.Conflict,
        $"The task '{id}' of the plan '{plan}' is blocked{Because(reason)}. When that is out of the way, -Reopen takes it up again.",
        id);

    public static ClawException Claimed(string id, string plan, string holder, bool isOwn, long until) => new(
        "TaskClaimed",
        ClawErrorKind.Conflict,
        isOwn
            ? $"The task '{id}' of the plan '{plan}' is claimed already, by this same session, until {Moment(until)}. Go on with it (-Renew makes the claim last longer), or, if another agent of the session has it, take another."
            : $"The task '{id}' of the plan '{plan}' is claimed by {holder} until {Moment(until)}. Take another, or wait: a claim that is not renewed ends by itself.",
        id);

    public static ClawException IsDone(string id, string plan, bool isDropped, string? reason, long? since) => new(
        "TaskDone",
        ClawErrorKind.Conflict,
        isDropped
            ? $"The task '{id}' of the plan '{plan}' was dropped{Because(reason)}. Start-ClawTask with -Reopen takes it up again."
            : $"The task '{id}' of the plan '{plan}' is done{(since is { } moment ? " since " + Moment(moment) : string.Empty)}. If it turned out not to be, Start-ClawTask with -Reopen takes it up again, as rework.",
        id);

    public static ClawException NotStarted(string id, string plan, string? blockedBy) => new(
        "TaskNotStarted",
        ClawErrorKind.Conflict,
        blockedBy is null
            ? $"The task '{id}' of the plan '{plan}' is nobody's at present. Claim it first with Start-ClawTask. One that is not to be done at all is dropped in the plan file: write 'status: dropped: why' there and import it again."
            : $"The task '{id}' of the plan '{plan}' is nobody's at present: it is blocked by {blockedBy}. When that is out of the way, Start-ClawTask with -Reopen takes it up again.",
        id);

    /// <summary>The claim is not the caller's any more.</summary>
    /// <param name="id">The task.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="what">What became of the claim.</param>
    /// <param name="now">How the task stands now.</param>
    /// <param name="isOpen">Whether it can be claimed again.</param>
    public static ClawException LeaseLost(string id, string plan, string what, string now, bool isOpen) => new(
        "TaskLeaseLost",
        ClawErrorKind.Conflict,
        $"The claim on the task '{id}' of the plan '{plan}' is lost: {what}; {now}. Nothing was changed. {(isOpen ? "Start-ClawTask claims it again." : "See how it stands (Get-ClawTask) before doing more on it, and take another.")}",
        id);

    public static ClawException NotVerified(string id, string plan, string reason) => new(
        "TaskNotVerified",
        ClawErrorKind.Conflict,
        $"The task '{id}' of the plan '{plan}' is not verified: {reason}. Nothing was changed. Run all gates with Invoke-ClawVerification, and complete the task when they have passed.",
        id);

    public static ClawException InvalidLease(TimeSpan lease, TimeSpan shortest, TimeSpan longest) => new(
        "InvalidLease",
        ClawErrorKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"A claim can't last {lease}. Allowed: from {shortest.TotalSeconds:0} second to {longest.TotalDays:0} days, such as 30m or 2h."),
        lease);

    public static ClawException OutcomeContradicted(SkillOutcome outcome) => new(
        "InvalidOutcome",
        ClawErrorKind.InvalidArgument,
        $"A task that is blocked is not '{outcome}'. Say Partial or Failure, or leave the outcome out.",
        outcome);

    public static ClawException InvalidLine(string what, string reason, object? target) => new(
        "InvalidTaskText",
        ClawErrorKind.InvalidArgument,
        $"The {what} can't be kept: {reason}. It is one line of at most 200 characters.",
        target);

    public static ClawException SecretInValue(string what, string rule, object? target) => new(
        "SecretInValue",
        ClawErrorKind.Secret,
        $"The {what} may hold a secret ({rule}), and nothing was changed. Keep secrets in a vault and note where to find them; -AllowSecret insists.",
        target);

    /// <summary>A moment as messages write it.</summary>
    public static string Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime.ToString("u", CultureInfo.InvariantCulture);

    private static string Because(string? reason) => reason is null ? string.Empty : $" ({reason})";

    private static string OfPlan(string? plan) => plan is null ? string.Empty : $" of the plan '{plan}'";

    private static string Listed(IReadOnlyList<string> names)
    {
        const int most = 10;
        return names.Count <= most
            ? string.Join(", ", names)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(most))} and {names.Count - most} more");
    }
}
