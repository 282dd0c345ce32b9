using ClawPowers.Core.Metrics;
using ClawPowers.Core.Skills.Finding.Language;
using ClawPowers.Core.Skills.Finding.Ranking;

namespace ClawPowers.Core.Skills.Finding.Learning;

/// <summary>
/// What the log of runs says about a situation: which skills were used in one like it, and how that went. Runs say what
/// situation they were in with the measure <c>situation</c>; where they don't, their note stands for it, at half its weight.
/// </summary>
internal static class PastRuns
{
    // Below, two situations have words in common; from here on they are nearly the same one.
    private const double LeastLikeness = 0.5;

    private const double OfNote = 0.5;

    /// <summary>The experience with each skill that was used in a situation like this one.</summary>
    /// <param name="runs">The runs to look at.</param>
    /// <param name="situation">The situation.</param>
    /// <param name="index">By which rarity is measured.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static Dictionary<string, Experience> With(IEnumerable<PastSituation> runs, Situation situation, SkillIndex index, CancellationToken cancellation)
    {
        Dictionary<string, Experience> experience = new(StringComparer.Ordinal);
        if (!situation.SaysSomething)
        {
            return experience;
        }

        // The same task comes back in the same words.
        Dictionary<string, double> known = new(StringComparer.Ordinal);
        Dictionary<string, double> here = Vector(situation.Features, index);
        foreach (PastSituation run in runs)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!known.TryGetValue(run.Text, out double likeness))
            {
                known.Add(run.Text, likeness = Cosine(here, Vector(index.Features.Of(run.Text), index)));
            }

            if (likeness >= LeastLikeness)
            {
                if (!experience.TryGetValue(run.Skill, out Experience? skill))
                {
                    experience.Add(run.Skill, skill = new Experience());
                }

                skill.Add(run.Outcome, run.IsNote ? likeness * OfNote : likeness);
            }
        }

        return experience;
    }

    // Without topics: two situations that speak of the same matter are not the same situation.
    private static Dictionary<string, double> Vector(List<Feature> features, SkillIndex index)
    {
        Dictionary<string, double> vector = new(StringComparer.Ordinal);
        foreach (Feature feature in features)
        {
            if (feature.Kind != FeatureKind.Topic)
            {
                vector[feature.Key] = index.Weight(feature);
            }
        }

        return vector;
    }

    private static double Cosine(Dictionary<string, double> left, Dictionary<string, double> right)
    {
        double product = right.Sum(feature => feature.Value * left.GetValueOrDefault(feature.Key));
        double lengths = Math.Sqrt(Squares(left) * Squares(right));
        return lengths == 0 ? 0 : Math.Min(1, product / lengths);

        static double Squares(Dictionary<string, double> vector) => vector.Values.Sum(static weight => weight * weight);
    }
}
