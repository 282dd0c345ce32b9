using System.Globalization;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Reports;

/// <summary>Plans for a person or an agent: a line each, or one with its figures and its chart. ASCII but for what others wrote.</summary>
internal sealed class PlanText(TextWriter output, Shell shell, TimeZoneInfo zone)
{
    private const int LabelWidth = 13;

    private readonly Style _style = new(shell.UsesColor);

    /// <summary>A line for a plan among several.</summary>
    public void Line(ClawPlan plan)
    {
        string[] about =
        [
            Counts(plan),
            .. plan.Velocity is { } velocity ? [$"velocity {Figures.Measure(velocity)}"] : Array.Empty<string>(),
            .. plan.ProjectedEnd is { } end ? [$"likely end {Moment(end)}{Range(plan)}"] : plan.CompletedAt is { } done ? [$"ended {Moment(done)}"] : Array.Empty<string>(),
            .. plan.Scope == ClawScope.Global ? ["global"] : Array.Empty<string>(),
        ];
        output.WriteLine($"{_style.Command(HarmlessText.OfName(plan.Name))}  {State(plan.State)}, {string.Join(", ", about)}");
    }

    /// <summary>A plan with all there is to it.</summary>
    public void Dashboard(ClawPlan plan)
    {
        output.WriteLine($"{_style.Command(HarmlessText.OfName(plan.Name))}: {State(plan.State)}, {Counts(plan)}");
        if (plan.Goal is { } goal)
        {
            Words(goal, indent: 2);
        }

        if (plan.Path is { } path)
        {
            output.WriteLine("  " + HarmlessText.OfName(path));
        }

        Figure("estimate", plan.Estimate is { } estimate ? $"{Figures.Span(estimate)}, spent {Figures.Span(plan.Actual)}{(plan.Remaining is { } left ? $", likely left {Figures.Span(left)}" : string.Empty)}" : $"none, spent {Figures.Span(plan.Actual)}");
        if (plan.Velocity is { } velocity)
        {
            Figure("velocity", Figures.Measure(velocity) + (plan.VelocityInterval is { } interval ? $" ({Figures.Measure(interval.Low)} to {Figures.Measure(interval.High)} at 95%)" : string.Empty) + " of the estimated pace");
        }

        if (plan.CompletedAt is { } completed)
        {
            Figure("ended", Moment(completed));
        }
        else if (plan.ProjectedEnd is { } end)
        {
            Figure("likely end", Moment(end) + Range(plan));
        }

        if (plan.ProjectionBasis is { } basis)
        {
            Words(basis, indent: LabelWidth + 2);
        }

        string label = "ran over";
        foreach (TaskOverrun over in plan.Overruns)
        {
            Figure(label, $"{over.Id} {Figures.Span(over.Actual)} for {Figures.Span(over.Estimate)}{(over.IsOpen ? ", still open" : string.Empty)}: {over.Cause ?? "no cause is on record"}");
            label = string.Empty;
        }

        if (plan.Rework > 0)
        {
            Figure("rework", $"{Figures.Count(plan.Rework, "time", "times")}, {Figures.Span(plan.ReworkTime)}: {string.Join("; ", plan.ReworkCauses.Select(static cause => $"{cause} ({string.Join(", ", cause.Tasks)})"))}");
        }

        if (plan.Interruptions > 0)
        {
            Figure("interrupted", $"{Figures.Count(plan.Interruptions, "time", "times")}, {Figures.Span(plan.Recovery)} until somebody went on");
        }

        if (plan.Gantt is { } gantt)
        {
            output.WriteLine();
            Chart(gantt);
        }
    }

    private void Chart(PlanGantt gantt)
    {
        output.WriteLine(_style.Quiet(gantt.Caption));
        foreach (PlanGanttRow row in gantt.Rows)
        {
            string line = row.ToString();
            output.WriteLine(row.State switch
            {
                TaskState.Done => _style.Good(line),
                TaskState.Blocked => _style.Bad(line),
                TaskState.Dropped => _style.Quiet(line),
                _ => line,
            });
        }
    }

    private static string Counts(ClawPlan plan) => $"{Figures.Count(plan.Done)} of {Figures.Count(plan.Total)} done" + string.Concat(
        from part in ((int Count, string Word)[])[(plan.Running, "running"), (plan.Ready, "ready"), (plan.Waiting, "waiting"), (plan.Blocked, "blocked"), (plan.Dropped, "dropped")]
        where part.Count > 0
        select $", {Figures.Count(part.Count)} {part.Word}");

    private string Range(ClawPlan plan) => plan is { ProjectedEarliest: { } early, ProjectedLatest: { } late }
        ? $" ({Moment(early)} to {Moment(late)} at 80%)"
        : string.Empty;

    private static string State(PlanState state) => JsonOutput.Word(state.ToString());

    private string Moment(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private void Figure(string label, string text)
    {
        output.Write("  " + _style.Quiet(label.PadRight(LabelWidth)));
        WrappedText.Write(output, text, indent: LabelWidth + 2);
    }

    private void Words(string text, int indent)
    {
        output.Write(new string(' ', indent));
        WrappedText.Write(output, text, indent);
    }
}
