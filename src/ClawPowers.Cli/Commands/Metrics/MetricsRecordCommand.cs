using System.CommandLine;
using System.Globalization;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Metrics;

namespace ClawPowers.Cli.Commands.Metrics;

/// <summary><c>clawpowers metrics record</c></summary>
internal sealed class MetricsRecordCommand : MetricsCommand
{
    private readonly Option<string> _skill = new("--skill") { Required = true, HelpName = "name", Description = "The skill that was used." };
    private readonly Option<string> _outcome = new("--outcome") { Required = true, HelpName = "outcome", Description = "How it ended: success, failure, partial or skipped." };
    private readonly Option<string> _duration = new("--duration") { HelpName = "seconds", Description = "How long it took: a number of seconds, or with a unit, such as 12m." };
    private readonly Option<string> _notes = new("--notes") { HelpName = "text", Description = "What is to be noted; '-' reads all of standard input (UTF-8)." };
    private readonly Option<string[]> _measures = MetricOptions.Several("--measure", "name=value", "What was measured: a number, true, false or a short text. May be given several times.");
    private readonly Option<string> _moment = new("--ts") { HelpName = "moment", Description = "When it was, in ISO 8601, such as 2026-11-01T08:30:00Z (local time if it names no zone); now if left out." };
    private readonly Option<string> _source = new("--source") { HelpName = "source", Description = "Who says how it ended: self (the default), verified (a program that checked it) or human." };

    public MetricsRecordCommand()
        : base("record", "Record how one use of a skill went.")
    {
        Options.Add(_skill);
        Options.Add(_outcome);
        Options.Add(_duration);
        Options.Add(_notes);
        Options.Add(_measures);
        Options.Add(_moment);
        Options.Add(_source);
        Options.Add(CommonOptions.SessionId);
        Options.Add(CommonOptions.Agent);
        Options.Add(CommonOptions.AllowSecret);
    }

    public override string Details => "Prints the run's id; with --json the run as 'metrics show' prints it. If anything is wrong, nothing is recorded.";

    public override int Run(Invocation invocation)
    {
        SkillMetric run = new MetricLog(invocation.Context).Apply(Request(invocation), invocation.Cancellation)!;
        if (invocation.Json)
        {
            JsonOutput.WriteObject(invocation.Out, run, MetricJson.Run);
        }
        else
        {
            invocation.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Recorded run {run.Id} of {run.Skill}: {JsonOutput.Word(run.Outcome.ToString())}."));
        }

        return CommandHost.Success;
    }

    // Standard input comes last, so that nobody types notes for a line that is wrong.
    private AddMetricRequest Request(Invocation invocation) => new()
    {
        Skill = SkillName.Normalize(invocation.Text(_skill)),
        Outcome = OptionText.Choice<SkillOutcome>(invocation.Text(_outcome)!, _outcome.Name),
        Source = invocation.Text(_source) is { } source ? OptionText.Choice<MetricSource>(source, _source.Name) : MetricSource.Self,
        Duration = invocation.Text(_duration) is { } duration ? OptionText.Seconds(duration, _duration.Name) : null,
        Timestamp = invocation.Text(_moment) is { } moment ? OptionText.Moment(moment, _moment.Name) : null,
        Measures = OptionText.Measures(invocation.Texts(_measures) ?? [], _measures.Name),
        Scope = invocation.Scope,
        Project = invocation.Project,
        AllowSecret = invocation.Flag(CommonOptions.AllowSecret),
        Notes = invocation.Value(_notes),
    };
}
