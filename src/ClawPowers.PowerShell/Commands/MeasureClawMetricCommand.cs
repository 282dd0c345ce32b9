using System.Management.Automation;
using ClawPowers.Core.Metrics;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Sums up runs by groups.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ClawMetric")]
[OutputType(typeof(MetricSummary))]
public sealed class MeasureClawMetricCommand : LookupCommand
{
    /// <summary>Skills by name or pattern; all if left out.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SkillCompleter))]
    public string[]? Skill { get; set; }

    /// <summary>What to group by: fields or measures.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GroupingCompleter))]
    public string[]? GroupBy { get; set; }

    /// <summary>The measure to give figures of.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MeasureCompleter))]
    public string? Measure { get; set; }

    /// <summary>What the runs' measures must be.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MeasureCompleter))]
    public string[]? Where { get; set; }

    /// <summary>Only runs that ended so.</summary>
    [Parameter]
    public SkillOutcome[]? Outcome { get; set; }

    /// <summary>Only runs of which these say so.</summary>
    [Parameter]
    public MetricSource[]? Source { get; set; }

    /// <summary>From when on.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Until when.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Until { get; set; }

    /// <summary>The session that recorded them.</summary>
    [Parameter]
    public string? SessionId { get; set; }

    /// <summary>The agent that recorded them.</summary>
    [Parameter]
    public string? Agent { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (MyInvocation.ExpectingInput)
        {
            throw ErrorRecords.InputNotTaken(MyInvocation.MyCommand.Name);
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        var query = new SummaryQuery
        {
            Skills = Skill,
            GroupBy = GroupBy,
            Measure = Measure,
            Measures = Where?.Select(MeasureCondition.Parse).ToArray(),
            Outcomes = Outcome,
            Sources = Source,
            Since = Since,
            Until = Until,
            SessionId = Booking.Given(SessionId),
            Agent = Booking.Given(Agent),
            Scope = Scope,
            Project = Project,
        };
        var log = new MetricLog(CreateContext());
        foreach (MetricSummary summary in WithProgress("Summing up runs", stopped => log.Summarize(query, stopped)))
        {
            Emit(summary);
        }
    }
}
