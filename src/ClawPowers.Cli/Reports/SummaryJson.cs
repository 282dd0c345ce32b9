using System.Text.Json;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Reports;

/// <summary>Figures over runs as JSON: <c>{"total":{…},"groups":[…]}</c>.</summary>
internal static class SummaryJson
{
    public static void Write(TextWriter output, MetricSummary total, IReadOnlyList<MetricSummary> groups) => JsonOutput.WriteObject(
        output,
        (total, groups),
        static (writer, summaries) =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("total");
            Summary(writer, summaries.total);
            writer.WriteStartArray("groups");
            foreach (MetricSummary group in summaries.groups)
            {
                Summary(writer, group);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    /// <summary>One group of runs.</summary>
    private static void Summary(Utf8JsonWriter writer, MetricSummary summary)
    {
        writer.WriteStartObject();
        writer.WriteString("groupBy", summary.GroupBy);
        writer.WriteString("group", summary.Group);
        Figures(writer, summary);
        writer.WriteString("measure", summary.Measure);
        JsonOutput.Number(writer, "count", summary.Count);
        JsonOutput.Number(writer, "sum", summary.Sum);
        JsonOutput.Number(writer, "mean", summary.Mean);
        JsonOutput.Number(writer, "p50", summary.P50);
        JsonOutput.Number(writer, "p95", summary.P95);
        writer.WriteEndObject();
    }

    /// <summary>The runs, how they ended, and how long they took.</summary>
    public static void Figures(Utf8JsonWriter writer, MetricSummary summary)
    {
        writer.WriteNumber("runs", summary.Runs);
        JsonOutput.Number(writer, "rate", summary.Rate);
        JsonOutput.Interval(writer, "interval", summary.Interval);
        writer.WriteNumber("successes", summary.Successes);
        writer.WriteNumber("failures", summary.Failures);
        writer.WriteNumber("partials", summary.Partials);
        writer.WriteNumber("skipped", summary.Skipped);
        JsonOutput.Number(writer, "meanDurationSeconds", summary.MeanDuration?.TotalSeconds);
    }
}
