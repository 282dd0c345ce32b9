using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Repairing;

/// <summary>Mends single fields.</summary>
internal static class FieldMends
{
    /// <summary>The keys under <c>metadata</c> whose lists are words with blanks between them.</summary>
    private static readonly string[] Words = ["requires-tools", "tracks", "improves"];

    /// <summary>With the folder's name, if the skill's is the same but for case, blanks and underscores.</summary>
    public static string? NamedAsFolder(string text, SkillDocument document)
    {
        FrontMatterNode? node = document.FrontMatter?.Find("name");
        string folder = document.Folder;
        return node?.Text is { } name && Plain(name) == Plain(folder) ? Replace(FileLines.Of(text, document.LastLine), node, folder)?.Joined : null;

        static string Plain(string name) => name.Trim().ToLowerInvariant().Replace(' ', '-').Replace('_', '-');
    }

    /// <summary>With quotes around the values under <c>metadata</c> that are no texts, and with known lists as words.</summary>
    public static string? Quoted(string text, SkillDocument document)
    {
        FileLines lines = FileLines.Of(text, document.LastLine);
        IReadOnlyList<FrontMatterField> fields = document.FrontMatter?.Find("metadata")?.Fields ?? [];

        // From below, so that the places of those above stay.
        foreach (FrontMatterField field in fields.Where(static field => !field.Value.IsString).Reverse())
        {
            lines = (field.Value.Kind switch
            {
                FrontMatterKind.Scalar => field.Value.Text!.Length == 0 ? Filled(lines, field) : Replace(lines, field.Value, Quote(field.Value.Text)),
                FrontMatterKind.List => Joined(lines, field, fields.Concat(document.FrontMatter!.Root.Fields), document.LastLine, Words.Contains(field.Name) ? " " : field.Name == "triggers" ? "; " : null),
                _ => null,
            }) ?? lines;
        }

        return lines.Joined;
    }

    /// <summary>With the list of <c>allowed-tools</c> as one text.</summary>
    public static string? ToolsJoined(string text, SkillDocument document) =>
        document.FrontMatter?.Root.Fields.LastOrDefault(static field => field.Name == "allowed-tools") is { } field
            ? Joined(FileLines.Of(text, document.LastLine), field, document.FrontMatter.Root.Fields, document.LastLine, " ")?.Joined
            : null;

    /// <summary>A text in double quotes, as YAML has it.</summary>
    public static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\"";

    /// <summary>The texts of a node that is a list of texts, or of one; null if it is something else.</summary>
    public static string[]? Texts(FrontMatterNode node) =>
        node.Kind == FrontMatterKind.Scalar ? [node.Text!]
        : node.Kind == FrontMatterKind.List && node.Items.All(static item => item.Kind == FrontMatterKind.Scalar) ? [.. node.Items.Select(static item => item.Text!)]
        : null;

    private static FileLines? Joined(FileLines lines, FrontMatterField field, IEnumerable<FrontMatterField> siblings, int mark, string? separator)
    {
        int last = lines.LastLineOf(field, siblings, mark);
        bool hasComment = Enumerable.Range(field.Key.Line, last - field.Key.Line + 1).Any(line => lines[line].Contains('#', StringComparison.Ordinal));
        return separator is null || hasComment || Texts(field.Value) is not { Length: > 0 } texts
            ? null
            : lines.Replaced(field.Key.Line, last, [$"{lines[field.Key.Line][..(field.Key.Column - 1)]}{field.Name}: {Quote(string.Join(separator, texts))}"]);
    }

    // A scalar that is written on one line as it is read, with or without quotes.
    private static FileLines? Replace(FileLines lines, FrontMatterNode node, string text)
    {
        string line = lines[node.Line];
        int start = node.Column - 1;
        string written = node.Style switch
        {
            FrontMatterStyle.Plain => node.Text!,
            FrontMatterStyle.SingleQuoted => $"'{node.Text}'",
            FrontMatterStyle.DoubleQuoted => $"\"{node.Text}\"",
            _ => "\n",
        };
        return start <= line.Length && line.AsSpan(start).StartsWith(written, StringComparison.Ordinal)
            ? lines.With(node.Line, line[..start] + text + line[(start + written.Length)..])
            : null;
    }

    private static FileLines? Filled(FileLines lines, FrontMatterField field)
    {
        string line = lines[field.Key.Line];
        int colon = line.IndexOf(':', field.Key.Column - 1);
        return colon < 0 ? null : lines.With(field.Key.Line, line[..(colon + 1)] + " \"\"" + line[(colon + 1)..]);
    }
}
