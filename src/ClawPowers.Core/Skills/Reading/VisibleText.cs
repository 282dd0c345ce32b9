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

            if (IsHarmless(character))
            {
                line.Append(character);
            }
            else
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
        }

        return line.ToString();
    }

    private static bool IsHarmless(char character) =>
        !char.IsControl(character) && character is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\uFEFF');
}
