using ClawPowers.Core.Skills.Finding.Language;

namespace ClawPowers.Core.Skills.Finding.Ranking;

/// <summary>A skill's text as features: counted over all of it, and passage by passage.</summary>
internal sealed class IndexedSkill
{
    public IndexedSkill(SkillText skill, TextFeatures features, RankingWeights weights)
    {
        Skill = skill;
        List<Passage> passages = [new Passage(PassageKind.Name, skill.Name, features)];
        passages.AddRange(skill.Triggers.Select(text => new Passage(PassageKind.Trigger, text, features)));
        passages.AddRange(Sentences(skill.Description).Select(text => new Passage(PassageKind.Description, text, features)));
        passages.AddRange(skill.Headings.Select(text => new Passage(PassageKind.Heading, text, features)));
        Passages = passages;
        foreach (Passage passage in passages)
        {
            double weight = passage.Kind switch
            {
                PassageKind.Name => weights.Name,
                PassageKind.Trigger => 1,
                PassageKind.Description => weights.Description,
                _ => weights.Heading,
            };
            foreach (Feature feature in passage.Features)
            {
                Counts[feature.Key] = Counts.GetValueOrDefault(feature.Key) + weight;
                Length += feature.Kind == FeatureKind.Word ? weight : 0;
            }
        }
    }

    public SkillText Skill { get; }

    public IReadOnlyList<Passage> Passages { get; }

    /// <summary>How often each feature occurs, weighted by where.</summary>
    public Dictionary<string, double> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of words, weighted by where they stand.</summary>
    public double Length { get; }

    // "Not for answering comments" names what another skill is for.
    private static IEnumerable<string> Sentences(string description) =>
        description.Split(['.', ';', ':', '!', '?', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(static sentence => !sentence.StartsWith("not ", StringComparison.OrdinalIgnoreCase)
                && !sentence.StartsWith("do not use", StringComparison.OrdinalIgnoreCase)
                && !sentence.StartsWith("don't use", StringComparison.OrdinalIgnoreCase));
}
