using ClawPowers.Core.Skills.Finding.Language;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Finding.Ranking;

/// <summary>Says in one line which words of a situation met what in a skill.</summary>
internal static class MatchReason
{
    private const int MostWords = 6;
    private const int MostSynonyms = 2;
    private const int MostTopicWords = 3;
    private const int LongestText = 80;

    /// <summary>The reason; empty if nothing was met.</summary>
    public static string Of(IndexedSkill skill, Situation situation, SkillIndex index)
    {
        List<string> parts = [];
        HashSet<string> said = new(StringComparer.Ordinal);
        Passage best = Nearest(skill, situation);
        Dictionary<string, (Passage Passage, Feature Feature)> places = Places(skill, best);
        Exact(parts, said, best, situation, places);
        Synonyms(parts, said, situation, places);
        Topics(parts, said, situation, places, index.Thesaurus);
        return string.Join("; ", parts);
    }

    // The passage with the most of the situation's own words in the fewest of its own; of equal ones the first.
    private static Passage Nearest(IndexedSkill skill, Situation situation)
    {
        return skill.Passages.MaxBy(Likeness)!;

        double Likeness(Passage passage)
        {
            double shared = 0;
            double all = 0;
            foreach (Feature feature in passage.Features.Where(static feature => feature.Kind is FeatureKind.Word or FeatureKind.Pair))
            {
                shared += situation.Vector.GetValueOrDefault(feature.Key);
                all++;
            }

            return all == 0 ? 0 : shared / Math.Sqrt(all);
        }
    }

    // Where a skill says a feature first; the nearest passage comes before all others.
    private static Dictionary<string, (Passage Passage, Feature Feature)> Places(IndexedSkill skill, Passage best)
    {
        Dictionary<string, (Passage Passage, Feature Feature)> places = new(StringComparer.Ordinal);
        foreach (Passage passage in skill.Passages.Prepend(best))
        {
            foreach (Feature feature in passage.Features)
            {
                places.TryAdd(feature.Key, (passage, feature));
            }
        }

        return places;
    }

    private static void Exact(List<string> parts, HashSet<string> said, Passage best, Situation situation, Dictionary<string, (Passage Passage, Feature Feature)> places)
    {
        List<(Passage Passage, string Text)> met = [];
        foreach (Feature feature in situation.Features.Where(static feature => feature.Kind == FeatureKind.Word))
        {
            if (places.TryGetValue(feature.Key, out (Passage Passage, Feature Feature) place) && said.Add(feature.Text))
            {
                met.Add((place.Passage, feature.Text));
            }
        }

        string[] inBest = [.. met.Where(word => word.Passage == best).Select(static word => word.Text).Take(MostWords)];
        if (inBest.Length > 0)
        {
            parts.Add($"{Quoted(inBest)} in {Where(best)}");
        }

        foreach (IGrouping<PassageKind, string> kind in met.Where(word => word.Passage != best).GroupBy(static word => word.Passage.Kind, static word => word.Text).OrderBy(static kind => kind.Key))
        {
            parts.Add($"{Quoted(kind.Take(MostWords))} in {Plural(kind.Key)}");
        }
    }

    private static void Synonyms(List<string> parts, HashSet<string> said, Situation situation, Dictionary<string, (Passage Passage, Feature Feature)> places)
    {
        int left = MostSynonyms;
        foreach (Feature feature in situation.Features.Where(static feature => feature.Kind == FeatureKind.Synonym))
        {
            if (left > 0 && places.TryGetValue(feature.Key, out (Passage Passage, Feature Feature) place) && place.Feature.Text != feature.Text && said.Add(feature.Text))
            {
                parts.Add($"\"{feature.Text}\" as '{place.Feature.Text}' in {Plural(place.Passage.Kind)}");
                left--;
            }
        }
    }

    // What the words that nothing else explains speak of.
    private static void Topics(List<string> parts, HashSet<string> said, Situation situation, Dictionary<string, (Passage Passage, Feature Feature)> places, Thesaurus thesaurus)
    {
        IGrouping<string, string>? topic = situation.Features
            .Where(feature => feature.Kind == FeatureKind.Topic && places.ContainsKey(feature.Key))
            .GroupBy(static feature => feature.Key, static feature => feature.Text, StringComparer.Ordinal)
            .MaxBy(group => group.Distinct(StringComparer.Ordinal).Count() * situation.Vector[group.Key]);
        string[] words = topic is null ? [] : [.. topic.Distinct(StringComparer.Ordinal).Where(word => parts.Count == 0 || !said.Contains(word)).Take(MostTopicWords)];
        if (words.Length > 0)
        {
            parts.Add($"{Quoted(words)} {(words.Length == 1 ? "speaks" : "speak")} of {thesaurus.Topic(topic!.Key)}");
        }
    }

    private static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(static word => $"\"{word}\""));

    private static string Where(Passage passage) => passage.Kind switch
    {
        PassageKind.Name => "the name",
        PassageKind.Trigger => $"the trigger '{Shorten(passage.Text)}'",
        PassageKind.Heading => $"the heading '{Shorten(passage.Text)}'",
        _ => "the description",
    };

    private static string Plural(PassageKind kind) => kind switch
    {
        PassageKind.Name => "the name",
        PassageKind.Trigger => "other triggers",
        PassageKind.Heading => "headings",
        _ => "the description",
    };

    // A stranger's text, on its way to a screen.
    private static string Shorten(string text)
    {
        string line = VisibleText.OneLine(text);
        return line.Length <= LongestText ? line : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[LongestText - 2]) ? LongestText - 2 : LongestText - 1), "…");
    }
}
