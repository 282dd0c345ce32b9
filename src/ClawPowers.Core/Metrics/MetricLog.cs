using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Metrics;

/// <summary>The log of skills' runs: recording, amending, reading and summing up. Made anew for every command.</summary>
public sealed class MetricLog
{
    private readonly ClawContext _context;
    private readonly ScopeSelection _scopes;

    /// <summary>Prepares access; touches nothing yet.</summary>
    /// <param name="context">Which store, from where, and who asks.</param>
    public MetricLog(ClawContext context)
    {
        _context = context;
        _scopes = new ScopeSelection(context);
    }

    /// <summary>Checks a request and turns it into what will be written, without touching the store.</summary>
    /// <param name="request">The change.</param>
    /// <returns>What <see cref="Apply(IReadOnlyList{PlannedMetric}, bool, CancellationToken)"/> takes.</returns>
    /// <exception cref="ClawException">
    /// <c>InvalidSkillName</c>, <c>InvalidOutcome</c>, <c>InvalidSource</c>, <c>InvalidTimestamp</c>, <c>InvalidDuration</c>, <c>InvalidMeasure</c>,
    /// <c>InvalidMetricField</c>, <c>NotesTooLong</c>, <c>NothingToAmend</c>, <c>SecretInValue</c>, <c>InvalidScope</c>, <c>NotInProject</c>.
    /// </exception>
    public PlannedMetric Plan(MetricRequest request) => PlannedMetric.From(request, _scopes, _context);

    /// <summary>Makes changes in one commit. A change that can't be made is skipped and says why; the rest are kept.</summary>
    /// <param name="changes">The changes, in order.</param>
    /// <param name="commit">False to find out what would happen and keep nothing.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>One outcome per change, in their order; a failed one has <c>MetricNotFound</c> or <c>InvalidMeasure</c>.</returns>
    public IReadOnlyList<MetricOutcome> Apply(IReadOnlyList<PlannedMetric> changes, bool commit = true, CancellationToken cancellation = default)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        if (NothingThere(changes) is { } outcomes)
        {
            return outcomes;
        }

        // Before the lock is taken: files are slow.
        SkillTexts texts = new SkillTexts(_context).Read(changes.Where(static change => change.Request is AddMetricRequest { Timestamp: null, Origin: null }).Select(static change => change.Skill).Distinct(StringComparer.Ordinal));
        MetricPractice.Before(_context, _scopes, texts, changes);
        return StoreTransaction.Run(_context, commit, transaction => MetricWriter.Write(transaction, changes, texts, cancellation), cancellation);
    }

    /// <summary>Checks and makes one change.</summary>
    /// <param name="request">The change.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>The run afterwards; for a removal, the run that was removed.</returns>
    /// <exception cref="ClawException">Why it could not be made.</exception>
    public SkillMetric? Apply(MetricRequest request, CancellationToken cancellation = default)
    {
        MetricOutcome outcome = Apply([Plan(request)], commit: true, cancellation)[0];
        return outcome.Error is null ? outcome.Metric : throw outcome.Error;
    }

    /// <summary>The runs that match, the newest first. Streams one snapshot.</summary>
    /// <param name="query">Which runs.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Runs, none if there is no store; with history, each followed by its earlier versions.</returns>
    /// <exception cref="ClawException"><c>MetricNotFound</c>, after those that were found: a run asked for by its id is not there. <c>InvalidSkillPattern</c>, <c>InvalidPeriod</c>, <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public IEnumerable<SkillMetric> Read(MetricQuery query, CancellationToken cancellation = default) =>
        new MetricReader(_context, _scopes).Read(query, cancellation);

    /// <summary>Figures over groups of runs, in the order of the groups.</summary>
    /// <param name="query">Which runs, and by what.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>One summary per group that has runs; without grouping exactly one.</returns>
    /// <exception cref="ClawException"><c>InvalidGrouping</c>, <c>InvalidMeasure</c>, <c>InvalidSkillPattern</c>, <c>InvalidPeriod</c>, <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public IReadOnlyList<MetricSummary> Summarize(SummaryQuery query, CancellationToken cancellation = default) =>
        MetricSummaries.Read(_context, _scopes, query, cancellation);

    /// <summary>The skills that have runs, in ordinal order.</summary>
    /// <returns>Their names; none if there is no store.</returns>
    public IReadOnlyList<string> Skills() => MetricReader.Skills(_context);

    // What only amends or takes away needs no store to find out that nothing is there, and must not leave one behind.
    private MetricOutcome[]? NothingThere(IReadOnlyList<PlannedMetric> changes)
    {
        if (changes.Any(static change => change.Request is AddMetricRequest))
        {
            return null;
        }

        using SqliteConnection? connection = StoreConnections.OpenForReading(_context.Store, MetricReader.Schema);
        return connection is not null ? null : [.. changes.Select(static change => new MetricOutcome(
            change.Request,
            Metric: null,
            IsDuplicate: false,
            MetricErrors.NotFound(change.Request is AmendMetricRequest amend ? amend.Id : ((RemoveMetricRequest)change.Request).Id)))];
    }
}
