using System.Runtime.InteropServices;
using System.Text;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Skills.Finding.Language;

/// <summary>One word of a text.</summary>
/// <param name="Text">The word, in lower case and without accents.</param>
/// <param name="Joined">The name that it ends, of several parts: <c>worktree</c> for the second word of <c>work-tree</c>; null if it ends none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Word(string Text, string? Joined);

/// <summary>
/// Takes a text apart into words: runs of letters and digits, names split at hyphens, underscores and capitals, scripts without
/// spaces by character. Everything else, control characters too, only stands between words.
/// </summary>
internal static class Words
{
    // What is longer is a hash, an address or a key: nobody shares it, and no sentence holds it.
    private const int Longest = 40;

    private const string Accented = "àáâãäåāăąçćčďđèéêëēėęěğìíîïīįıłñńňòóôõöøōőŕřśşšßťţùúûüūůűųýÿžźż";
    private const string Plain = "aaaaaaaaacccddeeeeeeeegiiiiiiilnnnoooooooorrssssttuuuuuuuuyyzzz";

    /// <summary>The words of a text, in order.</summary>
    /// <param name="text">Any text.</param>
    public static List<Word> Of(string text)
    {
        string spaced = SearchText.Segment(text);
        List<Word> words = [];
        var name = new StringBuilder();
        int parts = 0;
        for (int i = 0; i < spaced.Length;)
        {
            int end = EndOfWord(spaced, i);
            if (end > i)
            {
                string word = Fold(spaced.AsSpan(i, end - i));
                parts++;
                name.Append(word);
                bool goesOn = GoesOn(spaced, end);
                if (word.Length <= Longest)
                {
                    words.Add(new Word(word, !goesOn && parts > 1 && name.Length <= Longest ? name.ToString() : null));
                }

                if (!goesOn)
                {
                    name.Clear();
                    parts = 0;
                }

                i = end;
            }
            else
            {
                i++;
            }
        }

        return words;
    }

    // A word ends where letters end, and within them before a capital: LinkedIn, HTTPServer. An apostrophe is left out: don't.
    private static int EndOfWord(string text, int start)
    {
        int i = start;
        while (i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) || (i > start && IsApostrophe(text, i))))
        {
            if (i > start && char.IsUpper(text[i])
                && (char.IsLower(text[i - 1]) || (char.IsUpper(text[i - 1]) && i + 2 < text.Length && char.IsLower(text[i + 1]) && char.IsLower(text[i + 2]))))
            {
                break;
            }

            i++;
        }

        return i;
    }

    private static bool IsApostrophe(string text, int i) => text[i] is '\'' or '’' && i + 1 < text.Length && char.IsLetter(text[i + 1]);

    // Whether a further part of the same name follows.
    private static bool GoesOn(string text, int end) =>
        end < text.Length && (char.IsUpper(text[end]) || (text[end] is '-' or '_' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1])));

    private static string Fold(ReadOnlySpan<char> word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (char c in word)
        {
            char lower = char.ToLowerInvariant(c);
            int accent = lower < 'à' ? -1 : Accented.IndexOf(lower, StringComparison.Ordinal);
            if (lower is not ('\'' or '’'))
            {
                folded.Append(accent < 0 ? lower : Plain[accent]);
            }
        }

        // The owner's "s" is no part of the name.
        return word.Length > 2 && (word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal))
            ? folded.ToString(0, folded.Length - 1)
            : folded.ToString();
    }
}
