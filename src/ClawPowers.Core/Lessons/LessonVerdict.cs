using System.Globalization;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Lessons;

/// <summary>
/// What the runs since say about a lesson. Asked again with every feedback, a 95% interval would too often be wrong in the
/// end, so the decision takes a 99% one; even that is no guarantee over many looks, and docs/recommendations.md has the figures.
/// </summary>
/// <param name="Finding">The comparison in a sentence.</param>
/// <param name="Proposes">What to propose; null for nothing yet.</param>
internal sealed record LessonVerdict(SkillFinding Finding, RecommendationKind? Proposes)
{
    /// <summary>The name under which the comparison stands among the analyzers.</summary>
    public const string Analyzer = "lessons";

    /// <summary>How many runs since there must be before anything is said.</summary>
    public const int FewestRuns = 10;

    /// <summary>How many runs since there must be to call a lesson harmless.</summary>
    public const int FewestRunsForHarmless = 30;

    /// <summary>How much of the success rate a harmless lesson might cost at most.</summary>
    public const double Margin = 0.10;

    private const double Confidence = 0.99;

    public static LessonVerdict Of(RecommendationRow row, LessonComparison runs)
    {
        RecommendationKind? proposes = Decide(runs, row.State == RecommendationState.Kept, out Interval? interval);
        LessonEffect? effect = runs.ToEffect();
        return new LessonVerdict(
            new SkillFinding
            {
                Skill = row.Skill,
                Analyzer = Analyzer,
                Subject = string.Create(CultureInfo.InvariantCulture, $"recommendation {row.Id}"),
                Summary = Summary(row, runs, effect, interval, proposes),
                Severity = proposes == RecommendationKind.Revert ? FindingSeverity.Warning : FindingSeverity.Info,
                IsFact = proposes is null,
                Recommendation = proposes switch
                {
                    RecommendationKind.Keep => string.Create(CultureInfo.InvariantCulture, $"Keep {What(row)} of recommendation {row.Id}."),
                    RecommendationKind.Revert => string.Create(CultureInfo.InvariantCulture, $"Take {What(row)} of recommendation {row.Id} back."),
                    _ => null,
                },
                Ids = runs.Ids,
                N = runs.RunsBefore + runs.RunsAfter,
                Effect = effect?.Difference,
                EffectUnit = effect?.Difference is null ? null : "points",
                Interval = effect?.Interval,

                // That a lesson is harmless does not rest on a test of whether it makes a difference.
                P = proposes is null || interval is { Low: < 0, High: >= 0 } ? null : FisherExact.Test(
                    runs.SuccessesAfter,
                    runs.RunsAfter - runs.SuccessesAfter,
                    runs.SuccessesBefore,
                    runs.RunsBefore - runs.SuccessesBefore).TwoSided,
            },
            proposes);
    }

    /// <summary>What the runs say.</summary>
    /// <param name="runs">The runs before and since.</param>
    /// <param name="isKept">Whether it was decided before to keep it; then only harm is news.</param>
    /// <param name="interval">The 99% interval of the difference; null with too few runs.</param>
    public static RecommendationKind? Decide(LessonComparison runs, bool isKept, out Interval? interval)
    {
        interval = runs.RunsAfter < FewestRuns ? null : runs.Interval(Confidence);
        return interval switch
        {
            { High: < 0 } => RecommendationKind.Revert,
            _ when isKept => null,
            { Low: >= 0 } => RecommendationKind.Keep,
            { Low: > -Margin } when runs.RunsAfter >= FewestRunsForHarmless => RecommendationKind.Keep,
            _ => null,
        };
    }

    private static string Summary(RecommendationRow row, LessonComparison runs, LessonEffect? effect, Interval? interval, RecommendationKind? proposes)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"{(row.Parameter is null ? "The lesson" : What(row))} of recommendation {row.Id}");
        if (runs.RunsBefore == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{what} can't be judged: there are no runs from before it was approved.");
        }

        if (interval is not { } range)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{what}: {runs.RunsAfter} of the {FewestRuns} runs that are needed to judge it.");
        }

        string verdict = proposes switch
        {
            RecommendationKind.Revert => "did harm",
            RecommendationKind.Keep when range.Low >= 0 => "helped",
            RecommendationKind.Keep => string.Create(CultureInfo.InvariantCulture, $"does not cost {100 * Margin:0} points"),
            _ when row.State == RecommendationState.Kept => "is kept",
            _ => "is not decided yet",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what} {verdict}: {100 * effect!.RateAfter:0}% of {runs.RunsAfter} runs since it was approved succeeded, {100 * effect.RateBefore:0}% of {runs.RunsBefore} before ({100 * effect.Difference:+0;-0;0} points, 99% interval {100 * range.Low:+0;-0;0} to {100 * range.High:+0;-0;0}).");
    }

    private static string What(RecommendationRow row) => row.Parameter is null
        ? "the lesson"
        : string.Create(CultureInfo.InvariantCulture, $"{row.Parameter} = {row.Value}");
}
