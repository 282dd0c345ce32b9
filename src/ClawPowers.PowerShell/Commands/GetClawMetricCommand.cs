using System.Globalization;
using System.Management.Automation;
using ClawPowers.Core.Metrics;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Reads runs, the newest first.</summary>
[Cmdlet(VerbsCommon.Get, "ClawMetric")]
[OutputType(typeof(SkillMetric))]
public sealed class GetClawMetricCommand : LookupCommand
{
    /// <summary>Skills by name or pattern; all if left out.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SkillCompleter))]
    public string[]? Skill { get; set; }

    /// <summary>Runs by their numbers.</summary>
    [Parameter(ValueFromPipeline = true)]
    [NumberOf(NumberedThing.Run)]
    [ArgumentCompleter(typeof(RunCompleter))]
    public long[]? Id { get; set; }

    /// <summary>How they ended.</summary>
    [Parameter]
    public SkillOutcome[]? Outcome { get; set; }

    /// <summary>Who says so.</summary>
    [Parameter]
    public MetricSource[]? Source { get; set; }

    /// <summary>What their measures must be.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MeasureCompleter))]
    public string[]? Measure { get; set; }

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

    /// <summary>The most runs wanted.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? First { get; set; }

    /// <summary>Emits after each run what it said before it was amended.</summary>
    [Parameter]
    public SwitchParameter History { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForItem(target: null, () =>
    {
        var query = new MetricQuery
        {
            Skills = Skill,
            Ids = Id,
            Outcomes = Outcome,
            Sources = Source,
            Measures = Measure?.Select(MeasureCondition.Parse).ToArray(),
            Since = Since,
            Until = Until,
            SessionId = Booking.Given(SessionId),
            Agent = Booking.Given(Agent),
            Scope = Scope,
            Project = Project,
            First = First,
            WithHistory = History,
        };
        bool any = false;
        foreach (SkillMetric metric in new MetricLog(CreateContext()).Read(query, Stopped))
        {
            any = true;
            Emit(metric);
        }

        if (!any && Skill is [string name] && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
        {
            WriteWarning($"No run of a skill named '{name}' was found. The run with the number {id}: Get-ClawMetric -Id {id}");
        }
    });
}
