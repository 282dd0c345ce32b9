using ClawPowers.Core.Skills.Finding.Language;

namespace ClawPowers.Core.Skills.Finding.Ranking;

/// <summary>What skills are about, ready to be compared with a situation. Kept in memory for one command.</summary>
internal sealed class SkillIndex
{
    // Of each feature: in how many skills it is, evenly spread. Ten times in one skill and once in another is little more than one.
    private readonly Dictionary<string, double> _spread = new(StringComparer.Ordinal);

    public SkillIndex(IReadOnlyList<SkillText> skills, Thesaurus thesaurus, RankingWeights weights)
    {
        Weights = weights;
        Features = new TextFeatures(thesaurus);
        Thesaurus = thesaurus;
        Skills = [.. skills.Select(skill => new IndexedSkill(skill, Features, weights))];
        Spread();

        AverageLength = Skills.Count == 0 ? 1 : Math.Max(1, Skills.Average(static skill => skill.Length));
        foreach (Passage passage in Skills.SelectMany(static skill => skill.Passages))
        {
            passage.Weigh(this);
            foreach (Feature feature in passage.Features.Where(static feature => feature.Kind is FeatureKind.Word or FeatureKind.Common))
            {
                Spelling.Learn(feature.Text);
            }
        }

        foreach (string word in thesaurus.Vocabulary)
        {
            Spelling.Learn(word);
        }
    }

    public RankingWeights Weights { get; }

    public TextFeatures Features { get; }

    public Thesaurus Thesaurus { get; }

    /// <summary>The words of the skills and of the thesaurus.</summary>
    public Spelling Spelling { get; } = new();

    public IReadOnlyList<IndexedSkill> Skills { get; }

    /// <summary>The mean length of a skill's text, in weighted words.</summary>
    public double AverageLength { get; }

    /// <summary>How much a feature tells: its rarity among the skills as in BM25, times what its kind is worth.</summary>
    public double Weight(Feature feature)
    {
        double n = Skills.Count + Weights.Background;
        double df = _spread.GetValueOrDefault(feature.Key);
        return Weights.Of(feature.Kind) * Math.Log(1 + ((n - df + 0.5) / (df + 0.5)));
    }

    // The exponential of the entropy of its occurrences over the skills: ln of the sum less the mean of ln, weighted by themselves.
    private void Spread()
    {
        Dictionary<string, (double Sum, double Logs)> sums = new(StringComparer.Ordinal);
        foreach ((string key, double count) in Skills.SelectMany(static skill => skill.Counts))
        {
            (double sum, double logs) = sums.GetValueOrDefault(key);
            sums[key] = (sum + count, logs + (count * Math.Log(count)));
        }

        foreach ((string key, (double sum, double logs)) in sums)
        {
            _spread.Add(key, Math.Exp(Math.Log(sum) - (logs / sum)));
        }
    }
}
