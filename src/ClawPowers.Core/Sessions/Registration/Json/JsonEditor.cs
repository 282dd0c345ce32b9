using System.Text;
using System.Text.Json;

namespace ClawPowers.Core.Sessions.Registration.Json;

/// <summary>Inserts into and removes from a JSON text by replacing bytes; all others stay as they are.</summary>
/// <param name="allowTrailingCommas">Whether the agent reads a comma before a closing bracket.</param>
internal sealed class JsonEditor(bool allowTrailingCommas)
{
    /// <summary>Reads a text.</summary>
    /// <exception cref="JsonTextException">It is none.</exception>
    public JsonText Parse(byte[] bytes) => JsonText.Parse(bytes, allowTrailingCommas);

    /// <summary>Puts an item at the end of an object or array, which is made if it is missing.</summary>
    /// <param name="bytes">The text; empty for a new one.</param>
    /// <param name="path">The names on the way to the object or array.</param>
    /// <param name="name">The member's name; null for an element of an array.</param>
    /// <param name="json">The value.</param>
    /// <param name="trace">Takes down what has to be known to remove it again.</param>
    /// <exception cref="JsonTextException">Something on the way is not what it has to be.</exception>
    public byte[] Insert(byte[] bytes, IReadOnlyList<string> path, string? name, string json, JsonTrace trace)
    {
        JsonText text = Parse(bytes);
        JsonStyle style = JsonStyle.Of(text);
        trace.Inserted.Add(KeyOf(path, name, json));
        if (text.Root is not { } node)
        {
            return NewText(bytes, style, path, name, json, trace);
        }

        int depth = 0;
        while (true)
        {
            bool isLast = depth == path.Count;
            Expect(text, node, isLast && name is null ? JsonValueKind.Array : JsonValueKind.Object, path.Take(depth));
            if (isLast || node.Member(path[depth]) is not { } member)
            {
                break;
            }

            node = member.Value;
            depth++;
        }

        NoteMade(trace, path, depth);
        (string? itemName, string itemJson) = depth == path.Count ? (name, json) : (path[depth], Nested(path.Skip(depth + 1), name, json));
        return InsertItem(text, style, node, JsonTrace.NameOf(path.Take(depth)), itemName, itemJson, trace);
    }

    /// <summary>Removes the last item that is meant, and what was made for it if it holds nothing else now.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="path">The names on the way to the object or array that holds it.</param>
    /// <param name="isMeant">Whether an item is to go.</param>
    /// <param name="trace">What was taken down.</param>
    public byte[] Remove(byte[] bytes, IReadOnlyList<string> path, Predicate<JsonItem> isMeant, JsonTrace trace)
    {
        JsonText text = Parse(bytes);
        return Find(text, path) is { } chain && chain[^1].Items.FindLastIndex(isMeant) is >= 0 and var index
            ? RemoveItem(text, chain, path, index, trace)
            : bytes;
    }

    /// <summary>The objects and arrays on a path, the root first; null if it leads nowhere.</summary>
    public static List<JsonNode>? Find(JsonText text, IReadOnlyList<string> path)
    {
        if (text.Root is not { } node)
        {
            return null;
        }

        List<JsonNode> chain = [node];
        foreach (string name in path)
        {
            if (chain[^1].Member(name) is not { } member)
            {
                return null;
            }

            chain.Add(member.Value);
        }

        return chain;
    }

    /// <summary>Replaces one value by another.</summary>
    public static byte[] Replace(byte[] bytes, JsonNode node, string json) => Splice(bytes, [(node.Start, node.End, json)]);

    /// <summary>Removes one element from an array that stays, however few it holds then.</summary>
    public static byte[] RemoveElement(JsonText text, JsonNode array, int index) => Splice(text.Bytes, Cuts(text.Bytes, array, index));

    /// <summary>What was inserted where, in one line.</summary>
    public static string KeyOf(IEnumerable<string> path, string? name, string json) => JsonTrace.NameOf(path) + (name is null ? "[] " : "/" + name + " ") + json;

