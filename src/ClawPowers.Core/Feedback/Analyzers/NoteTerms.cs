using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>The words and pairs of neighbouring words of a note, each once, in lower case, secrets masked.</summary>
internal static partial class NoteTerms
{
    // Notes are as long as people like; their terms stand at the beginning, mostly.
    private const int MostCharacters = 4_000;

    // What is longer is a hash, an address or a path: no two runs share it, and no sentence holds it.
    private const int LongestWord = 64;

    // English words that say nothing by themselves, and the words for the outcome itself.
    private static readonly FrozenSet<string> Common = new[]
    {
        "about", "after", "again", "all", "also", "and", "any", "are", "because", "been", "before", "being", "but", "can", "could", "did", "does",
        "done", "down", "each", "even", "few", "for", "from", "get", "got", "had", "has", "have", "her", "him", "his", "how", "into", "its", "just",
        "like", "made", "make", "many", "may", "more", "most", "much", "must", "not", "now", "off", "one", "only", "other", "our", "out", "over",
        "own", "same", "see", "she", "should", "since", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they",
        "this", "those", "through", "too", "two", "under", "until", "use", "used", "using", "very", "was", "way", "were", "what", "when", "where",
        "which", "while", "who", "why", "will", "with", "without", "would", "yet", "you", "your",
        "fail", "failed", "failing", "fails", "failure", "success", "succeeded", "partial", "run", "runs",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static HashSet<string> Of(string note)
    {
        // Masked before it is cut: half a secret would not be known for one.
        string masked = SecretScanner.Mask(note);
        string text = (masked.Length > MostCharacters ? masked[..MostCharacters] : masked).ToLowerInvariant();
        HashSet<string> terms = new(StringComparer.Ordinal);
        string? last = null;
        foreach (ValueMatch match in Word().EnumerateMatches(text))
        {
            string word = text.Substring(match.Index, match.Length).Trim('-', '_', '.', '\'');
            if (word.Length is < 3 or > LongestWord || Common.Contains(word) || !word.Any(char.IsLetter))
            {
                last = null;
                continue;
            }

            terms.Add(word);
            if (last is not null)
            {
                terms.Add($"{last} {word}");
            }

            last = word;
        }

        return terms;
    }

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}_.'-]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
