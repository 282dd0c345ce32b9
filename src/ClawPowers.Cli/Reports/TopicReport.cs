using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Plans.Progress;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Reports;

/// <summary>What runs and entries say about something that is no skill. It names what it looked at, since there may be more to know.</summary>
internal sealed class TopicReport
{
    private readonly string _title;
    private readonly string _lookedAt;
    private readonly MetricSummary _total;
    private readonly IReadOnlyList<MetricSummary> _skills;
    private readonly (string Pattern, string[] Keys)[] _entries;
    private IReadOnlyList<PlanReport> _plans = [];

    private TopicReport(Invocation invocation, string title, string runs, SummaryQuery query, params string[] patterns)
    {
        query = query with { Since = invocation.Since, Scope = invocation.Scope, Project = invocation.Project };
        var log = new MetricLog(invocation.Context);
        _title = title;
        _lookedAt = $"Looked at {runs}{(query.Since is { } since ? $" since {JsonOutput.Moment(since)}" : string.Empty)}, and at entries whose keys match {string.Join(" or ", patterns)}.";
        _total = log.Summarize(query with { GroupBy = ["None"] }, invocation.Cancellation)[0];
        _skills = log.Summarize(query, invocation.Cancellation);
        _entries = [.. patterns.Select(pattern => (pattern, Keys(invocation, pattern)))];
    }

    /// <summary>A plan: runs that say they belong to it, and what is remembered of it.</summary>
    public static TopicReport OfPlan(Invocation invocation, string plan)
    {
        string name = plan.Trim();
        if (name.Length == 0 || name.AsSpan().ContainsAny('*', '?', '['))
        {
            throw CommandLineErrors.Invalid($"'{plan}' is not possible for --plan. Write the name of one plan, without a pattern.");
        }

        var ofPlan = new MeasureCondition("plan", MeasureComparison.Equal, MeasureText.Value(name));
        return new TopicReport(
            invocation,
            $"plan {name}",
            $"runs whose measure 'plan' is {name}",
            new SummaryQuery { Skills = invocation.Skills, Measures = [ofPlan] },
            $"plan:{name}:*",
            $"execution:{name}:*")
        {
            _plans = Imported(invocation, name),
        };
    }

    public void Write(Invocation invocation, bool json)
    {
        if (json)
        {
            WriteJson(invocation.Out);
        }
        else
        {
            WriteText(invocation.Out);
        }
    }

    // What is known of its tasks, if it was imported; runs and entries come below in any case.
    private static IReadOnlyList<PlanReport> Imported(Invocation invocation, string name)
    {
        try
        {
            return [.. new PlanFeedback(invocation.Context).Reports(name, invocation.Scope, invocation.Project, invocation.Cancellation).Where(static report => report.State is not null)];
        }
        catch (ClawException exception) when (exception.ErrorId == "PlanNotFound")
        {
            return [];
        }
    }

    private void WriteText(TextWriter output)
    {
        foreach (PlanReport plan in _plans)
        {
            PlanReportText.Write(output, plan);
            output.WriteLine();
        }

        WrappedText.Write(output, _lookedAt, indent: 0);
        output.WriteLine();
        if (_total.Runs == 0)
        {
            output.WriteLine("no runs");
        }
        else
        {
            SummaryText.Total(output, _total);
            SummaryText.Groups(output, _skills, "skill");
        }

        foreach ((string pattern, string[] keys) in _entries)
        {
            output.WriteLine();
            output.WriteLine($"{pattern}: {(keys.Length == 0 ? "no entries" : Figures.Count(keys.Length, "entry", "entries"))}");
            foreach (string key in keys)
            {
                output.WriteLine($"  {key}");
            }
        }
    }

    private void WriteJson(TextWriter output) => JsonOutput.WriteObject(output, this, static (writer, report) =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("skills");
        foreach (MetricSummary skill in report._skills)
        {
            writer.WriteStartObject();
            writer.WriteString("skill", skill.Group);
            SummaryJson.Figures(writer, skill);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("topic", report._title);
        writer.WriteString("lookedAt", report._lookedAt);
        writer.WriteStartObject("total");
        SummaryJson.Figures(writer, report._total);
        writer.WriteEndObject();
        writer.WriteStartArray("entries");
        foreach ((string pattern, string[] keys) in report._entries)
        {
            writer.WriteStartObject();
            writer.WriteString("pattern", pattern);
            writer.WriteNumber("count", keys.Length);
            JsonOutput.Texts(writer, "keys", keys);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (report._plans.Count > 0)
        {
            writer.WriteStartArray("plans");
            foreach (PlanReport plan in report._plans)
            {
                PlanJson.Report(writer, plan);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    private static string[] Keys(Invocation invocation, string pattern) =>
        [.. invocation.Store.Read(invocation.Query(KeyPattern.Parse(pattern)), invocation.Cancellation).Select(static entry => entry.Key).Distinct(StringComparer.Ordinal)];
}