    private static byte[] NewText(byte[] bytes, JsonStyle style, IReadOnlyList<string> path, string? name, string json, JsonTrace trace)
    {
        NoteMade(trace, path, -1);
        trace.Blank ??= Encoding.UTF8.GetString(bytes);
        int mark = JsonText.Mark(bytes);
        return [.. bytes.AsSpan(0, mark), .. Encoding.UTF8.GetBytes(style.Write(Nested(path, name, json), string.Empty) + style.Break)];
    }

    private static byte[] InsertItem(JsonText text, JsonStyle style, JsonNode container, string path, string? name, string json, JsonTrace trace)
    {
        byte[] bytes = text.Bytes;
        if (container.Items.Count == 0)
        {
            return Fill(bytes, style, container, path, name, json, trace);
        }

        JsonItem last = container.Items[^1];
        bool hasTrailingComma = last.Comma >= 0;
        int after = hasTrailingComma ? last.Comma + 1 : last.Value.End;
        int anchor = AfterComments(bytes, after, out bool endsLine);
        bool isMultiline = endsLine || HasBreak(bytes, container.Start, container.Items[0].Start);
        string? indent = isMultiline ? ItemIndent(bytes, style, container) : null;
        string lead = isMultiline ? style.Break + indent : style.Comma[1..];
        string item = lead + Item(style, name, json, indent) + (hasTrailingComma ? "," : string.Empty);
        return Splice(bytes, [.. hasTrailingComma ? Array.Empty<(int, int, string)>() : [(after, after, ",")], (anchor, anchor, item)]);
    }

    private static byte[] Fill(byte[] bytes, JsonStyle style, JsonNode container, string path, string? name, string json, JsonTrace trace)
    {
        string inside = Encoding.UTF8.GetString(bytes, container.Start + 1, container.End - container.Start - 2);
        trace.Empty.TryAdd(path, inside);
        string kept = inside.TrimEnd(' ', '\t', '\r', '\n');
        if (style.IsOneLine && kept.Length == 0)
        {
            return Splice(bytes, [(container.Start + 1, container.End - 1, Item(style, name, json, indent: null))]);
        }

        string outer = JsonStyle.Indent(bytes, container.Start);
        string indent = outer + style.Unit;
        return Splice(bytes, [(container.Start + 1, container.End - 1, kept + style.Break + indent + Item(style, name, json, indent) + style.Break + outer)]);
    }

    private static byte[] RemoveItem(JsonText text, List<JsonNode> chain, IReadOnlyList<string> path, int index, JsonTrace trace)
    {
        JsonNode container = chain[^1];
        if (container.Items.Count > 1)
        {
            return Splice(text.Bytes, Cuts(text.Bytes, container, index));
        }

        byte[] bytes = text.Bytes;
        string name = JsonTrace.NameOf(path);
        string left = Rest(bytes, container);
        bool isBare = left.Length == 0 || Squeeze(left).Length == 0;
        if (trace.Made.Contains(name) && isBare)
        {
            if (path.Count > 0)
            {
                JsonNode parent = chain[^2];
                return RemoveItem(text, chain[..^1], [.. path.SkipLast(1)], parent.Items.FindIndex(item => item.Value == container), trace);
            }

            if (text.FirstComment < 0)
            {
                return Encoding.UTF8.GetBytes(trace.Blank ?? string.Empty);
            }
        }

        // What was empty gets back what stood in it, unless someone has written there meanwhile.
        string? before = trace.Empty.GetValueOrDefault(name);
        string inside = before is not null && Squeeze(left) == Squeeze(before) ? before : isBare ? string.Empty : left;
        return Splice(bytes, [(container.Start + 1, container.End - 1, inside)]);
    }

    // What else than its one item stands between the brackets.
    private static string Rest(byte[] bytes, JsonNode container)
    {
        JsonItem item = container.Items[0];
        int end = Math.Max(item.Value.End, item.Comma + 1);
        return Encoding.UTF8.GetString(bytes, container.Start + 1, item.Start - container.Start - 1) + Encoding.UTF8.GetString(bytes, end, container.End - 1 - end);
    }

