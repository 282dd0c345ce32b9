using System.Globalization;
using System.Text;

namespace ClawPowers.Core.Transfer;

/// <summary>Mends what shell scripts do to JSON: raw control characters and lone backslashes in texts.</summary>
internal static class BrokenJson
{
    /// <summary>The line as it was probably meant. May still be no JSON.</summary>
    public static string Mend(string line)
    {
        var mended = new StringBuilder(line.Length + 8);
        bool isInText = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (!isInText)
            {
                isInText = c == '"';
                mended.Append(c);
            }
            else if (c == '\\')
            {
                bool isEscape = i + 1 < line.Length && (line[i + 1] is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' || IsUnicode(line, i + 1));
                mended.Append(isEscape ? line.AsSpan(i, 2) : @"\\");
                i += isEscape ? 1 : 0;
            }
            else if (c < ' ')
            {
                mended.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                isInText = c != '"';
                mended.Append(c);
            }
        }

        return mended.ToString();
    }

    private static bool IsUnicode(string line, int at) =>
        line[at] == 'u' && at + 4 < line.Length && line.AsSpan(at + 1, 4).IndexOfAnyExceptInRange('0', 'f') < 0 && int.TryParse(line.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
}
