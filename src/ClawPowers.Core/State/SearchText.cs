using System.Text;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.State;

/// <summary>Prepares text for the search index, whose words end at spaces and punctuation, and words for its query language.</summary>
internal static class SearchText
{
    /// <summary>How much of a value is indexed, in characters.</summary>
    public const int MaximumLength = 64 * 1024;

    // Scripts that are written without spaces between words, as ranges of code points.
    private static readonly (int First, int Last)[] Unspaced =
    [
        (0x0E00, 0x0EFF), // Thai, Lao
        (0x1000, 0x109F), // Myanmar
        (0x1780, 0x17FF), // Khmer
        (0x2E80, 0x312F), // CJK radicals, Hiragana, Katakana, Bopomofo
        (0x3130, 0x318F), // Hangul compatibility letters
        (0x31A0, 0x4DBF), // CJK extension A and before
        (0x4E00, 0x9FFF), // CJK ideographs
        (0xAC00, 0xD7AF), // Hangul syllables
        (0xF900, 0xFAFF), // CJK compatibility ideographs
        (0xFF66, 0xFF9F), // halfwidth Katakana
        (0x20000, 0x3FFFF), // CJK extensions B and later
    ];

    /// <summary>The words of a query, between spaces or NULs, which would end the query for SQLite.</summary>
    /// <exception cref="ClawException"><c>EmptySearch</c>: there are none.</exception>
    public static string[] Words(string text)
    {
        string[] words = text.Replace('\0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 ? words : throw StateErrors.EmptyQuery();
    }

    /// <summary>
    /// The words in the index's query language, each quoted so that nothing in it has a meaning there and matching from
    /// its beginning; null if a word has neither letter nor digit, so that the index can't know it.
    /// </summary>
    public static string? Match(IEnumerable<string> words)
    {
        var match = new StringBuilder();
        foreach (string word in words)
        {
            if (!word.EnumerateRunes().Any(Rune.IsLetterOrDigit))
            {
                return null;
            }

            match.Append('"').Append(Segment(word).Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\"* ");
        }

        return match.ToString();
    }

    /// <summary>Puts each character of an unspaced script between spaces, so that any run of them can be found as a phrase.</summary>
    public static string Segment(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0E00', '\uFFFF'))
        {
            return text;
        }

        var spaced = new StringBuilder(text.Length * 2);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Array.Exists(Unspaced, range => rune.Value >= range.First && rune.Value <= range.Last))
            {
                spaced.Append(' ').Append(rune.ToString()).Append(' ');
            }
            else
            {
                spaced.Append(rune.ToString());
            }
        }

        return spaced.ToString();
    }
}