    private static List<(int Start, int End, string Text)> Cuts(byte[] bytes, JsonNode container, int index)
    {
        JsonItem item = container.Items[index];
        int start = item.Start;
        while (start > container.Start + 1 && JsonText.IsSpace(bytes[start - 1]))
        {
            start--;
        }

        int end = item.Comma >= 0 ? item.Comma + 1 : item.Value.End;
        if (index == 0 && start == item.Start)
        {
            while (bytes[end] == ' ')
            {
                end++;
            }
        }

        // After a comment that runs to the end of its line, a line has to end.
        bool isAfterLineComment = index > 0 ? EndsInLineComment(bytes, container.Items[index - 1].Value.End, start) : EndsInLineComment(bytes, container.Start + 1, start);
        string instead = isAfterLineComment && bytes[end] is not ((byte)'\r' or (byte)'\n') ? "\n" : string.Empty;
        List<(int, int, string)> cuts = [(start, end, instead)];
        if (item.Comma < 0 && index > 0)
        {
            int comma = container.Items[index - 1].Comma;
            cuts.Insert(0, (comma, comma + 1, string.Empty));
        }

        return cuts;
    }

    private static bool EndsInLineComment(byte[] bytes, int from, int to)
    {
        int at = from;
        bool isLine = false;
        while (at < to)
        {
            int? end = JsonText.CommentEnd(bytes, at);
            isLine = end == to && bytes[at + 1] == '/';
            at = end ?? at + 1;
        }

        return isLine;
    }

    private static int AfterComments(ReadOnlySpan<byte> bytes, int after, out bool endsLine)
    {
        endsLine = false;
        int anchor = after;
        int at = after;
        while (at < bytes.Length)
        {
            if (bytes[at] is (byte)' ' or (byte)'\t')
            {
                at++;
            }
            else if (JsonText.CommentEnd(bytes, at) is { } end)
            {
                endsLine = bytes[at + 1] == '/';
                anchor = at = end;
            }
            else
            {
                break;
            }
        }

        return anchor;
    }

    private static string ItemIndent(ReadOnlySpan<byte> bytes, JsonStyle style, JsonNode container)
    {
        JsonItem first = container.Items[0];
        return HasBreak(bytes, container.Start, first.Start) ? JsonStyle.Indent(bytes, first.Start) : JsonStyle.Indent(bytes, container.Start) + style.Unit;
    }

    private static string Item(JsonStyle style, string? name, string json, string? indent) =>
        (name is null ? string.Empty : style.WriteName(name)) + style.Write(json, indent);

    private static string Nested(IEnumerable<string> path, string? name, string json)
    {
        string inner = name is null ? $"[{json}]" : $"{{{JsonStyle.Quote(name)}:{json}}}";
        return path.Reverse().Aggregate(inner, static (value, step) => $"{{{JsonStyle.Quote(step)}:{value}}}");
    }

    private static void NoteMade(JsonTrace trace, IReadOnlyList<string> path, int found)
    {
        for (int depth = found + 1; depth <= path.Count; depth++)
        {
            trace.Made.Add(JsonTrace.NameOf(path.Take(depth)));
        }
    }

    private static void Expect(JsonText text, JsonNode node, JsonValueKind kind, IEnumerable<string> path)
    {
        if (node.Kind != kind)
        {
            (int line, int column) = JsonText.Place(text.Bytes, node.Start);
            string what = JsonTrace.NameOf(path) is { Length: > 0 } name ? $"'{name.Replace('/', '.')}'" : "it";
            throw new JsonTextException($"{what} is {Word(node.Kind)}, and {Word(kind)} has to stand there", line, column);
        }
    }

    private static string Word(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a Boolean",
    };

    private static bool HasBreak(ReadOnlySpan<byte> bytes, int start, int end) => bytes[start..end].IndexOfAny((byte)'\r', (byte)'\n') >= 0;

    private static string Squeeze(string text) => string.Concat(text.Where(static c => c is not (' ' or '\t' or '\r' or '\n')));

    private static byte[] Splice(byte[] bytes, IReadOnlyList<(int Start, int End, string Text)> cuts)
    {
        List<byte> result = new(bytes.Length + 256);
        int at = 0;
        foreach ((int start, int end, string text) in cuts)
        {
            result.AddRange(bytes.AsSpan(at, start - at));
            result.AddRange(Encoding.UTF8.GetBytes(text));
            at = end;
        }

        result.AddRange(bytes.AsSpan(at));
        return [.. result];
    }
}
