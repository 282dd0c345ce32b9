using System.Text.Json;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Reports;

/// <summary>Feedback as JSON: <c>{"skills":[…]}</c>, a skill on every line. Its first six members are a contract.</summary>
internal static class FeedbackJson
{
    public static void Write(TextWriter output, IReadOnlyList<SkillReport> reports)
    {
        output.Write("{\"skills\":");
        string separator = "[\n";
        foreach (SkillReport report in reports)
        {
            output.Write(separator);
            output.Write(JsonOutput.Text(writer => Report(writer, report)));
            separator = ",\n";
        }

        output.Write(reports.Count == 0 ? "[]}\n" : "\n]}\n");
    }

    /// <summary>A finding or a fact.</summary>
    public static void Finding(Utf8JsonWriter writer, SkillFinding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("analyzer", finding.Analyzer);
        writer.WriteString("summary", finding.Summary);
        writer.WriteString("severity", JsonOutput.Word(finding.Severity.ToString()));
        writer.WriteStartArray("ids");
        foreach (long id in finding.Ids)
        {
            writer.WriteNumberValue(id);
        }

        writer.WriteEndArray();
        writer.WriteNumber("n", finding.N);
        writer.WriteString("subject", finding.Subject);
        JsonOutput.Number(writer, "effect", finding.Effect);
        writer.WriteString("effectUnit", finding.EffectUnit);
        JsonOutput.Interval(writer, "interval", finding.Interval);
        JsonOutput.Number(writer, "p", finding.P);
        JsonOutput.Number(writer, "q", finding.Q);
        JsonOutput.Moment(writer, "since", finding.Since);
        writer.WriteString("recommendation", finding.Recommendation);
        JsonOutput.Number(writer, "recommendationId", finding.RecommendationId);
        writer.WriteEndObject();
    }

    private static void Report(Utf8JsonWriter writer, SkillReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("skill", report.Skill);
        writer.WriteNumber("runs", report.Runs);
        JsonOutput.Number(writer, "rate", report.Rate);
        JsonOutput.Interval(writer, "interval", report.Interval);
        writer.WriteString("verdict", report.Verdict.ToString());
        Findings(writer, "findings", report.Findings);
        Findings(writer, "facts", report.Facts);
        JsonOutput.Texts(writer, "changes", report.Changes);
        JsonOutput.Moment(writer, "comparedWith", report.ComparedWith);
        writer.WriteString("trend", JsonOutput.Word(report.Trend.ToString()));
        JsonOutput.Number(writer, "runsNeeded", report.RunsNeeded);
        writer.WriteNumber("successes", report.Successes);
        writer.WriteNumber("failures", report.Failures);
        writer.WriteNumber("partials", report.Partials);
        writer.WriteNumber("skipped", report.Skipped);
        JsonOutput.Number(writer, "durationP50Seconds", report.DurationP50?.TotalSeconds);
        JsonOutput.Number(writer, "durationP95Seconds", report.DurationP95?.TotalSeconds);
        writer.WriteNumber("timeSpentSeconds", report.TimeSpent.TotalSeconds);
        Sources(writer, report.Sources);
        JsonOutput.Moment(writer, "from", report.From);
        JsonOutput.Moment(writer, "to", report.To);
        writer.WriteEndObject();
    }

    private static void Findings(Utf8JsonWriter writer, string name, IReadOnlyList<SkillFinding> findings)
    {
        writer.WriteStartArray(name);
        foreach (SkillFinding finding in findings)
        {
            Finding(writer, finding);
        }

        writer.WriteEndArray();
    }

    private static void Sources(Utf8JsonWriter writer, IReadOnlyList<SourceRate> sources)
    {
        writer.WriteStartArray("sources");
        foreach (SourceRate source in sources)
        {
            writer.WriteStartObject();
            writer.WriteString("source", JsonOutput.Word(source.Source.ToString()));
            writer.WriteNumber("runs", source.Runs);
            JsonOutput.Number(writer, "rate", source.Rate);
            JsonOutput.Interval(writer, "interval", source.Interval);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
