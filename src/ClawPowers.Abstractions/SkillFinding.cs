namespace ClawPowers;

/// <summary>Something that an analyzer found in a skill's runs, with what it rests on.</summary>
public record SkillFinding
{
    /// <summary>The skill.</summary>
    public required string Skill { get; init; }

    /// <summary>The analyzer, such as <c>decline</c> or <c>drivers</c>.</summary>
    public required string Analyzer { get; init; }

    /// <summary>What in the skill's runs it is about, such as <c>reviewer=ana</c> or <c>critical</c>; null if the skill as a whole.</summary>
    public string? Subject { get; init; }

    /// <summary>The finding in one sentence, with its figures.</summary>
    public required string Summary { get; init; }

    /// <summary>How much it matters.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>
    /// False for a finding: a claim that was tested and holds up among everything tested in the call. True for a fact: what
    /// the record says, with no claim that it means anything.
    /// </summary>
    public required bool IsFact { get; init; }

    /// <summary>What to do about it; null if there is nothing to do.</summary>
    public string? Recommendation { get; init; }

    /// <summary>The recommendation's number, once it is kept; null otherwise.</summary>
    public long? RecommendationId { get; init; }

    /// <summary>The runs that show it, the newest first, at most 20.</summary>
    public required IReadOnlyList<long> Ids { get; init => field = Indexable.Of(value); }

    /// <summary>How many runs it rests on.</summary>
    public required int N { get; init; }

    /// <summary>How large the effect is, in <see cref="EffectUnit"/>; null for a fact without one.</summary>
    public double? Effect { get; init; }

    /// <summary>What the effect is counted in: <c>points</c> (of a rate, as a fraction of 1), <c>ratio</c>, <c>tau</c> or <c>per run</c>; null without an effect.</summary>
    public string? EffectUnit { get; init; }

    /// <summary>The 95% interval of the effect; null if there is none.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The probability of something at least as extreme if nothing were going on; null for a fact.</summary>
    public double? P { get; init; }

    /// <summary>
    /// <see cref="P"/> adjusted for everything tested in the call (Benjamini–Hochberg) and scaled by the analyzer's share of
    /// the error budget: a finding has at most 0.05. Null for a fact, and for what came of a lesson, which a 99% interval decides.
    /// </summary>
    public double? Q { get; init; }

    /// <summary>Since when it is so, UTC; null where that is no question.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The finding in one sentence.</summary>
    /// <returns><see cref="Summary"/>.</returns>
    public sealed override string ToString() => Summary;
}
