using ClawPowers.Core.Skills.Finding.Language;

namespace ClawPowers.Core.Skills.Finding.Ranking;

/// <summary>
/// The numbers of the ranking. There are few of them, because each could be fitted to the situations at hand; what they do is
/// said in <see cref="SkillRanker"/>.
/// </summary>
internal sealed record RankingWeights
{
    /// <summary>What the program ranks with.</summary>
    public static RankingWeights Default { get; } = new();

    public double Common { get; init; } = 0.3;

    public double Pair { get; init; } = 0.4;

    public double Synonym { get; init; } = 1;

    public double Topic { get; init; } = 1.5;

    public double Name { get; init; } = 1.5;

    public double Description { get; init; } = 1.2;

    public double Heading { get; init; } = 0.2;

    /// <summary>How much a term's repetition counts: the k of BM25.</summary>
    public double Saturation { get; init; } = 6;

    /// <summary>How much long texts are held against a skill: the b of BM25.</summary>
    public double Length { get; init; } = 1;

    /// <summary>How many skills without a term are added to those of the catalogue.</summary>
    public double Background { get; init; } = 10;

    /// <summary>The share of the best passage in the score; the rest is the skill's as a whole.</summary>
    public double Passage { get; init; } = 0.25;

    public double Of(FeatureKind kind) => kind switch
    {
        FeatureKind.Word => 1,
        FeatureKind.Common => Common,
        FeatureKind.Pair => Pair,
        FeatureKind.Synonym => Synonym,
        _ => Topic,
    };
}
