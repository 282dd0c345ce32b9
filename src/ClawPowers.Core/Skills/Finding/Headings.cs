namespace ClawPowers.Core.Skills.Finding;

/// <summary>
/// The headings of a Markdown text, line by line: a thousand skills are to be searched while a parser would still be reading the
/// first hundred. Lines in fenced code are none.
/// </summary>
internal static class Headings
{
    private const int Most = 60;

    public static List<string> Of(string markdown)
    {
        List<string> headings = [];
        char fence = '\0';
        foreach (ReadOnlySpan<char> line in markdown.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> text = line.TrimStart(' ');
            if (text.StartsWith("```", StringComparison.Ordinal) || text.StartsWith("~~~", StringComparison.Ordinal))
            {
                fence = fence == '\0' ? text[0] : fence == text[0] ? '\0' : fence;
            }
            else if (fence == '\0' && line.Length > 0 && line[0] == '#' && line.TrimStart('#') is { Length: > 1 } rest && rest[0] == ' ' && line.Length - rest.Length <= 6)
            {
                headings.Add(rest.Trim().TrimEnd('#').TrimEnd().ToString());
                if (headings.Count == Most)
                {
                    break;
                }
            }
        }

        return headings;
    }
}
