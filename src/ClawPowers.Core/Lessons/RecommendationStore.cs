using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Lessons;

/// <summary>What feedback recommends: reading it and deciding on it. Made anew for every command.</summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class RecommendationStore(ClawContext context)
{
    /// <summary>The recommendations that match: open ones first, then in the order of their numbers.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Recommendations; none if there is no store.</returns>
    /// <exception cref="ClawException"><c>RecommendationNotFound</c>: there is none with a number that was asked for. <c>InvalidSkillPattern</c>, <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public IReadOnlyList<SkillRecommendation> Read(RecommendationQuery query, CancellationToken cancellation = default) =>
        new RecommendationReader(context, new ScopeSelection(context)).Read(query, cancellation);

    /// <summary>Approves recommendations in one commit. One that can't be approved is skipped and says why; the rest are kept.</summary>
    /// <param name="requests">The decisions, in order.</param>
    /// <param name="commit">False to find out what would happen and keep nothing.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>
    /// One outcome per decision, in their order. Errors: <c>RecommendationNotFound</c>; <c>RecommendationNotOpen</c>: it was
    /// decided upon already, perhaps by someone else a moment ago; <c>InvalidLesson</c>, <c>ParameterOutOfBounds</c> and
    /// <c>SecretInValue</c>: the text, value or reason can't be taken.
    /// </returns>
    public IReadOnlyList<RecommendationOutcome> Approve(IReadOnlyList<ApproveRequest> requests, bool commit = true, CancellationToken cancellation = default) =>
        Decide(requests, commit, cancellation);

    /// <summary>Denies recommendations in one commit; takes those back that are in force.</summary>
    /// <param name="requests">The decisions, in order.</param>
    /// <param name="commit">False to find out what would happen and keep nothing.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>
    /// One outcome per decision, in their order. Errors: <c>RecommendationNotFound</c>; <c>RecommendationNotOpen</c>: it was
    /// turned down or taken back already; <c>InvalidLesson</c> and <c>SecretInValue</c>: the reason can't be taken.
    /// </returns>
    public IReadOnlyList<RecommendationOutcome> Deny(IReadOnlyList<DenyRequest> requests, bool commit = true, CancellationToken cancellation = default) =>
        Decide(requests, commit, cancellation);

    private IReadOnlyList<RecommendationOutcome> Decide(IReadOnlyList<RecommendationRequest> requests, bool commit, CancellationToken cancellation) =>
        requests.Count == 0 ? []
        : IsStoreThere() ? StoreTransaction.Run(context, commit, transaction => RecommendationWriter.Write(transaction, requests, cancellation), cancellation)
        : [.. requests.Select(static request => new RecommendationOutcome(request, Recommendation: null, LessonErrors.NotFound(request.Id, request.Target)))];

    // Where there is no store there is nothing to decide on, and none must be left behind by asking.
    private bool IsStoreThere()
    {
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, LessonLedger.Schema);
        return connection is not null;
    }
}
