using System.Text.RegularExpressions;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Repairing;

/// <summary>Mends the front matter as a whole.</summary>
internal static partial class FrontMatterMends
{
    /// <summary>With the missing mark below the last line that can belong to it.</summary>
    public static string? WithEndMark(string text, SkillDocument document)
    {
        FileLines lines = FileLines.Of(text);
        int line = 2;
        while (line <= lines.Lines.Count && Belongs().IsMatch(lines[line]))
        {
            line++;
        }

        if (line == 2)
        {
            return null;
        }

        // The last line of a file need not end, and then does.
        FileLines ended = line > lines.Lines.Count && lines.Lines[^1].End.Length == 0
            ? new FileLines([.. lines.Lines.SkipLast(1), (lines.Lines[^1].Text, lines.End)])
            : lines;
        return ended.Replaced(line, line - 1, ["---"]).Joined;
    }

    /// <summary>With what the reader had to suppose to read it: blanks for tabs, quotes.</summary>
    public static string? AsRead(string text, SkillDocument document)
    {
        FileLines lines = FileLines.Of(text);
        string yaml = string.Concat(Enumerable.Range(2, Math.Max(document.LastLine - 2, 0)).Select(line => lines[line] + "\n"));
        return FrontMatterRepair.Mended(yaml) is { } mended
            ? lines.Replaced(2, document.LastLine - 1, mended.TrimEnd('\n').Split('\n').Concat(Enumerable.Repeat(string.Empty, yaml.Length - yaml.TrimEnd('\n').Length - 1))).Joined
            : null;
    }

    /// <summary>Without blanks at the ends of its lines.</summary>
    public static string? Trimmed(string text, SkillDocument document)
    {
        FileLines lines = FileLines.Of(text);
        return new FileLines([.. lines.Lines.Select((line, i) => i < document.LastLine ? (line.Text.TrimEnd(' ', '\t'), line.End) : line)]).Joined;
    }

    // A field, what continues one, or an item of a list.
    [GeneratedRegex(@"^(?:[A-Za-z0-9_-]{1,64}\s*:(?:\s|\z)|[ \t]+\S|-\s)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Belongs();
}
