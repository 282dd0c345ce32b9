namespace ClawPowers.Core.State;

/// <summary>Cuts the telling part out of a value.</summary>
internal static class Snippet
{
    private const int Length = 160;
    private const int Lead = 40;

    /// <summary>One line of text around the first of the words that occurs, with secrets masked; the beginning if none does.</summary>
    public static string Around(string text, IEnumerable<string> words)
    {
        string line = string.Join(' ', SecretScanner.Mask(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= Length)
        {
            return line;
        }

        int hit = words
            .Select(word => FirstOccurrence(line, word))
            .Where(static index => index >= 0)
            .DefaultIfEmpty(0)
            .Min();
        int start = Math.Clamp(hit - Lead, 0, line.Length - Length);
        int end = start + Length;
        start -= start > 0 && char.IsLowSurrogate(line[start]) ? 1 : 0;
        end -= end < line.Length && char.IsLowSurrogate(line[end]) ? 1 : 0;
        return (start > 0 ? "…" : string.Empty) + line[start..end] + (end < line.Length ? "…" : string.Empty);
    }

    // The index knows a word's grammatical forms; its first letters are what they share.
    private static int FirstOccurrence(string line, string word)
    {
        for (int length = word.Length; length >= Math.Max(3, word.Length - 3) || length == word.Length; length--)
        {
            int index = line.IndexOf(word[..length], StringComparison.OrdinalIgnoreCase);
            if (index >= 0)
            {
                return index;
            }
        }

        return -1;
    }
}
