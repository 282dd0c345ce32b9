using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Reports;
using ClawPowers.Core.Metrics;

namespace ClawPowers.Cli.Commands.Metrics;

/// <summary><c>clawpowers metrics summary</c></summary>
internal sealed class MetricsSummaryCommand : MetricsCommand
{
    private static readonly string[] Skill = ["Skill"];
    private static readonly string[] Together = ["None"];

    private readonly Option<string> _measure = new("--measure") { HelpName = "name", Description = "Also the count, sum, mean, median and 95th percentile of a measure; 'duration' is in seconds." };

    private readonly Option<string[]> _groupBy = MetricOptions.Several(
        "--group-by",
        "what",
        "One row per skill (the default), day, outcome, source, agent, sessionid, model, project, or value of a measure. May be given several times; 'none' gives the totals alone.");

    public MetricsSummaryCommand()
        : base("summary", "Print totals, percentages, the average duration, and a row per skill.")
    {
        Options.Add(MetricOptions.Skills);
        Options.Add(MetricOptions.Since);
        Options.Add(_measure);
        Options.Add(_groupBy);
        Options.Add(MetricOptions.Outcomes);
        Options.Add(MetricOptions.Where);
    }

    public override string Details => "The rate is that of successes among the runs that were not skipped, with its 95% interval: where it lies with so many runs.";

    public override int Run(Invocation invocation)
    {
        string[] groupBy = invocation.Texts(_groupBy) ?? Skill;
        SummaryQuery query = Query(invocation);
        var log = new MetricLog(invocation.Context);
        MetricSummary total = log.Summarize(query with { GroupBy = Together }, invocation.Cancellation)[0];
        IReadOnlyList<MetricSummary> groups = groupBy is [var only] && only.Equals(Together[0], StringComparison.OrdinalIgnoreCase)
            ? []
            : log.Summarize(query with { GroupBy = groupBy }, invocation.Cancellation);
        if (invocation.Json)
        {
            SummaryJson.Write(invocation.Out, total, groups);
            return CommandHost.Success;
        }

        if (total.Runs == 0)
        {
            invocation.Shell.Error.WriteLine("No runs found. 'clawpowers metrics record' records one.");
            return CommandHost.Success;
        }

        SummaryText.Total(invocation.Out, total);
        SummaryText.Groups(invocation.Out, groups, string.Join(", ", groupBy).ToLowerInvariant());
        return CommandHost.Success;
    }

    private SummaryQuery Query(Invocation invocation) => new()
    {
        Skills = invocation.Skills,
        Since = invocation.Since,
        Outcomes = invocation.Outcomes,
        Measures = invocation.Conditions,
        Measure = invocation.Text(_measure),
        Scope = invocation.Scope,
        Project = invocation.Project,
    };
}
