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

    /// <summary>How many letters must be put in, left out, replaced or swapped with their neighbour; more than the bound is not counted.</summary>
    internal static int Distance(string left, string right, int bound)
    {
        Span<int> before = stackalloc int[right.Length + 1];
        Span<int> last = stackalloc int[right.Length + 1];
        Span<int> current = stackalloc int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            int least = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                int best = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    best = Math.Min(best, before[j - 2] + 1);
                }

                current[j] = best;
                least = Math.Min(least, best);
            }

            if (least > bound)
            {
                return bound + 1;
            }

            Span<int> free = before;
            before = last;
            last = current;
            current = free;
        }

        return last[right.Length];
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
                int distance = Distance(word, known, bound);
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
