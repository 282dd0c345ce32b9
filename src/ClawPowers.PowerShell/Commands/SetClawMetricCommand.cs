using System.Globalization;
using System.Management.Automation;
using ClawPowers.Core.Metrics;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Amends runs: what became of them is often known later.</summary>
[Cmdlet(VerbsCommon.Set, "ClawMetric", SupportsShouldProcess = true)]
[OutputType(typeof(SkillMetric))]
public sealed class SetClawMetricCommand : NumberedChangeCommand
{
    private MetricChanges? _changes;

    /// <summary>The runs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NumberOf(NumberedThing.Run)]
    [ArgumentCompleter(typeof(RunCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>How they ended after all.</summary>
    [Parameter(Position = 1)]
    public SkillOutcome? Outcome { get; set; }

    /// <summary>Measures to set, or with nothing behind the sign to take away.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MeasureCompleter))]
    public object[]? Measure { get; set; }

    /// <summary>What is to be noted instead.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Notes { get; set; }

    /// <summary>Who says so.</summary>
    [Parameter]
    public MetricSource? Source { get; set; }

    /// <summary>How long they took.</summary>
    [Parameter]
    [TimeTaken]
    public TimeSpan? Duration { get; set; }

    /// <summary>Stores notes and measures even if they look like a secret.</summary>
    [Parameter]
    public SwitchParameter AllowSecret { get; set; }

    /// <summary>Emits the runs as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (long id in Id)
        {
            ForItem(id, () =>
            {
                var measures = new MeasureArgument();
                measures.Add(Measure);
                var request = new AmendMetricRequest
                {
                    Id = id,
                    Outcome = Outcome,
                    Source = Source,
                    Duration = Duration,
                    Notes = MyInvocation.BoundParameters.ContainsKey(nameof(Notes)) ? Notes ?? string.Empty : null,
                    Measures = measures.Values,
                    AllowSecret = AllowSecret,
                    WantsMetric = PassThru,
                };
                _changes ??= new MetricChanges(this, CreateContext());
                _changes.Collect(request, string.Create(CultureInfo.InvariantCulture, $"Amend the run {id}"));
            });
        }
    }

    /// <inheritdoc/>
    protected override void End() => _changes?.Commit(PassThru);
}
