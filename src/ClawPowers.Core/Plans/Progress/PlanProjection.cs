using System.Globalization;
using ClawPowers.Core.Feedback;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Plans.Progress;

/// <summary>
/// What is left of a plan, played through: as many workers as there have been take the tasks in the order in which they are given out,
/// and each task needs its estimate times a ratio of earlier ones.
/// </summary>
internal sealed class PlanProjection
{
    private PlanProjection(IReadOnlyList<TaskProgress> tasks, int atOnce)
    {
        Tasks = tasks;
        AtOnce = atOnce;
    }

    /// <summary>The unfinished tasks, in the order of the file.</summary>
    public IReadOnlyList<TaskProgress> Tasks { get; }

    /// <summary>How many run at once.</summary>
    public int AtOnce { get; }

    /// <summary>When each of them begins and ends in the likely case; null if no task has an estimate.</summary>
    public ListSchedule? Likely { get; private set; }

    /// <summary>When all is done that can be, in seconds from now: in the early, the likely and the late case; null where it can't be told.</summary>
    public (double? Early, double? Likely, double? Late) End { get; private set; }

    /// <summary>The work that is left, in seconds; null if no task has an estimate.</summary>
    public double? Remaining { get; private set; }

    /// <summary>Unfinished tasks that can't come to their turn.</summary>
    public IReadOnlyList<TaskProgress> Unprojected { get; private set; } = [];

    /// <summary>What this rests on, in sentences; null if nothing is left.</summary>
    public string? Basis { get; private set; }

    /// <summary>Plays through what is left.</summary>
    /// <param name="tasks">All tasks of the plan, in the order of the file.</param>
    /// <param name="ratios">How far estimates were off.</param>
    public static PlanProjection Of(IReadOnlyList<TaskProgress> tasks, EstimateRatios ratios)
    {
        TaskProgress[] left = [.. tasks.Where(static task => !task.IsSettled)];
        int running = left.Count(static task => task.Task.State == TaskState.Running);
        int atOnce = Math.Max(running, WorkSpan.AtOnce([.. tasks.SelectMany(static task => task.Attempts).Select(static attempt => attempt.Span)]));
        var projection = new PlanProjection(left, atOnce);
        if (left.Length == 0)
        {
            return projection;
        }

        double[] estimates = [.. tasks.Where(static task => task.Task.State != TaskState.Dropped).Select(static task => task.Estimate).OfType<double>()];
        if (estimates.Length == 0)
        {
            projection.Basis = "No task has an estimate, so that no end can be projected.";
            return projection;
        }

        double usual = Quantiles.Of(estimates, 0.5)[0];
        double[] likely = Durations(Forecast.Likely);
        ScheduledTask[] scheduled = Schedule(tasks, left);
        var schedule = ListSchedule.Of(scheduled, likely, atOnce);
        projection.Likely = schedule;
        projection.Remaining = likely.Sum();
        projection.Unprojected = [.. left.Where((_, i) => double.IsNaN(schedule.Ends[i]))];
        if (schedule.End is { } end)
        {
            // By an anomaly of such schedules shorter tasks may end later: the range is one nevertheless.
            projection.End = !ratios.HaveRange ? (null, end, null) : (
                Math.Min(end, ListSchedule.Of(scheduled, Durations(Forecast.Early), atOnce).End!.Value),
                end,
                Math.Max(end, ListSchedule.Of(scheduled, Durations(Forecast.Late), atOnce).End!.Value));
        }

        projection.Basis = string.Join(' ', projection.Sentences(ratios, left.Count(static task => task.Estimate is null), usual));
        return projection;

        double[] Durations(Forecast forecast) => Array.ConvertAll(left, task => ratios.Remaining(task.Estimate ?? usual, task.Spent, forecast));
    }

    private static ScheduledTask[] Schedule(IReadOnlyList<TaskProgress> tasks, TaskProgress[] left)
    {
        Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);
        for (int place = 0; place < left.Length; place++)
        {
            places[left[place].Task.Id] = place;
        }

        HashSet<string> known = tasks.Select(static task => task.Task.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Array.ConvertAll(left, task => new ScheduledTask(
            task.Rank,
            task.Task.State is TaskState.Waiting ? [.. task.Task.Needs.Where(places.ContainsKey).Select(need => places[need])] : [],
            IsRunning: task.Task.State is TaskState.Running,
            IsStuck: task.Task.State is TaskState.Blocked || (task.Task.State is TaskState.Waiting && !task.Task.Needs.All(known.Contains))));
    }

    private IEnumerable<string> Sentences(EstimateRatios ratios, int withoutEstimate, double usual)
    {
        string whose = ratios.AreOwn ? "of this plan" : "of this plan and others";
        string finished = Wording.Count(ratios.Count, "finished task");
        yield return ratios.Count < EstimateRatios.LeastForMedian
            ? $"Tasks are taken to need their estimates, as {finished} {whose} {(ratios.Count == 1 ? "tells" : "tell")} too little."
            : ratios.Range is { } range
            ? $"Tasks are taken to need {Wording.Number(ratios.Typical)} times their estimates ({Wording.Number(range.Low)} to {Wording.Number(range.High)} at 80%), as {finished} {whose} did."
            : $"Tasks are taken to need {Wording.Number(ratios.Typical)} times their estimates, as {finished} {whose} did.";
        if (!ratios.HaveRange)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"A range needs {EstimateRatios.LeastForRange}.");
        }

        yield return AtOnce == 1 ? "One runs at a time, without pauses." : string.Create(CultureInfo.InvariantCulture, $"{AtOnce} run at once, without pauses.");
        if (withoutEstimate > 0)
        {
            yield return $"{Wording.Count(withoutEstimate, "task")} without an estimate {(withoutEstimate == 1 ? "counts" : "count")} as {Wording.Time(usual)}.";
        }

        if (Unprojected.Count > 0)
        {
            yield return $"Not in it, as blocked or waiting for what never comes: {string.Join(", ", Unprojected.Select(static task => task.Task.Id))}.";
        }
    }
}
