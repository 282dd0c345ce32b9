using System.Globalization;
using System.Text;

namespace ClawPowers.Core.Skills.Reading;

/// <summary>
/// Texts of a stranger's file as they may reach a screen: what would move the cursor, change colours or turn the
/// direction of writing is written out instead.
/// </summary>
internal static class VisibleText
{
    /// <summary>A text on one line: each stretch of blanks and line breaks is one blank.</summary>
    public static string OneLine(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        bool blank = false;
        foreach (char character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                blank = line.Length > 0;
                continue;
            }

            if (blank)
            {
                line.Append(' ');
                blank = false;
            }

            Append(line, character);
        }

        return line.ToString();
    }

    /// <summary>A text whose blanks count.</summary>
    public static string Escape(string text)
    {
        if (text.All(IsHarmless))
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            Append(line, character);
        }

        return line.ToString();
    }

    // Most texts are: ASCII with single blanks between words.
    private static bool IsPlain(string text) => text.Length == 0
        || (text[0] != ' ' && text[^1] != ' ' && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && text.IndexOf("  ", StringComparison.Ordinal) < 0);

    private static void Append(StringBuilder line, char character)
    {
        if (IsHarmless(character))
        {
            line.Append(character);
        }
        else
        {
            line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }
    }

    private static bool IsHarmless(char character) =>
        !char.IsControl(character) && character is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\uFEFF');
}
