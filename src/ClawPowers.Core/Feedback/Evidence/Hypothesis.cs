namespace ClawPowers.Core.Feedback.Evidence;

/// <summary>Something that was tested, and what to say if it holds up.</summary>
/// <param name="Family">The family it is controlled in.</param>
/// <param name="P">Its p-value, valid by itself: whatever was chosen inside of it is paid for.</param>
/// <param name="Bound">How small that p-value can get if nothing is going on.</param>
/// <param name="Describe">Puts it into words. Not asked unless it holds up.</param>
internal sealed record Hypothesis(ErrorShare Family, double P, NullBound Bound, Func<Claim> Describe)
{
    /// <summary>The claim, with its figures, at an adjusted p-value within the share.</summary>
    public Claim Claim(double adjusted)
    {
        Claim claim = Describe();
        return claim with { Finding = claim.Finding with { P = P, Q = Family.Q(adjusted), IsFact = false } };
    }
}
