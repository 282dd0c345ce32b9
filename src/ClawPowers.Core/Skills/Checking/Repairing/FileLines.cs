using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Repairing;

/// <summary>A text as lines, each with what ends it, so that what is not changed stays as it is to the byte.</summary>
internal sealed record FileLines(IReadOnlyList<(string Text, string End)> Lines)
{
    /// <summary>What follows the lines, not taken apart.</summary>
    private string Rest { get; init; } = string.Empty;

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many lines are wanted: each change copies them, and a file may have a million below those that change.</param>
    public static FileLines Of(string text, int most = int.MaxValue)
    {
        List<(string, string)> lines = [];
        int start = 0;
        for (int i = text.AsSpan().IndexOfAny('\r', '\n'); i >= 0 && start < text.Length && lines.Count < most;)
        {
            int length = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;
            lines.Add((text[start..i], text.Substring(i, length)));
            start = i + length;
            int next = text.AsSpan(start).IndexOfAny('\r', '\n');
            i = next < 0 ? -1 : start + next;
        }

        if (start < text.Length && lines.Count == most)
        {
            return new FileLines(lines) { Rest = text[start..] };
        }

        if (start < text.Length)
        {
            lines.Add((text[start..], string.Empty));
        }

        return new FileLines(lines);
    }

    /// <summary>What ends a line that is added.</summary>
    public string End => Lines.Count > 0 && Lines[0].End.Length > 0 ? Lines[0].End : "\n";

    public string this[int line] => Lines[line - 1].Text;

    public string Joined => string.Concat(Lines.Select(static line => line.Text + line.End)) + Rest;

    /// <summary>With another text on a line, numbered from 1.</summary>
    public FileLines With(int line, string text) => Replaced(line, line, [text]);

    /// <summary>With other lines in place of some, both ends included; with a last line before the first, they are added there.</summary>
    public FileLines Replaced(int first, int last, IEnumerable<string> texts)
    {
        string end = End;
        List<(string, string)> lines = [.. Lines.Take(first - 1)];
        lines.AddRange(texts.Select((text, i) => (text, first + i <= last ? Lines[first + i - 1].End : end)));
        lines.AddRange(Lines.Skip(Math.Max(last, first - 1)));
        return new FileLines(lines) { Rest = Rest };
    }

    /// <summary>The last line of a field: that before the next field of the same or an outer map, blank lines and comments left out.</summary>
    public int LastLineOf(FrontMatterField field, IEnumerable<FrontMatterField> siblings, int mark)
    {
        int last = siblings.Select(static other => other.Key.Line).Where(line => line > field.Key.Line).DefaultIfEmpty(mark).Min() - 1;
        while (last > field.Key.Line && (string.IsNullOrWhiteSpace(this[last]) || this[last].TrimStart().StartsWith('#')))
        {
            last--;
        }

        return last;
    }
}
