using ClawPowers.Core.Skills.Finding.Language;

namespace ClawPowers.Core.Skills.Finding.Ranking;

/// <summary>Where in a skill a passage stands.</summary>
internal enum PassageKind
{
    /// <summary>The name.</summary>
    Name,

    /// <summary>A situation that leads to it.</summary>
    Trigger,

    /// <summary>A sentence of the description.</summary>
    Description,

    /// <summary>A heading.</summary>
    Heading,
}

/// <summary>A few words of a skill that belong together, as a vector of weighted features.</summary>
internal sealed class Passage(PassageKind kind, string text, TextFeatures features)
{
    private readonly Dictionary<string, double> _vector = new(StringComparer.Ordinal);
    private double _length;

    public PassageKind Kind => kind;

    public string Text => text;

    public List<Feature> Features { get; } = features.Of(text);

    /// <summary>Makes the vector, once it is known how rare each feature is.</summary>
    public void Weigh(SkillIndex index)
    {
        double squares = 0;
        foreach (Feature feature in Features)
        {
            double weight = index.Weight(feature);
            if (_vector.TryAdd(feature.Key, weight))
            {
                squares += weight * weight;
            }
        }

        _length = Math.Sqrt(squares);
    }

    /// <summary>How alike it is to a situation: the cosine of the two vectors, 0 to 1.</summary>
    public double Similarity(IReadOnlyDictionary<string, double> situation, double length)
    {
        if (_length == 0 || length == 0)
        {
            return 0;
        }

        double product = 0;
        foreach ((string key, double weight) in _vector)
        {
            product += weight * situation.GetValueOrDefault(key);
        }

        return Math.Min(1, product / (_length * length));
    }
}
