using System.Globalization;
using System.Text;

namespace ClawPowers.Core.Transfer;

/// <summary>Mends what shell scripts do to JSON: raw control characters, lone backslashes and halves of surrogate pairs in texts.</summary>
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
                int length = EscapeAt(line, i);
                mended.Append(length > 0 ? line.AsSpan(i, length) : @"\\");
                i += Math.Max(length, 1) - 1;
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

    /// <summary>Whether valid JSON has an escape that is half of a surrogate pair, which no text can keep.</summary>
    public static bool HasHalfPair(string json)
    {
        for (int at = json.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at < json.Length; at = json.IndexOf('\\', at))
        {
            int length = EscapeAt(json, at);
            if (length == 0)
            {
                return true;
            }

            at += length;
        }

        return false;
    }

    // How long the escape is that begins here; 0 if there is none, or only half of one.
    private static int EscapeAt(string line, int at)
    {
        if (at + 1 < line.Length && line[at + 1] is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't')
        {
            return 2;
        }

        if (!IsUnicode(line, at + 1))
        {
            return 0;
        }

        return Unit(line, at) switch
        {
            >= 0xDC00 and <= 0xDFFF => 0,
            >= 0xD800 and <= 0xDBFF => at + 7 < line.Length && line[at + 6] == '\\' && IsUnicode(line, at + 7) && Unit(line, at + 6) is >= 0xDC00 and <= 0xDFFF ? 12 : 0,
            _ => 6,
        };
    }

    private static int Unit(string line, int at) => int.Parse(line.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static bool IsUnicode(string line, int at) =>
        at + 4 < line.Length && line[at] == 'u' && line.AsSpan(at + 1, 4).IndexOfAnyExceptInRange('0', 'f') < 0 && int.TryParse(line.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
}
