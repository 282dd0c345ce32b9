using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Reports;

/// <summary>Figures over runs in lines of at most 80 columns; only a very long name makes its own line longer.</summary>
internal static class SummaryText
{
    // The name and either row of figures make 80.
    private const int NameWidth = 30;
    private static readonly int[] OutcomeWidths = [6, 8, 8, 8, 8, 5, 7];
    private static readonly int[] MeasureWidths = [6, 5, 7, 8, 8, 8, 8];

    /// <summary>All runs together.</summary>
    public static void Total(TextWriter output, MetricSummary total)
    {
        output.WriteLine(Figures.Count(total.Runs, "run", "runs"));
        Outcome("success", total.Successes);
        Outcome("failure", total.Failures);
        Outcome("partial", total.Partials);
        Outcome("skipped", total.Skipped);
        if (total is { Rate: { } rate, Interval: { } interval })
        {
            output.WriteLine($"  success rate      {Figures.Percent(rate)} of {Figures.Count(total.Runs - total.Skipped)} not skipped (95% interval {Figures.Percent(interval)})");
        }

        output.WriteLine($"  average duration  {(total.MeanDuration is { } duration ? Figures.Span(duration) : "unknown")}");
        if (total.Measure is { } measure)
        {
            output.WriteLine($"  {measure}: {Figures.Count(total.Count ?? 0, "number", "numbers")}{Spread(total)}");
        }

        void Outcome(string name, long count) => output.WriteLine($"  {name,-8}{count,8}  {Figures.Percent((double)count / total.Runs),4}");
    }

    /// <summary>A row for every group, by name.</summary>
    public static void Groups(TextWriter output, IReadOnlyList<MetricSummary> groups, string title)
    {
        if (groups.Count == 0)
        {
            return;
        }

        bool measures = groups[0].Measure is not null;
        int width = Math.Clamp(groups.Max(static group => Name(group).Length), Math.Min(title.Length, NameWidth), NameWidth);
        output.WriteLine();
        Row(title, measures ? Columns(MeasureWidths, "runs", "rate", "count", "sum", "mean", "p50", "p95") : Columns(OutcomeWidths, "runs", "success", "failure", "partial", "skipped", "rate", "mean"));
        foreach (MetricSummary group in groups)
        {
            Row(Name(group), measures ? MeasureFigures(group) : OutcomeFigures(group));
        }

        void Row(string name, string figures)
        {
            if (name.Length > width)
            {
                output.WriteLine(name);
                name = string.Empty;
            }

            output.WriteLine(name.PadRight(width) + figures);
        }
    }

    private static string Name(MetricSummary group) => group.Group ?? "(none)";

    private static string OutcomeFigures(MetricSummary group) => Columns(
        OutcomeWidths,
        Figures.Count(group.Runs),
        Figures.Count(group.Successes),
        Figures.Count(group.Failures),
        Figures.Count(group.Partials),
        Figures.Count(group.Skipped),
        Rate(group),
        group.MeanDuration is { } duration ? Figures.Span(duration) : "-");

    private static string MeasureFigures(MetricSummary group) => Columns(
        MeasureWidths,
        Figures.Count(group.Runs),
        Rate(group),
        Figures.Count(group.Count ?? 0),
        Figures.Measure(group.Sum),
        Figures.Measure(group.Mean),
        Figures.Measure(group.P50),
        Figures.Measure(group.P95));

    private static string Columns(int[] widths, params string[] cells) =>
        string.Concat(cells.Select((cell, index) => (" " + cell).PadLeft(widths[index])));

    private static string Rate(MetricSummary group) => group.Rate is { } rate ? Figures.Percent(rate) : "-";

    private static string Spread(MetricSummary total) => total.Count is null or 0
        ? string.Empty
        : $", sum {Figures.Measure(total.Sum)}, mean {Figures.Measure(total.Mean)}, median {Figures.Measure(total.P50)}, p95 {Figures.Measure(total.P95)}";
}
