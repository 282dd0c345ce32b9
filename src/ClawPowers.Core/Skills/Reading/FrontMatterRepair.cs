using System.Buffers;

namespace ClawPowers.Core.Skills.Reading;

/// <summary>
/// Reads front matter as people write it. What is no YAML is read once more as it was most likely meant: with blanks for
/// tabs, with quotes around values that need them. That is said as a flaw.
/// </summary>
internal static class FrontMatterRepair
{
    // The mark above the front matter.
    private const int LinesAbove = 1;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <summary>Reads front matter; null if it can't be read at all.</summary>
    /// <param name="yaml">The text between the marks, lines ended by line feeds.</param>
    /// <param name="flaws">Gets what is wrong.</param>
    public static FrontMatter? Read(string yaml, List<DocumentFlaw> flaws)
    {
        if (SimpleFrontMatter.Read(yaml, LinesAbove) is { } simple)
        {
            return new FrontMatter(simple);
        }

        List<DocumentFlaw> first = [];
        FrontMatterNode? root = FrontMatterReader.Read(yaml, LinesAbove, first);
        if (root is null && first.Exists(static flaw => flaw.Kind == DocumentFlawKind.InvalidYaml))
        {
            string untabbed = WithoutTabs(yaml);
            foreach (string attempt in Attempts(yaml))
            {
                List<DocumentFlaw> next = [];
                if (attempt != yaml && FrontMatterReader.Read(attempt, LinesAbove, next) is { } mended)
                {
                    DocumentFlaw cause = first[^1];
                    flaws.Add(attempt == untabbed
                        ? new DocumentFlaw(DocumentFlawKind.TabIndentation, LinesAbove + FirstTab(yaml), 1, "The front matter is indented by tabs, which YAML forbids. Indent it by blanks.")
                        : cause with { Kind = DocumentFlawKind.Requoted, Message = $"{cause.Message} It is read as if the value had quotes; put it in quotes." });
                    flaws.AddRange(next);
                    return new FrontMatter(mended);
                }
            }
        }

        flaws.AddRange(first);
        return root is null ? null : new FrontMatter(root);
    }

    /// <summary>The front matter as it is read; null if it needs no mending, or none helps.</summary>
    /// <param name="yaml">The text between the marks, lines ended by line feeds.</param>
    public static string? Mended(string yaml) =>
        FrontMatterReader.Read(yaml, LinesAbove, []) is not null ? null : Attempts(yaml).FirstOrDefault(attempt => attempt != yaml && FrontMatterReader.Read(attempt, LinesAbove, []) is not null);

    private static IEnumerable<string> Attempts(string yaml)
    {
        string untabbed = WithoutTabs(yaml);
        return new[] { untabbed, Quoted(untabbed, evenIndicators: false), Quoted(untabbed, evenIndicators: true) }.Distinct(StringComparer.Ordinal);
    }

    private static string WithoutTabs(string yaml)
    {
        if (!yaml.Contains('\t', StringComparison.Ordinal))
        {
            return yaml;
        }

        string[] lines = yaml.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (HasTab(lines[i]))
            {
                int indent = lines[i].AsSpan().IndexOfAnyExcept(' ', '\t');
                lines[i] = lines[i][..indent].Replace("\t", "  ", StringComparison.Ordinal) + lines[i][indent..];
            }
        }

        return string.Join('\n', lines);
    }

    private static int FirstTab(string yaml) => 1 + Array.FindIndex(yaml.Split('\n'), HasTab);

    private static bool HasTab(string line) => line.AsSpan().IndexOfAnyExcept(' ', '\t') is > 0 and int indent && line.AsSpan(0, indent).Contains('\t');

    // "description: Use when: it rains" is no YAML, and common. The value, with the lines that continue it, is taken as it stands.
    private static string Quoted(string yaml, bool evenIndicators)
    {
        string[] lines = yaml.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (ValueStart(lines[i]) is not { } start)
            {
                continue;
            }

            int last = i;
            int indent = Indent(lines[i]);
            while (last + 1 < lines.Length && lines[last + 1].Trim().Length > 0 && Indent(lines[last + 1]) > indent)
            {
                last++;
            }

            if (NeedsQuotes(lines[i][start..], evenIndicators) || lines.AsSpan((i + 1)..(last + 1)).ToArray().Any(static line => HasColon(line.Trim())))
            {
                lines[i] = lines[i][..start] + "'" + Escaped(lines[i][start..]);
                for (int more = i + 1; more <= last; more++)
                {
                    lines[more] = Escaped(lines[more]);
                }

                lines[last] = lines[last].TrimEnd() + "'";
            }

            i = last;
        }

        return string.Join('\n', lines);
    }

    // Where the value begins in a line "name: value"; null if it is no such line, or the value is a block or has quotes.
    private static int? ValueStart(string line)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        int name = Indent(line);
        if (colon <= name || line.AsSpan(name, colon - name).ContainsAnyExcept(NameCharacters))
        {
            return null;
        }

        int start = colon + 1;
        while (start < line.Length && line[start] == ' ')
        {
            start++;
        }

        return start == line.Length || line[start] is '\'' or '"' or '|' or '>' or '#' ? null : start;
    }

    private static bool NeedsQuotes(string value, bool evenIndicators) =>
        HasColon(value.TrimEnd()) || value[0] is '@' or '`' or '%' || (evenIndicators && value[0] switch
        {
            // "[beta] Renders charts" is prose; "[a, b" is a list that someone forgot to end.
            '[' => value.TrimEnd().IndexOf(']', StringComparison.Ordinal) is > 0 and var end && end < value.TrimEnd().Length - 1,
            '{' => value.TrimEnd().IndexOf('}', StringComparison.Ordinal) is > 0 and var end && end < value.TrimEnd().Length - 1,
            ']' or '}' or '*' or '&' or '!' or ',' or '?' or '-' => true,
            _ => false,
        });

    private static bool HasColon(string text) => text.Contains(": ", StringComparison.Ordinal) || text.EndsWith(':');

    private static int Indent(string line) => Math.Max(line.AsSpan().IndexOfAnyExcept(' '), 0);

    private static string Escaped(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
