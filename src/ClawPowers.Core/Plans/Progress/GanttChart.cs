using System.Globalization;
using System.Text;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.State;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Plans.Progress;

/// <summary>Draws the tasks of a plan over time.</summary>
internal static class GanttChart
{
    /// <summary>How many columns a bar has: with a short id and a state in front, a title of 30 characters fits a line of 80.</summary>
    public const int Columns = 33;

    private const char Worked = '=';
    private const char Projected = '-';
    private const char Now = '|';
    private const char Pause = ':';

    /// <summary>The chart; null if no task was begun and none is projected.</summary>
    /// <param name="tasks">All tasks, in the order of the file.</param>
    /// <param name="projection">What is left of them.</param>
    /// <param name="now">The present moment, in UTC milliseconds.</param>
    /// <param name="zone">In which time zone people read it.</param>
    public static PlanGantt? Of(IReadOnlyList<TaskProgress> tasks, PlanProjection projection, long now, TimeZoneInfo zone)
    {
        Dictionary<string, WorkSpan> ahead = Ahead(projection, now);
        if (TimeAxis.Of(tasks.SelectMany(static task => Behind(task)), now, ahead.Count == 0 ? null : ahead.Values.Max(static span => span.To), Columns) is not { } axis)
        {
            return null;
        }

        int width = tasks.Max(static task => DisplayWidth.Of(VisibleText.OneLine(task.Task.Id)));
        int states = tasks.Max(static task => State(task).Length);
        PlanGanttRow[] rows =
        [
            .. from task in tasks
               let start = Behind(task).Select(static span => (long?)span.From).Min() ?? (ahead.TryGetValue(task.Task.Id, out WorkSpan next) ? next.From : null)
               orderby start ?? long.MaxValue
               select Row(task, start, ahead.TryGetValue(task.Task.Id, out WorkSpan span) ? span : null, axis, DisplayWidth.Pad(VisibleText.OneLine(task.Task.Id), width) + "  " + State(task).PadRight(states)),
        ];
        return new PlanGantt
        {
            Caption = Caption(axis, zone, rows),
            Start = StoredEntry.Moment(axis.Start),
            End = StoredEntry.Moment(axis.End),
            Rows = rows,
        };
    }

    private static PlanGanttRow Row(TaskProgress task, long? start, WorkSpan? ahead, TimeAxis axis, string label)
    {
        char[] bar = new char[Columns];
        Array.Fill(bar, ' ');
        foreach (int pause in axis.Pauses)
        {
            bar[pause] = Pause;
        }

        if (axis.NowColumn is { } now)
        {
            bar[now] = Now;
        }

        long? end = ahead?.To;
        foreach (WorkSpan span in Behind(task))
        {
            Draw(axis.Behind(span), Worked);
            end = Math.Max(end ?? span.To, span.To);
        }

        if (ahead is { } rest)
        {
            Draw(axis.Ahead(rest), Projected);
        }

        return new PlanGanttRow
        {
            Id = task.Task.Id,
            Label = label,
            State = task.Task.State,
            Bar = new string(bar),
            Title = VisibleText.OneLine(task.Task.Title),
            Start = StoredEntry.Moment(start),
            End = StoredEntry.Moment(end),
        };

        void Draw((int First, int After) columns, char sign) => bar.AsSpan(columns.First, columns.After - columns.First).Fill(sign);
    }

    // A task that is recorded as done without a claim of its own has its two moments.
    private static IEnumerable<WorkSpan> Behind(TaskProgress task) => task.Attempts.Count > 0
        ? task.Attempts.Select(static attempt => attempt.Span)
        : task.Task is { StartedAt: { } start, CompletedAt: { } end } && end >= start ? [new WorkSpan(start.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds())] : [];

    private static Dictionary<string, WorkSpan> Ahead(PlanProjection projection, long now)
    {
        Dictionary<string, WorkSpan> ahead = new(StringComparer.Ordinal);
        for (int i = 0; projection.Likely is { } schedule && i < projection.Tasks.Count; i++)
        {
            if (!double.IsNaN(schedule.Ends[i]))
            {
                ahead[projection.Tasks[i].Task.Id] = new WorkSpan(now + Milliseconds(schedule.Starts[i]), now + Milliseconds(schedule.Ends[i]));
            }
        }

        return ahead;
    }

    private static long Milliseconds(double seconds) => (long)Math.Min(Math.Round(seconds * 1000), Duration.Maximum.TotalMilliseconds);

    private static string Caption(TimeAxis axis, TimeZoneInfo zone, PlanGanttRow[] rows)
    {
        DateTimeOffset start = TimeZoneInfo.ConvertTime(StoredEntry.Moment(axis.Start), zone);
        DateTimeOffset end = TimeZoneInfo.ConvertTime(StoredEntry.Moment(axis.End), zone);
        var caption = new StringBuilder(start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        caption.Append(" to ").Append(end.ToString(end.Date == start.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        string drawn = string.Concat(rows.Select(static row => row.Bar));
        char separator = ';';
        foreach ((char sign, string meaning) in ((char, string)[])[(Worked, "worked"), (Now, "now"), (Projected, "projected"), (Pause, "pause")])
        {
            if (drawn.Contains(sign, StringComparison.Ordinal))
            {
                caption.Append(separator).Append(' ').Append(sign).Append(' ').Append(meaning);
                separator = ',';
            }
        }

        return caption.ToString();
    }

    private static string State(TaskProgress task) => task.Task.State.ToString().ToLowerInvariant();
}
