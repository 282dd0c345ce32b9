namespace ClawPowers.Core.Skills.Checking;

/// <summary>Finds what a paragraph only quotes: code spans, and text in quotation marks.</summary>
internal static class Quotations
{
    // Quotation marks further apart than this are two accidents and no quotation.
    private const int Longest = 400;

    /// <summary>The quotations in a text, from mark to mark.</summary>
    public static List<(int Start, int End)> In(string text)
    {
        List<(int, int)> found = [];
        HashSet<int> unended = [];
        for (int i = 0; i < text.Length; i++)
        {
            int end = text[i] switch
            {
                '`' => EndOfSpan(text, i, unended),
                '"' => Next(text, i, '"'),
                '“' or '„' => Math.Max(Next(text, i, '”'), Next(text, i, '“')),
                '«' => Next(text, i, '»'),
                '‘' => Next(text, i, '’'),
                '\'' when i == 0 || !char.IsLetterOrDigit(text[i - 1]) => EndOfSingle(text, i),
                _ => -1,
            };
            if (end > i)
            {
                found.Add((i, end));
                i = end;
            }
            else if (text[i] == '`')
            {
                i += Run(text, i) - 1;
            }
        }

        return found;
    }

    // A span ends at as many backticks as it began with.
    private static int EndOfSpan(string text, int start, HashSet<int> unended)
    {
        int length = Run(text, start);
        if (unended.Contains(length))
        {
            return -1; // No run of that length follows, as was seen from an earlier one.
        }

        for (int i = start + length; i < text.Length; i++)
        {
            if (text[i] == '`')
            {
                int run = Run(text, i);
                if (run == length)
                {
                    return i + run - 1;
                }

                i += run - 1;
            }
        }

        unended.Add(length);
        return -1;
    }

    // An apostrophe inside of a word ends nothing.
    private static int EndOfSingle(string text, int start)
    {
        for (int end = Next(text, start, '\''); end > 0 && end - start <= Longest; end = Next(text, end, '\''))
        {
            if (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1]))
            {
                return end;
            }
        }

        return -1;
    }

    private static int Run(string text, int start)
    {
        int end = start;
        while (end < text.Length && text[end] == '`')
        {
            end++;
        }

        return end - start;
    }

    private static int Next(string text, int start, char mark)
    {
        int end = text.AsSpan(start + 1, Math.Min(Longest, text.Length - start - 1)).IndexOf(mark);
        return end < 0 ? -1 : start + 1 + end;
    }
}
