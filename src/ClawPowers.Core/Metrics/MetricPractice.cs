using System.Collections;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Metrics;

/// <summary>Makes changes like those that are planned to a run of its own; see <see cref="Practice"/>.</summary>
internal static class MetricPractice
{
    public static void Before(ClawContext context, ScopeSelection scopes, SkillTexts texts, IReadOnlyList<PlannedMetric> changes) => Practice.Before(
        context,
        changes,
        static change => change.Request.GetType(),
        (transaction, change) => MetricWriter.Write(
            transaction,
            [.. Like(change.Request).Select(request => PlannedMetric.From(request, scopes, transaction.Context))],
            texts,
            CancellationToken.None));

    // The first run of the empty store is number 1.
    internal static MetricRequest[] Like(MetricRequest request)
    {
        var measures = new Hashtable { ["practice"] = 1 };
        var run = request as AddMetricRequest;
        AddMetricRequest add = new()
        {
            Skill = run?.Skill ?? "practice",
            Outcome = SkillOutcome.Success,
            Measures = measures,
            Scope = run is null ? ClawScope.Global : run.Scope,
            Project = run?.Project,
            WantsMetric = request.WantsMetric,
        };
        return request switch
        {
            AmendMetricRequest => [add, new AmendMetricRequest { Id = 1, Measures = measures, WantsMetric = request.WantsMetric }],
            RemoveMetricRequest => [add, new RemoveMetricRequest { Id = 1, WantsMetric = request.WantsMetric }],
            _ => [add],
        };
    }
}
