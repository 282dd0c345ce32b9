using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback;

/// <summary>What follows from how often a skill succeeded. Only the interval decides, so that a few lucky runs make no skill healthy.</summary>
internal static class Verdicts
{
    /// <summary>A skill is well if it surely succeeds at least so often.</summary>
    public const double HealthyFrom = 0.7;

    /// <summary>A skill fails if it surely succeeds less often than so.</summary>
    public const double FailingBelow = 0.5;

    // More than this is no plan: the rate is too close to the line.
    private const int MostNeeded = 1_000;

    /// <summary>The verdict, and about how many more runs would settle it.</summary>
    /// <param name="successes">How many runs succeeded.</param>
    /// <param name="runs">How many there were, without skipped ones.</param>
    /// <param name="hasDeclined">Whether a decline was found.</param>
    public static (SkillVerdict Verdict, int? RunsNeeded) Of(int successes, int runs, bool hasDeclined)
    {
        Interval interval = Wilson.Interval(successes, runs);
        return interval.High < FailingBelow ? (SkillVerdict.Failing, null)
            : hasDeclined || interval.High < HealthyFrom ? (SkillVerdict.AtRisk, null)
            : interval.Low >= HealthyFrom ? (SkillVerdict.Healthy, null)
            : (SkillVerdict.NeedMoreData, Wilson.RunsNeeded(successes, runs, HealthyFrom, MostNeeded));
    }
}
