using System.Text;
using System.Text.Json;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Sessions.Registration.Json;

/// <summary>How the author of a JSON text lays it out, so that what is added looks like the rest.</summary>
/// <param name="Break">What ends a line.</param>
/// <param name="Unit">What each level is indented by.</param>
/// <param name="Colon">What stands between a name and its value.</param>
/// <param name="Comma">What stands between two items on one line.</param>
/// <param name="IsOneLine">Whether all of it stands on one line.</param>
internal sealed record JsonStyle(string Break, string Unit, string Colon, string Comma, bool IsOneLine)
{
    private static readonly JsonStyle Usual = new("\n", "  ", ": ", ", ", IsOneLine: false);

    /// <summary>Looks at a text.</summary>
    public static JsonStyle Of(JsonText text)
    {
        ReadOnlySpan<byte> bytes = text.Bytes;
        string lineBreak = LineEnds.Of(bytes).Usual;
        if (text.Root is not { Items.Count: > 0 } root)
        {
            return Usual with { Break = lineBreak };
        }

        JsonItem first = root.Items[0];
        bool isOneLine = bytes[root.Start..first.Start].IndexOfAny((byte)'\r', (byte)'\n') < 0;
        bool isTight = first.Name is not null && bytes[first.NameEnd..first.Value.Start].SequenceEqual(":"u8);
        string unit = isOneLine ? Usual.Unit : Below(Indent(bytes, first.Start), Indent(bytes, root.Start));
        return new JsonStyle(lineBreak, unit, isTight ? ":" : Usual.Colon, isTight ? "," : Usual.Comma, isOneLine);
    }

    /// <summary>The blanks at the beginning of the line in which a place is.</summary>
    public static string Indent(ReadOnlySpan<byte> bytes, int at)
    {
        int start = Math.Max(bytes[..at].LastIndexOfAny((byte)'\r', (byte)'\n') + 1, JsonText.Mark(bytes));
        int length = bytes[start..].IndexOfAnyExcept((byte)' ', (byte)'\t');
        return Encoding.UTF8.GetString(bytes.Slice(start, Math.Max(0, Math.Min(length < 0 ? bytes.Length - start : length, at - start))));
    }

    /// <summary>A value in this style.</summary>
    /// <param name="json">The value.</param>
    /// <param name="indent">What the line is indented by in which it begins; null to keep it on one line.</param>
    public string Write(string json, string? indent)
    {
        using var document = JsonDocument.Parse(json);
        var text = new StringBuilder();
        Write(text, document.RootElement, indent);
        return text.ToString();
    }

    /// <summary>A member's name, as it stands before its value.</summary>
    public string WriteName(string name) => Quote(name) + Colon;

    /// <summary>A text in quotes.</summary>
    public static string Quote(string text) => "\"" + JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    private void Write(StringBuilder text, JsonElement value, string? indent)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            WriteItems(text, '{', '}', indent, [.. value.EnumerateObject().Select(static member => ((string?)member.Name, member.Value))]);
        }
        else if (value.ValueKind is JsonValueKind.Array)
        {
            WriteItems(text, '[', ']', indent, [.. value.EnumerateArray().Select(static element => ((string?)null, element))]);
        }
        else
        {
            text.Append(value.GetRawText());
        }
    }

    private void WriteItems(StringBuilder text, char open, char close, string? indent, List<(string? Name, JsonElement Value)> items)
    {
        text.Append(open);
        string? inner = indent is null ? null : indent + Unit;
        for (int i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? string.Empty : inner is null ? Comma : ",").Append(inner is null ? null : Break + inner);
            if (items[i].Name is { } name)
            {
                text.Append(WriteName(name));
            }

            Write(text, items[i].Value, inner);
        }

        text.Append(indent is null || items.Count == 0 ? null : Break + indent).Append(close);
    }

    private static string Below(string inner, string outer) =>
        inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal) ? inner[outer.Length..]
        : inner == outer ? string.Empty
        : Usual.Unit;
}
