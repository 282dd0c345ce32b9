using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Repairing;

/// <summary>Moves what version 1.0.0 wrote at the top of the front matter to where the standard has it.</summary>
internal static class LegacyMends
{
    // From where to where. What is not among these stays: nobody can say what was meant.
    private static readonly (string[] From, string To)[] Moves =
    [
        (["version"], "version"),
        (["requires", "tools"], "requires-tools"),
        (["requires", "runtime"], "requires-runtime"),
        (["metrics", "tracks"], "tracks"),
        (["metrics", "improves"], "improves"),
    ];

    private static readonly string[] Tops = ["version", "requires", "metrics"];

    /// <summary>The text with the fields moved; null if one of them holds something else, or <c>metadata</c> can't take them.</summary>
    public static string? Moved(string text, SkillDocument document)
    {
        if (document.FrontMatter?.Root is not { } root || Values(root) is not { } values)
        {
            return null;
        }

        FileLines lines = FileLines.Of(text, document.LastLine);
        FrontMatterField? metadata = root.Fields.LastOrDefault(static field => field.Name == "metadata");
        string[] added = [.. values.Where(value => metadata?.Value[value.Key] is null).Select(static value => $"{value.Key}: {FieldMends.Quote(value.Value)}")];
        List<(int First, int Last, string[] Texts)> edits =
        [
            .. root.Fields.Where(static field => Tops.Contains(field.Name)).Select(field => (field.Key.Line, lines.LastLineOf(field, root.Fields, document.LastLine), Array.Empty<string>())),
        ];
        if (metadata is null)
        {
            edits.Add((document.LastLine, document.LastLine - 1, ["metadata:", .. added.Select(static line => "  " + line)]));
        }
        else if (metadata.Value is { Kind: FrontMatterKind.Map, Fields: [{ } first, ..] } && first.Key.Line > metadata.Key.Line && values.All(value => metadata.Value[value.Key] is not { } there || there.Text == value.Value))
        {
            int below = lines.LastLineOf(metadata, root.Fields, document.LastLine) + 1;
            string indent = lines[first.Key.Line][..(first.Key.Column - 1)];
            edits.Add((below, below - 1, [.. added.Select(line => indent + line)]));
        }
        else
        {
            return null;
        }

        // From below, so that the places of those above stay.
        foreach ((int first, int last, string[] texts) in edits.OrderByDescending(static edit => edit.First).ThenBy(static edit => edit.Last))
        {
            lines = lines.Replaced(first, last, texts);
        }

        return lines.Joined;
    }

    private static Dictionary<string, string>? Values(FrontMatterNode root)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach ((string[] from, string to) in Moves)
        {
            FrontMatterNode? node = root;
            foreach (string name in from)
            {
                node = node?[name];
            }

            if (node is not null && FieldMends.Texts(node) is not { } texts)
            {
                return null;
            }
            else if (node is not null && FieldMends.Texts(node) is { Length: > 0 } some)
            {
                values[to] = string.Join(' ', some);
            }
        }

        bool isKnown = Tops.Skip(1).All(top => root[top] is not { } node
            || (node.Kind == FrontMatterKind.Map && node.Fields.All(field => Moves.Any(move => move.From[0] == top && move.From[^1] == field.Name))));
        return isKnown ? values : null;
    }
}
