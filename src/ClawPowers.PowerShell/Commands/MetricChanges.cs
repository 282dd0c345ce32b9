using ClawPowers.Core;
using ClawPowers.Core.Metrics;

namespace ClawPowers.PowerShell.Commands;

/// <summary>A pipeline's changes to the log of runs.</summary>
/// <param name="command">The command.</param>
/// <param name="context">Which store, from where, and who asks.</param>
internal sealed class MetricChanges(ClawCommand command, ClawContext context)
{
    private readonly MetricLog _log = new(context);
    private PendingChanges<PlannedMetric>? _pending;

    private PendingChanges<PlannedMetric> Pending => _pending ??= new PendingChanges<PlannedMetric>(command, Apply);

    /// <summary>Checks a change, asks whether to make it, and keeps it for the commit.</summary>
    /// <param name="request">The change; says whether the run is to be emitted.</param>
    /// <param name="description">What is done to what, as a clause that begins with the verb.</param>
    public void Collect(MetricRequest request, string description)
    {
        PlannedMetric change = _log.Plan(request);
        Pending.Collect(change, change.Destination is { } destination ? $"{description} ({destination})" : description, request.WantsMetric);
    }

    /// <summary>Makes the changes.</summary>
    /// <param name="isShown">Whether the command emits the runs.</param>
    public void Commit(bool isShown) => Pending.Commit("Storing runs", isShown);

    private IReadOnlyList<ChangeResult> Apply(IReadOnlyList<PlannedMetric> changes, bool commit, CancellationToken stopped) =>
        [.. _log.Apply(changes, commit, stopped).Select(static outcome => new ChangeResult(outcome.Error, outcome.Request.Target, outcome.Metric))];
}
