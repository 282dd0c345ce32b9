using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Metrics;

namespace ClawPowers.Cli.Commands.Metrics;

/// <summary><c>clawpowers metrics show</c></summary>
internal sealed class MetricsShowCommand : MetricsCommand
{
    private const int DefaultLimit = 20;

    private readonly Option<string> _limit = new("--limit") { HelpName = "n", Description = "At most n runs, the latest; 20 if left out." };

    public MetricsShowCommand()
        : base("show", "Print the latest runs as JSON, one on a line, the latest of them last.")
    {
        Options.Add(MetricOptions.Skills);
        Options.Add(_limit);
        Options.Add(MetricOptions.Since);
        Options.Add(MetricOptions.Outcomes);
        Options.Add(MetricOptions.Where);
    }

    public override string Details => "With --json the lines make one array.";

    public override int Run(Invocation invocation)
    {
        var query = new MetricQuery
        {
            Skills = invocation.Skills,
            Outcomes = invocation.Outcomes,
            Since = invocation.Since,
            Measures = invocation.Conditions,
            Scope = invocation.Scope,
            Project = invocation.Project,
            First = invocation.Version(_limit, minimum: 1) ?? DefaultLimit,
        };
        SkillMetric[] runs = [.. new MetricLog(invocation.Context).Read(query, invocation.Cancellation)];
        Array.Reverse(runs);
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, runs, MetricJson.Run);
            return CommandHost.Success;
        }

        foreach (SkillMetric run in runs)
        {
            JsonOutput.WriteObject(invocation.Out, run, MetricJson.Run);
        }

        if (runs.Length == 0)
        {
            invocation.Shell.Error.WriteLine("No runs found. 'clawpowers metrics record' records one.");
        }

        return CommandHost.Success;
    }
}
