namespace ClawPowers.Core.Lessons;

/// <summary>A decision on one recommendation. Several make one commit.</summary>
public abstract record RecommendationRequest
{
    /// <summary>The recommendation's number.</summary>
    public required long Id { get; init; }

    /// <summary>Why; kept with the decision. At most 500 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>The caller's own object that failures name; the number if null.</summary>
    public object? Target { get; init; }
}

/// <summary>
/// Puts a recommendation in force. On one that is in force already a new text or value makes a new version; without one
/// there is nothing to approve.
/// </summary>
public sealed record ApproveRequest : RecommendationRequest
{
    /// <summary>The text to use instead of the proposed one, at most 500 characters; null keeps that.</summary>
    public string? Text { get; init; }

    /// <summary>The value to use instead of the proposed one, within the bounds of the skill; null keeps that. For parameters only.</summary>
    public double? Value { get; init; }
}

/// <summary>Turns a proposal down. Takes back what is in force.</summary>
public sealed record DenyRequest : RecommendationRequest;

/// <summary>What became of a decision.</summary>
/// <param name="Request">The decision.</param>
/// <param name="Recommendation">The recommendation afterwards; null if the decision failed.</param>
/// <param name="Error">Why nothing was done for it; null if it was.</param>
public sealed record RecommendationOutcome(RecommendationRequest Request, SkillRecommendation? Recommendation, Errors.ClawException? Error);
