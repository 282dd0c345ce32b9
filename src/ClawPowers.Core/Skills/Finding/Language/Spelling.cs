using ClawPowers.Core.Text;

namespace ClawPowers.Core.Skills.Finding.Language;

/// <summary>
/// Takes a word that nobody knows for the known one that it was probably meant to be. Short words are too close to each other
/// for that: of up to five letters only two that stand the wrong way round are forgiven, from six on one slip, from nine on two.
/// </summary>
internal sealed class Spelling
{
    // Each unknown word is compared with every known one of about its length; a long text is not all slips.
    private const int MostCorrections = 24;

    private readonly Dictionary<(char First, int Length), List<string>> _known = [];
    private readonly HashSet<string> _all = new(StringComparer.Ordinal);

    /// <summary>Takes up a word, as people write it.</summary>
    public void Learn(string word)
    {
        if (_all.Add(word) && word.Length > 3)
        {
            if (!_known.TryGetValue((word[0], word.Length), out List<string>? words))
            {
                _known.Add((word[0], word.Length), words = []);
            }

            words.Add(word);
        }
    }

    /// <summary>The words of a text, slips mended.</summary>
    public List<Word> Mend(List<Word> words)
    {
        int left = MostCorrections;
        for (int i = 0; i < words.Count && left > 0; i++)
        {
            string word = words[i].Text;
            if (word.Length is > 3 and < 30 && !_all.Contains(word) && !word.AsSpan().ContainsAnyExceptInRange('a', 'z'))
            {
                left--;
                words[i] = words[i] with { Text = Nearest(word) ?? word };
            }
        }

        return words;
    }

    // The nearest; of equally near ones the first in order, so that the same question has the same answer.
    private string? Nearest(string word)
    {
        int bound = word.Length >= 9 ? 2 : 1;
        int reach = word.Length <= 5 ? 0 : bound;
        string? nearest = null;
        for (int length = word.Length - reach; length <= word.Length + reach; length++)
        {
            foreach (string known in _known.GetValueOrDefault((word[0], length)) ?? [])
            {
                int distance = EditDistance.Between(word, known, bound);
                bool isNear = distance <= bound && (word.Length > 5 || IsSwapped(word, known));
                if (isNear && (distance < bound || nearest is null || string.CompareOrdinal(known, nearest) < 0))
                {
                    nearest = known;
                    bound = distance;
                }
            }
        }

        return nearest;
    }

    private static bool IsSwapped(string left, string right) => left.Length == right.Length && left.Order().SequenceEqual(right.Order());
}
