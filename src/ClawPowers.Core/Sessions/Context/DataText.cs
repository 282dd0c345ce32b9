using System.Buffers;
using System.Globalization;
using System.Text;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>
/// Turns what comes out of the store, or out of somebody's files, into quoted text on one line that can't pose as anything else:
/// not as a line, a heading, a quotation's end, a mark of structure or a sign to the terminal. Secrets are masked.
/// </summary>
internal static class DataText
{
    /// <summary>What every line begins with that quotes, and no other line.</summary>
    public const string Prefix = "| ";

    private const int Window = 2_048;
    private const int LongestSecret = 300;
    private const int MostMarks = 2;
    private const int LongestPlainKey = 100;

    private static readonly SearchValues<char> OfKeys =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:._-@+,=#");

    /// <summary>A text between quotation marks.</summary>
    /// <param name="text">The text, of any length.</param>
    /// <param name="most">The greatest length of what stands between the marks.</param>
    public static string Quote(string text, int most) => '"' + Clean(text, most) + '"';

    /// <summary>A key or a name: as it is where it has only letters, digits and the usual signs; quoted otherwise.</summary>
    public static string Key(string key, int most = LongestPlainKey) =>
        key.Length > 0 && key.Length <= most && !key.AsSpan().ContainsAnyExcept(OfKeys) && SecretScanner.Find(key) is null ? key : Quote(key, most);

    /// <summary>A text made harmless.</summary>
    /// <param name="text">The text, of any length.</param>
    /// <param name="most">The greatest length of the result.</param>
    public static string Clean(string text, int most)
    {
        bool isWhole = text.Length <= Window;
        string beginning = isWhole ? text : text[..Window];

        // A secret may be whole only before or only after what is unseen in it is gone.
        string clean = Harmless(SecretScanner.Mask(OneLine(SecretScanner.Mask(beginning))));

        // What the window cut in two at its end would not be known for a secret.
        return Cut(clean, isWhole ? most : Math.Min(most, Math.Max(0, clean.Length - LongestSecret)), isCutAlready: !isWhole);
    }

    private static string Cut(string text, int most, bool isCutAlready)
    {
        if (text.Length <= most && !isCutAlready)
        {
            return text;
        }

        int end = Math.Clamp(most - 1, 0, text.Length);
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text[..end].TrimEnd() + "…";
    }

    // Blanks of every kind become one blank. What is not seen goes: escape sequences, format and private characters, long stacks of marks.
    private static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains("  ", StringComparison.Ordinal))
        {
            return text.Trim();
        }

        var line = new StringBuilder(text.Length);
        bool blank = false;
        int marks = 0;
        for (int i = 0; i < text.Length;)
        {
            if (text[i] is '\u001b' or '\u009b' or '\u009d')
            {
                i = EndOfEscape(text, i);
                continue;
            }

            if (Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int length) != OperationStatus.Done)
            {
                i += length;
                continue;
            }

            i += length;
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    blank = line.Length > 0;
                    continue;
                case UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate:
                    continue;
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                    if (IsUnseen(rune) || ++marks > MostMarks)
                    {
                        continue;
                    }

                    break;
                default:
                    marks = 0;
                    if (IsUnseen(rune))
                    {
                        continue;
                    }

                    break;
            }

            if (blank)
            {
                line.Append(' ');
                blank = false;
            }

            line.Append(rune);
        }

        return line.ToString();
    }

    // Selectors of variants, the grapheme joiner, fillers of Hangul, the blank of Braille.
    private static bool IsUnseen(Rune rune) => rune.Value is
        (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or (>= 0x180B and <= 0x180F) or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0;

    private static int EndOfEscape(string text, int start)
    {
        int next = text[start] == '\u001b' ? start + 1 : start;
        if (next == text.Length)
        {
            return next;
        }

        char kind = text[next++];
        switch (kind)
        {
            case '[' or '\u009b':
                while (next < text.Length && text[next] is >= ' ' and <= '?')
                {
                    next++;
                }

                return Math.Min(next + 1, text.Length);
            case ']' or '\u009d' or 'P' or '^' or '_':
                while (next < text.Length && text[next] is not ('\u0007' or '\u009c' or '\u001b'))
                {
                    next++;
                }

                return next < text.Length && text[next] != '\u001b' ? next + 1 : next;
            default:
                return next;
        }
    }

    // A quotation ends with its mark; marks of structure mean something to those who read on.
    private static string Harmless(string text)
    {
        var harmless = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            harmless.Append(character switch
            {
                '"' or '`' or '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u2033' or '\u2036' or '\uFF02' or '\uFF40' or '\u00B4' => '\'',
                '<' or '\uFF1C' => '\u2039',
                '>' or '\uFF1E' => '\u203A',
                _ => character,
            });
        }

        return harmless.ToString();
    }
}
