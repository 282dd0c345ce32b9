using System.Globalization;
using System.Management.Automation;
using ClawPowers.Core.Metrics;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Removes runs, with their history.</summary>
[Cmdlet(VerbsCommon.Remove, "ClawMetric", SupportsShouldProcess = true)]
[OutputType(typeof(SkillMetric))]
public sealed class RemoveClawMetricCommand : NumberedChangeCommand
{
    private readonly HashSet<long> _collected = [];
    private MetricChanges? _changes;

    /// <summary>The runs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NumberOf(NumberedThing.Run)]
    [ArgumentCompleter(typeof(RunCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>Emits the runs that were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        // With its history a run comes several times; what is removed once is not missed the second time.
        foreach (long id in Id.Where(_collected.Add))
        {
            ForItem(id, () =>
            {
                _changes ??= new MetricChanges(this, CreateContext());
                _changes.Collect(
                    new RemoveMetricRequest { Id = id, WantsMetric = PassThru },
                    string.Create(CultureInfo.InvariantCulture, $"Remove the run {id} with its history"));
            });
        }
    }

    /// <inheritdoc/>
    protected override void End() => _changes?.Commit(PassThru);
}
