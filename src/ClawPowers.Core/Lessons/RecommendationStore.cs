namespace ClawPowers.Core.Lessons;

/// <summary>What feedback recommends: reading it and deciding on it. Made anew for every command.</summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class RecommendationStore(ClawContext context)
{
    /// <summary>The recommendations that match: open ones first, then in the order of their numbers.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Recommendations; none if there is no store.</returns>
    /// <exception cref="Errors.ClawException"><c>RecommendationNotFound</c>: there is none with a number that was asked for.</exception>
    public IReadOnlyList<SkillRecommendation> Read(RecommendationQuery query, CancellationToken cancellation = default)
    {
        _ = (context, query, cancellation);
        return [];
    }

    /// <summary>Approves recommendations in one commit. One that can't be approved is skipped and says why; the rest are kept.</summary>
    /// <param name="requests">The decisions, in order.</param>
    /// <param name="commit">False to find out what would happen and keep nothing.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>One outcome per decision, in their order, with the errors <c>RecommendationNotFound</c>, <c>RecommendationNotOpen</c>, <c>InvalidLesson</c>, <c>ParameterOutOfBounds</c> and <c>SecretInValue</c>.</returns>
    public IReadOnlyList<RecommendationOutcome> Approve(IReadOnlyList<ApproveRequest> requests, bool commit = true, CancellationToken cancellation = default)
    {
        _ = (context, requests, commit, cancellation);
        return [];
    }

    /// <summary>Denies recommendations in one commit; takes those back that are in force.</summary>
    /// <param name="requests">The decisions, in order.</param>
    /// <param name="commit">False to find out what would happen and keep nothing.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>One outcome per decision, in their order, with the errors <c>RecommendationNotFound</c>, <c>RecommendationNotOpen</c>, <c>InvalidLesson</c> and <c>SecretInValue</c>.</returns>
    public IReadOnlyList<RecommendationOutcome> Deny(IReadOnlyList<DenyRequest> requests, bool commit = true, CancellationToken cancellation = default)
    {
        _ = (context, requests, commit, cancellation);
        return [];
    }
}
