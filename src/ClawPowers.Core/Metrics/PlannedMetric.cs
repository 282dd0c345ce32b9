using ClawPowers.Core.Scope;

namespace ClawPowers.Core.Metrics;

/// <summary>A request that was checked, with its scope decided and its measures in the form that is kept.</summary>
public sealed class PlannedMetric
{
    internal PlannedMetric(MetricRequest request, string? project) => (Request, Project) = (request, project);

    /// <summary>The request.</summary>
    public MetricRequest Request { get; }

    /// <summary>The scope that it writes to, in words; null for a run that is found by its id.</summary>
    public string? Destination => Project is null ? null : ScopeSelection.Describe(Project);

    /// <summary>The project that it writes to, empty for global; null for a run that is found by its id.</summary>
    internal string? Project { get; }
}
