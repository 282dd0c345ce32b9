using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClawPowers.Core.Skills;

/// <summary>
/// The YAML between the two lines <c>---</c> at the top of a file: texts, lists and maps. Built from the parser's events,
/// with a bound on the depth, so that no file can exhaust the stack; nothing is bound to types by reflection.
/// </summary>
internal sealed class FrontMatter
{
    private const string Fence = "---";
    private const int MaximumDepth = 16;

    private readonly Dictionary<string, object?> _fields;

    private FrontMatter(Dictionary<string, object?> fields) => _fields = fields;

    /// <summary>Reads the front matter of a text; null if there is none, or it is no YAML map.</summary>
    /// <param name="text">The file's text, lines ended by line feeds.</param>
    public static FrontMatter? Read(string text)
    {
        if (Block(text) is not { } block)
        {
            return null;
        }

        return Parse(block) ?? (Quoted(block) is { } quoted ? Parse(quoted) : null);
    }

    /// <summary>A field's text; null if it is not there or is no text.</summary>
    public string? Text(string name) => _fields.GetValueOrDefault(name) as string;

    /// <summary>The words of a field that is a text or a list of texts, in a map or at the top.</summary>
    /// <param name="path">The names that lead to it.</param>
    public IReadOnlyList<string> Words(params ReadOnlySpan<string> path)
    {
        object? node = _fields;
        foreach (string name in path)
        {
            node = (node as Dictionary<string, object?>)?.GetValueOrDefault(name);
        }

        return node switch
        {
            string text => Split(text),
            List<object?> list => [.. list.OfType<string>().SelectMany(Split)],
            _ => [],
        };
    }

    private static string[] Split(string text) =>
        text.Split([' ', '\t', '\n', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Block(string text)
    {
        int start = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        if (start == 0 || text.AsSpan(0, start).TrimEnd() is not Fence)
        {
            return null;
        }

        for (int line = start; line < text.Length;)
        {
            int end = text.IndexOf('\n', line);
            end = end < 0 ? text.Length : end;
            if (text.AsSpan(line, end - line).TrimEnd() is Fence)
            {
                return text[start..line];
            }

            line = end + 1;
        }

        return null;
    }

    // "description: Use when: it rains" is no YAML, and common. The text is taken as it stands.
    private static string? Quoted(string block)
    {
        const string field = "description:";
        string[] lines = block.Split('\n');
        int index = Array.FindIndex(lines, static line => line.StartsWith(field, StringComparison.Ordinal));
        if (index < 0)
        {
            return null;
        }

        string value = lines[index][field.Length..].Trim();
        if (value.Length == 0 || value[0] is '"' or '\'' or '|' or '>')
        {
            return null;
        }

        lines[index] = $"{field} '{value.Replace("'", "''", StringComparison.Ordinal)}'";
        return string.Join('\n', lines);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a stranger's file does to the parser, the file is one that can't be read.")]
    private static FrontMatter? Parse(string block)
    {
        try
        {
            var parser = new Parser(new StringReader(block));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return null;
            }

            return Node(parser, [], depth: 0) is Dictionary<string, object?> fields && parser.TryConsume<DocumentEnd>(out _) && parser.Accept<StreamEnd>(out _)
                ? new FrontMatter(fields)
                : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static object? Node(Parser parser, Dictionary<string, object?> anchors, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new YamlException($"More than {MaximumDepth} levels.");
        }

        if (parser.Accept<AnchorAlias>(out _))
        {
            return anchors.GetValueOrDefault(parser.Consume<AnchorAlias>().Value.Value);
        }

        NodeEvent start = parser.Consume<NodeEvent>();
        object? node = start switch
        {
            Scalar scalar => scalar.Value,
            SequenceStart => List(parser, anchors, depth),
            _ => Map(parser, anchors, depth),
        };
        if (!start.Anchor.IsEmpty)
        {
            anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private static List<object?> List(Parser parser, Dictionary<string, object?> anchors, int depth)
    {
        List<object?> items = [];
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(parser, anchors, depth + 1));
        }

        return items;
    }

    private static Dictionary<string, object?> Map(Parser parser, Dictionary<string, object?> anchors, int depth)
    {
        Dictionary<string, object?> fields = new(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            object? name = Node(parser, anchors, depth + 1);
            object? value = Node(parser, anchors, depth + 1);
            if (name is string text)
            {
                fields[text] = value;
            }
        }

        return fields;
    }
}
