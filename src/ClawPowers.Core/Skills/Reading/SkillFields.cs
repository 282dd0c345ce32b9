namespace ClawPowers.Core.Skills.Reading;

/// <summary>What the fields of front matter say, wherever they stand: where the standard has them, or where 1.0.0 wrote them.</summary>
internal static class SkillFields
{
    private static readonly char[] BetweenTriggers = [';', '\n'];

    /// <summary>What the skill is for, on one line; null if it does not say.</summary>
    public static string? Description(FrontMatter front) => Line(front, "description");

    /// <summary>A field's text on one line; null if it is not there or blank.</summary>
    public static string? Line(FrontMatter front, params ReadOnlySpan<string> path) =>
        front.Text(path) is { } text && VisibleText.OneLine(text) is { Length: > 0 } line ? line : null;

    /// <summary>The skill's version; null if it names none.</summary>
    public static string? Version(FrontMatter front) => Line(front, "metadata", "version") ?? Line(front, "version");

    /// <summary>The programs that it needs.</summary>
    public static IReadOnlyList<string> RequiresTools(FrontMatter front) => Words(front, ["metadata", "requires-tools"], ["requires", "tools"]);

    /// <summary>Whether it is of no use without the commands of ClawPowers.</summary>
    public static bool RequiresRuntime(FrontMatter front) =>
        bool.TryParse(front.Text("metadata", "requires-runtime") ?? front.Text("requires", "runtime"), out bool required) && required;

    /// <summary>The measures that it tracks.</summary>
    public static IReadOnlyList<string> Tracks(FrontMatter front) => Words(front, ["metadata", "tracks"], ["metrics", "tracks"]);

    /// <summary>The parameters that it offers, as it writes them.</summary>
    public static IReadOnlyList<string> Improves(FrontMatter front) => Words(front, ["metadata", "improves"], ["metrics", "improves"]);

    /// <summary>The tools that may be used without asking; null if it names none.</summary>
    public static string? AllowedTools(FrontMatter front) => front.Find("allowed-tools") switch
    {
        { Kind: FrontMatterKind.List } list => VisibleText.OneLine(string.Join(' ', list.Items.Select(static item => item.Text))) is { Length: > 0 } tools ? tools : null,
        _ => Line(front, "allowed-tools"),
    };

    /// <summary>Situations in plain words that call for it.</summary>
    public static IReadOnlyList<string> Triggers(FrontMatter front) => front.Find("metadata", "triggers") switch
    {
        { Kind: FrontMatterKind.List } list => Lines(list.Items.Select(static item => item.Text ?? string.Empty)),
        _ => Lines(front.Text("metadata", "triggers")?.Split(BetweenTriggers, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []),
    };

    /// <summary>All texts under <c>metadata</c>; those of a list have a comma between them.</summary>
    public static IReadOnlyDictionary<string, string> Metadata(FrontMatter front)
    {
        Dictionary<string, string> metadata = new(StringComparer.OrdinalIgnoreCase);
        foreach (FrontMatterField field in front.Find("metadata")?.Fields ?? [])
        {
            string? text = field.Value.Kind switch
            {
                FrontMatterKind.Scalar => field.Value.Text,
                FrontMatterKind.List => string.Join(", ", field.Value.Items.Select(static item => item.Text)),
                _ => null,
            };
            if (text is not null && field.Name.Length > 0)
            {
                metadata[VisibleText.OneLine(field.Name)] = VisibleText.OneLine(text);
            }
        }

        return metadata;
    }

    private static string[] Words(FrontMatter front, string[] path, string[] formerly)
    {
        IReadOnlyList<string> now = front.Words(path);
        IReadOnlyList<string> then = front.Words(formerly);
        return (now.Count, then.Count) switch
        {
            (0, 0) => [],
            (1, 0) => [VisibleText.OneLine(now[0])],
            _ => [.. now.Concat(then).Select(VisibleText.OneLine).Distinct(StringComparer.Ordinal)],
        };
    }

    private static string[] Lines(IEnumerable<string> texts) => [.. texts.Select(VisibleText.OneLine).Where(static text => text.Length > 0)];
}
