using System.Collections.Frozen;

namespace ClawPowers.Core.Skills.Finding.Language;

/// <summary>Finds in a text what it can have in common with others.</summary>
internal sealed class TextFeatures(Thesaurus thesaurus)
{
    private const int MostWords = 400;

    private const int MostStems = 100_000;

    // The same words come again and again; a stem costs more than to look it up.
    private readonly Dictionary<string, string> _stems = new(StringComparer.Ordinal);

    // Words that hold sentences together. "Not", "before", "together", "next" are none: they tell situations apart.
    private static readonly FrozenSet<string> Common = new[]
    {
        "a", "an", "the", "i", "im", "ive", "id", "ill", "me", "my", "mine", "we", "us", "our", "you", "your", "he", "him", "his", "she", "her", "it", "its",
        "they", "them", "their", "this", "that", "these", "those", "there", "here", "is", "are", "was", "were", "be", "been", "being", "am", "do", "does",
        "did", "doing", "have", "has", "had", "having", "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "and", "or", "but", "if", "then",
        "so", "than", "too", "very", "can", "could", "would", "should", "will", "shall", "may", "might", "must", "just", "also", "into", "onto", "about",
        "what", "which", "who", "whom", "whose", "how", "when", "where", "while", "because", "up", "out", "off", "over", "down", "some", "any", "such", "get",
        "got", "go", "going", "want", "need", "let", "lets", "please", "thing", "things", "something", "really", "now", "one", "use", "using", "used", "s", "t",
        "re", "ve", "ll", "much", "many", "more", "most", "like", "way", "only", "still", "even", "own", "make", "take", "has", "someone", "anyone", "everyone",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The features of a text in order, each as often as it occurs.</summary>
    /// <param name="text">Any text; of a long one the beginning.</param>
    /// <param name="spelling">Mends slips; null for a text that is taken as it stands.</param>
    public List<Feature> Of(string text, Spelling? spelling = null)
    {
        List<Word> words = Words.Of(text);
        if (words.Count > MostWords)
        {
            words.RemoveRange(MostWords, words.Count - MostWords);
        }

        spelling?.Mend(words);
        string[] stems = [.. words.Select(word => Stem(word.Text))];
        List<Feature> features = new(words.Count * 3);
        int last = -1;
        for (int i = 0; i < words.Count; i++)
        {
            bool isCommon = Common.Contains(words[i].Text);
            features.Add(new Feature(isCommon ? FeatureKind.Common : FeatureKind.Word, stems[i], words[i].Text));
            if (words[i].Joined is { } joined)
            {
                features.Add(new Feature(FeatureKind.Word, thesaurus.Stem(joined), joined));
            }

            // The pair has the key of the word that it makes when written in one: work tree, worktree.
            if (!isCommon)
            {
                if (last >= 0 && words[i].Joined is null)
                {
                    features.Add(new Feature(FeatureKind.Pair, StemOfPair(stems[last] + stems[i]), $"{words[last].Text} {words[i].Text}"));
                }

                last = i;
            }

            foreach (Sense sense in thesaurus.At(stems, i))
            {
                // A word that holds sentences together means something only within a phrase.
                if (sense.Length > 1 || !isCommon)
                {
                    string said = sense.Length == 1 ? words[i].Text : string.Join(' ', words.Skip(i).Take(sense.Length).Select(static word => word.Text));
                    features.Add(new Feature(sense.IsTopic ? FeatureKind.Topic : FeatureKind.Synonym, sense.Group, said));
                }
            }
        }

        return features;
    }

    private string Stem(string word) => _stems.TryGetValue(word, out string? stem) ? stem : Keep(word, thesaurus.Stem(word));

    private string StemOfPair(string pair)
    {
        // Kept apart from words: an irregular form is one only by itself.
        string key = "+" + pair;
        return _stems.TryGetValue(key, out string? stem) ? stem : Keep(key, Stemmer.Stem(pair));
    }

    private string Keep(string key, string stem)
    {
        if (_stems.Count < MostStems)
        {
            _stems.Add(key, stem);
        }

        return stem;
    }
}
