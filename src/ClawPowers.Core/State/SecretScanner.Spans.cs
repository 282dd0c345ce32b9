using System.Buffers;
using System.Text.RegularExpressions;

namespace ClawPowers.Core.State;

/// <content>The secrets for which a regular expression would read the same text again and again.</content>
internal static partial class SecretScanner
{
    private const int LongestGap = 700;
    private const int LongestValue = 200;
    private const int ShortestTokenPart = 10;
    private const int LongestTokenPart = 8_000;

    private static readonly SearchValues<char> ValueEnd = SearchValues.Create(";\r\n");
    private static readonly SearchValues<char> TokenLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>
    /// "Server=…;…;Password=…" in either order, in one line and near each other: a password alone is a word, beside a
    /// server it is a connection string.
    /// </summary>
    private static IEnumerable<Range> ConnectionStrings(string text)
    {
        // Each of these only ever goes on with the passwords, so that the text is read once for each.
        Match? server = null;
        Match? next = null;
        Match? following = null;
        for (Match password = PasswordAssignment().Match(text); password.Success; password = password.NextMatch())
        {
            next ??= ServerAssignment().Match(text);
            if (server is null && !next.Success)
            {
                yield break;
            }

            int separator = PreviousSeparator(text, password.Index);
            while (next.Success && next.Index + next.Length <= separator)
            {
                server = next;
                next = next.NextMatch();
            }

            int end = ValueEndOf(text, password);
            if (server is not null && server.Index + server.Length <= separator && IsNear(text, server.Index + server.Length, password.Index))
            {
                yield return server.Index..end;
                continue;
            }

            if (end == text.Length || text[end] != ';')
            {
                continue;
            }

            following ??= next;
            while (following.Success && following.Index < end)
            {
                following = following.NextMatch(); // Part of the password.
            }

            if (following.Success && IsNear(text, end, following.Index))
            {
                yield return password.Index..ValueEndOf(text, following);
            }
        }
    }

    /// <summary>Three parts between dots, of which the first two begin with <c>eyJ</c>.</summary>
    private static IEnumerable<Range> JsonWebTokens(string text)
    {
        // The dot before the second part is the rarest sign. No letter before or after it belongs to two dots' parts.
        for (int dot = text.IndexOf(".eyJ", StringComparison.Ordinal); dot >= 0; dot = text.IndexOf(".eyJ", dot + 1, StringComparison.Ordinal))
        {
            int start = HeaderStart(text, dot);
            int secondEnd = PartEnd(text, dot + 1);
            int end = secondEnd < text.Length && text[secondEnd] == '.' ? PartEnd(text, secondEnd + 1) : secondEnd;
            if (start >= 0 && secondEnd - dot > ShortestTokenPart + 3 && end - secondEnd > ShortestTokenPart)
            {
                yield return start..end;
            }
        }
    }

    private static int HeaderStart(string text, int dot)
    {
        int from = Math.Max(0, dot - LongestTokenPart);
        ReadOnlySpan<char> before = text.AsSpan(from, dot - from);
        int letters = before.LastIndexOfAnyExcept(TokenLetters) + 1;
        for (int at = letters; at < before.Length - ShortestTokenPart - 2; at++)
        {
            int found = before[at..].IndexOf("eyJ", StringComparison.Ordinal);
            if (found < 0)
            {
                break;
            }

            at += found;
            if (at == letters || before[at - 1] == '-')
            {
                return before.Length - at >= ShortestTokenPart + 3 ? from + at : -1;
            }
        }

        return -1;
    }

    private static int PartEnd(string text, int start)
    {
        ReadOnlySpan<char> rest = text.AsSpan(start, Math.Min(LongestTokenPart, text.Length - start));
        int length = rest.IndexOfAnyExcept(TokenLetters);
        return start + (length < 0 ? rest.Length : length);
    }

    private static int PreviousSeparator(string text, int before)
    {
        int from = Math.Max(0, before - LongestGap);
        int found = text.AsSpan(from, before - from).LastIndexOfAny(ValueEnd);
        return found >= 0 && text[from + found] == ';' ? from + found : -1;
    }

    private static int ValueEndOf(string text, Match assignment)
    {
        int start = assignment.Index + assignment.Length;
        ReadOnlySpan<char> rest = text.AsSpan(start, Math.Min(LongestValue, text.Length - start));
        int length = rest.IndexOfAny(ValueEnd);
        return start + (length < 0 ? rest.Length : length);
    }

    private static bool IsNear(string text, int end, int start) =>
        start - end <= LongestGap && !text.AsSpan(end, start - end).ContainsAny('\r', '\n');
}
