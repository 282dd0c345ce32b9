using System.Collections.Specialized;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Plans.Graph;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Verification;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>Ends a claim: settles the task or gives it back, lets go those that waited for it, and records the run, all in one commit.</summary>
internal sealed class TaskCompletion(StoreTransaction transaction, TaskSurroundings surroundings, TaskHolder asking, CancellationToken cancellation)
{
    private const string Recovery = """
        SELECT sum(next.claimed_at - lapsed.seen_at) / 1000.0 FROM task_attempt lapsed
        JOIN task_attempt next ON next.task_id = lapsed.task_id AND next.claim = lapsed.claim + 1
        WHERE lapsed.task_id = $task AND lapsed.claim < $claim AND lapsed.ending = 4
          AND lapsed.claim > coalesce((SELECT max(claim) FROM task_attempt WHERE task_id = $task AND claim < $claim AND ending <> 4), 0)
        """;

    /// <summary>Does it for one task.</summary>
    /// <exception cref="ClawException"><c>TaskLeaseLost</c>, <c>TaskDone</c>, <c>TaskNotStarted</c>, <c>TaskNotVerified</c>: nothing was changed.</exception>
    public void Complete(PlannedTaskChange change, CompleteTaskRequest request, TaskRow task)
    {
        TaskClaim.Check(transaction.Connection, task, request.Claim, asking);
        if (request.RequireVerification)
        {
            CheckVerified(task);
        }

        (TaskStatus status, AttemptEnding ending) = change switch
        {
            { BlockedBy: not null } => (TaskStatus.Blocked, AttemptEnding.Blocked),
            { Outcome: SkillOutcome.Success } => (TaskStatus.Done, AttemptEnding.Completed),
            { Outcome: SkillOutcome.Skipped } => (TaskStatus.Dropped, AttemptEnding.Dropped),
            _ => (TaskStatus.Open, AttemptEnding.GivenBack),
        };
        long end = Math.Max(transaction.Now, task.SeenAt);
        double spent = request.Duration?.TotalSeconds ?? (end - task.ClaimedAt) / 1000.0;
        double actual = (task.Actual ?? 0) + spent;
        PlannedMetric run = PlannedMetric.From(Run(change, request, task, status, spent, actual), surroundings.Scopes, transaction.Context);

        transaction.Connection.Execute(
            "UPDATE task SET status = $status, lease_until = NULL, actual = $actual, ended_at = $end, reason = $reason WHERE id = $task",
            ("$task", task.Id),
            ("$status", (long)status),
            ("$actual", actual),
            ("$end", TaskStates.IsSettled(status) ? end : null),
            ("$reason", status == TaskStatus.Dropped ? change.Note : change.BlockedBy));
        MetricOutcome recorded = MetricWriter.Write(transaction, [run], surroundings.Texts, cancellation)[0];
        transaction.Connection.Execute(
            """
            UPDATE task_attempt SET seen_at = $end, ended_at = $end, ending = $ending, rework = $rework, note = coalesce($note, note), metric_id = $metric
            WHERE task_id = $task AND claim = $claim
            """,
            ("$task", task.Id),
            ("$claim", task.Claim),
            ("$end", end),
            ("$ending", (long)ending),
            ("$rework", change.Rework),
            ("$note", change.Note),
            ("$metric", recorded.Metric?.Id));
        if (TaskStates.IsSettled(status))
        {
            TaskReadiness.Settled(transaction, task.Id);
        }
    }

    private void CheckVerified(TaskRow task)
    {
        // What is said when there is none since the claim, the standing can't know: when it was asked for, nobody had looked at the claim.
        if (surroundings.Standing is not { Verdict: not VerificationVerdict.None, StartedAt: { } began } standing || began.ToUnixTimeMilliseconds() < task.ClaimedAt)
        {
            throw TaskErrors.NotVerified(task.Name, task.Plan, $"no full verification of this checkout has begun since it was claimed at {TaskErrors.Moment(task.ClaimedAt)}");
        }

        if (!standing.IsVerified)
        {
            throw TaskErrors.NotVerified(task.Name, task.Plan, standing.Verdict switch
            {
                VerificationVerdict.Failed => "not all gates passed",
                VerificationVerdict.Outdated => "all gates passed, on another content than what is there now",
                VerificationVerdict.Unfinished => "the verification has not come to its end",
                _ => "whether the verification was of what is there now can't be told",
            });
        }
    }

    // What the estimate was good for, only the whole of a task that is done can tell. The texts were checked, or were when the plan was read.
    private AddMetricRequest Run(PlannedTaskChange change, CompleteTaskRequest request, TaskRow task, TaskStatus status, double spent, double actual)
    {
        bool isRework = task.IsReopened || change.Rework is not null;
        var measures = new OrderedDictionary { ["plan"] = task.Plan, ["task"] = task.Name };
        if (status == TaskStatus.Done && task.Estimate is { } estimate)
        {
            measures["estimate"] = Minutes(estimate);
        }

        if (status == TaskStatus.Done)
        {
            measures["actual"] = Minutes(actual);
        }

        measures["tasks_completed"] = status == TaskStatus.Done ? 1L : 0L;
        measures["rework"] = isRework ? 1L : 0L;
        if (change.Rework is { } cause)
        {
            measures["rework_cause"] = cause;
        }

        measures["attempts"] = task.Claim;
        if (transaction.Connection.ReadValue(Recovery, ("$task", task.Id), ("$claim", task.Claim)) is double recovery)
        {
            measures["interruption_recovery_minutes"] = Minutes(recovery);
        }

        return new AddMetricRequest
        {
            Skill = TaskSurroundings.Skill,
            Outcome = change.Outcome,
            Source = request.RequireVerification ? MetricSource.Verified : MetricSource.Self,
            Duration = TimeSpan.FromSeconds(spent),
            Notes = change.Note ?? (change.BlockedBy is { } reason ? "Blocked by " + reason : null),
            Measures = measures,
            Commit = surroundings.Commit,
            Scope = task.Project.Length == 0 ? ClawScope.Global : ClawScope.Project,
            Project = task.Project.Length == 0 ? null : task.Project,
            AllowSecret = true,
            Target = request.Target ?? task.Name,
        };
    }

    private static double Minutes(double seconds) => Math.Round(seconds / 60, 2);
}
