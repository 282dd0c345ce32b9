using System.Runtime.InteropServices;
using ClawPowers.Core.Skills.Finding.Language;

namespace ClawPowers.Core.Skills.Finding.Ranking;

/// <summary>A situation in plain words as a vector of weighted features.</summary>
internal sealed class Situation
{
    private readonly Dictionary<string, double> _vector = new(StringComparer.Ordinal);

    /// <summary>Prepares a situation to be compared with the skills of an index.</summary>
    public Situation(string text, SkillIndex index)
    {
        Features = index.Features.Of(text, index.Spelling);
        Dictionary<string, int> times = new(StringComparer.Ordinal);
        foreach (Feature feature in Features)
        {
            ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(times, feature.Key, out _);
            count++;

            // What two words speak of counts four times as much as what one does: they bear each other out. A word said twice is still one.
            double weight = index.Weight(feature);
            _vector[feature.Key] = feature.Kind is FeatureKind.Synonym or FeatureKind.Topic ? weight * count * count : weight;
        }

        Sum = _vector.Values.Sum();
        Length = Math.Sqrt(_vector.Values.Sum(static weight => weight * weight));
        SaysSomething = Features.Exists(static feature => feature.Kind != FeatureKind.Common);
    }

    /// <summary>What it says, in order.</summary>
    public List<Feature> Features { get; }

    /// <summary>How much each feature tells.</summary>
    public IReadOnlyDictionary<string, double> Vector => _vector;

    /// <summary>How much all of it tells.</summary>
    public double Sum { get; }

    /// <summary>The vector's length.</summary>
    public double Length { get; }

    /// <summary>Whether there is more in it than words that hold sentences together.</summary>
    public bool SaysSomething { get; }
}
