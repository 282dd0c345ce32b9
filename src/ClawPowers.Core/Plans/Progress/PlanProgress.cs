using ClawPowers.Core.Feedback;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.State;
using ClawPowers.Core.Statistics;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Plans.Progress;

/// <summary>What the tasks of a plan and the work on them add up to.</summary>
internal static class PlanProgress
{
    /// <summary>A task ran over if it took more than this times its estimate.</summary>
    public const double Tolerance = 1.1;

    private const string UnknownCause = "unknown";

    /// <summary>The plan with all its figures.</summary>
    /// <param name="plan">What it is, with figures that don't matter.</param>
    /// <param name="tasks">Its tasks, in the order of the file.</param>
    /// <param name="others">Actual over estimate of finished tasks of other plans.</param>
    /// <param name="now">The present moment, in UTC milliseconds.</param>
    /// <param name="zone">In which time zone people read it.</param>
    public static ClawPlan Of(PlanHead plan, IReadOnlyList<TaskProgress> tasks, IReadOnlyCollection<double> others, long now, TimeZoneInfo zone)
    {
        double[] ratios = [.. tasks.Select(static task => task.Ratio).OfType<double>()];
        var projection = PlanProjection.Of(tasks, EstimateRatios.Of(ratios, others));
        (double Median, Interval? Interval)? velocity = ratios.Length == 0 ? null : MedianInterval.Of(Array.ConvertAll(ratios, static ratio => 1 / ratio));
        double[] estimates = [.. tasks.Where(static task => task.Task.State != TaskState.Dropped).Select(static task => task.Estimate).OfType<double>()];
        (string Task, TaskAttempt Attempt)[] reworks = [.. tasks.SelectMany(static task => task.Attempts.Where(static attempt => attempt.IsRework).Select(attempt => (task.Task.Id, attempt)))];
        (int interruptions, long recovery) = Interrupted(tasks);
        PlanState state = State(tasks);
        return new ClawPlan
        {
            Name = plan.Name,
            Goal = plan.Goal,
            DoneWhen = plan.DoneWhen,
            Path = plan.Path,
            Project = plan.Project,
            Scope = plan.Scope,
            State = state,
            Total = tasks.Count,
            Done = Count(TaskState.Done),
            Running = Count(TaskState.Running),
            Ready = Count(TaskState.Ready),
            Waiting = Count(TaskState.Waiting),
            Blocked = Count(TaskState.Blocked),
            Dropped = Count(TaskState.Dropped),
            Estimate = estimates.Length == 0 ? null : StoredMetric.Duration(estimates.Sum()),
            Actual = StoredMetric.Duration(tasks.Sum(static task => task.Spent)),
            Velocity = velocity?.Median,
            VelocityInterval = velocity?.Interval,
            Remaining = projection.Remaining is { } remaining ? StoredMetric.Duration(remaining) : null,
            AtOnce = projection.AtOnce,
            ProjectedEnd = Moment(projection.End.Likely),
            ProjectedEarliest = Moment(projection.End.Early),
            ProjectedLatest = Moment(projection.End.Late),
            ProjectionBasis = projection.Basis,
            Unprojected = [.. projection.Unprojected.Select(static task => task.Task.Id)],
            Overruns = [.. tasks.Where(RanOver).OrderByDescending(static task => task.Spent - task.Estimate).Select(Overrun)],
            Rework = reworks.Length,
            ReworkTime = StoredMetric.Duration(reworks.Sum(static rework => rework.Attempt.Span.Length / 1000.0)),
            ReworkCauses = Causes(reworks),
            Interruptions = interruptions,
            Recovery = StoredMetric.Duration(recovery / 1000.0),
            CreatedAt = StoredEntry.Moment(plan.CreatedAt),
            UpdatedAt = StoredEntry.Moment(plan.UpdatedAt),
            StartedAt = tasks.Min(static task => task.Task.StartedAt),
            CompletedAt = state == PlanState.Done ? tasks.Max(static task => task.Task.CompletedAt) : null,
            Tasks = [.. tasks.Select(static task => task.Task)],
            Gantt = GanttChart.Of(tasks, projection, now, zone),
        };

        int Count(TaskState wanted) => tasks.Count(task => task.Task.State == wanted);

        DateTimeOffset? Moment(double? seconds) => seconds is { } known ? StoredEntry.Moment(now) + StoredMetric.Duration(Math.Min(known, Duration.Maximum.TotalSeconds)) : null;
    }

    private static PlanState State(IReadOnlyList<TaskProgress> tasks) =>
        tasks.Count == 0 ? PlanState.Empty
        : tasks.All(static task => task.IsSettled) ? PlanState.Done
        : tasks.Any(static task => task.Task.State is TaskState.Running or TaskState.Ready) ? PlanState.Open
        : PlanState.Stuck;

    private static bool RanOver(TaskProgress task) => task.Task.State != TaskState.Dropped && task.Spent > task.Estimate * Tolerance;

    private static TaskOverrun Overrun(TaskProgress task) => new()
    {
        Id = task.Task.Id,
        Title = task.Task.Title,
        Estimate = task.Task.Estimate!.Value,
        Actual = StoredMetric.Duration(task.Spent),
        Ratio = task.Spent / task.Estimate!.Value,
        IsOpen = !task.IsSettled,
        Cause = string.Join("; ", CauseOf(task)) is { Length: > 0 } cause ? cause : null,
    };

    private static IEnumerable<string> CauseOf(TaskProgress task)
    {
        string[] reworks = [.. task.Attempts.Where(static attempt => attempt.IsRework).Select(static attempt => attempt.Cause ?? UnknownCause).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (reworks.Length > 0)
        {
            yield return "rework: " + string.Join(", ", reworks);
        }

        int lapsed = task.Attempts.Count(static attempt => attempt.HasLapsed);
        if (lapsed > 0)
        {
            yield return lapsed == 1 ? "interrupted" : $"interrupted {Wording.Count(lapsed, "time")}";
        }

        int back = task.Attempts.Count(static attempt => attempt.IsGivenBack);
        if (back > 0)
        {
            yield return back == 1 ? "given back" : $"given back {Wording.Count(back, "time")}";
        }

        if (task.Task.BlockedBy is { Length: > 0 } blocked)
        {
            yield return "blocked: " + blocked;
        }

        if (task.Task.Note is { Length: > 0 } note)
        {
            yield return note;
        }
    }

    private static ReworkCause[] Causes((string Task, TaskAttempt Attempt)[] reworks) =>
    [
        .. from rework in reworks
           group rework by rework.Attempt.Cause ?? UnknownCause into cause
           orderby cause.Count() descending, cause.Key
           select new ReworkCause
           {
               Cause = cause.Key,
               Count = cause.Count(),
               Time = StoredMetric.Duration(cause.Sum(static rework => rework.Attempt.Span.Length / 1000.0)),
               Tasks = [.. cause.Select(static rework => rework.Task).Distinct(StringComparer.Ordinal)],
           },
    ];

    private static (int Count, long Recovery) Interrupted(IReadOnlyList<TaskProgress> tasks)
    {
        int count = 0;
        long recovery = 0;
        foreach (IReadOnlyList<TaskAttempt> attempts in tasks.Select(static task => task.Attempts))
        {
            for (int i = 0; i < attempts.Count; i++)
            {
                if (attempts[i].HasLapsed)
                {
                    count++;
                    recovery += i + 1 < attempts.Count ? Math.Max(0, attempts[i + 1].Span.From - attempts[i].Span.To) : 0;
                }
            }
        }

        return (count, recovery);
    }
}
