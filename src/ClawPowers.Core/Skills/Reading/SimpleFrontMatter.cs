using System.Buffers;

namespace ClawPowers.Core.Skills.Reading;

/// <summary>
/// Reads the front matter that almost every skill has without YAML's full grammar, at a fraction of the time: lines
/// <c>name: value</c>, and maps of such lines one level down. Whatever has more to it is left to <see cref="FrontMatterReader"/>,
/// which gives the same nodes for what is read here; a property test compares them.
/// </summary>
internal static class SimpleFrontMatter
{
    private const int LongestName = 64;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    // What YAML forbids, or treats as the end of a line, and what needs a second look.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Where(static c => c is (< ' ' and not '\n') or > '~').Concat(Enumerable.Range(0xD800, 0x800)).Concat([0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF]).Select(static c => (char)c)]);

    /// <summary>Reads front matter; null if it is not simple.</summary>
    /// <param name="yaml">The text between the two marks, lines ended by line feeds.</param>
    /// <param name="lineBefore">The number of the line above it.</param>
    public static FrontMatterNode? Read(string yaml, int lineBefore)
    {
        int at = 0;
        int line = lineBefore + 1;
        List<FrontMatterField>? fields = yaml.AsSpan().ContainsAny(Special) ? null : Fields(yaml, indent: 0, ref at, ref line);
        return fields is { Count: > 0 } && at == yaml.Length ? Map(fields) : null;
    }

    // The lines with this indent; null if one of them is not simple. Ends at one with less.
    private static List<FrontMatterField>? Fields(string yaml, int indent, ref int at, ref int line)
    {
        List<FrontMatterField> fields = [];
        while (at < yaml.Length && Blanks(yaml, at) is var blanks && (indent == 0 || blanks > 0))
        {
            int nameStart = at + blanks;
            int end = yaml.IndexOf('\n', at) is >= 0 and int found ? found : yaml.Length;
            ReadOnlySpan<char> rest = yaml.AsSpan(nameStart, end - nameStart);
            int length = rest.IndexOfAnyExcept(NameCharacters);
            if (blanks != indent || length is <= 0 or > LongestName || rest[length] != ':')
            {
                return null;
            }

            string name = yaml.Substring(nameStart, length);
            if (fields.Exists(field => field.Name == name))
            {
                return null;
            }

            ReadOnlySpan<char> value = rest[(length + 1)..];
            int valueColumn = indent + length + 2 + value.IndexOfAnyExcept(' ');
            int nameLine = line++;
            at = Math.Min(end + 1, yaml.Length);
            FrontMatterNode? node;
            if (value.IsEmpty)
            {
                int below = at < yaml.Length ? Blanks(yaml, at) : 0;
                node = indent == 0 && below > 0 && Fields(yaml, below, ref at, ref line) is { Count: > 0 } inner ? Map(inner) : null;
            }
            else
            {
                node = value[0] == ' ' ? Scalar(value.Trim(' '), nameLine, valueColumn) : null;
            }

            if (node is null)
            {
                return null;
            }

            fields.Add(new FrontMatterField(name, new FrontMatterNode { Kind = FrontMatterKind.Scalar, Line = nameLine, Column = indent + 1, Text = name }, node));
        }

        return fields;
    }

    private static FrontMatterNode? Scalar(ReadOnlySpan<char> value, int line, int column)
    {
        if (value.IsEmpty)
        {
            return null;
        }

        (FrontMatterStyle style, bool isSimple) = value[0] switch
        {
            '"' => (FrontMatterStyle.DoubleQuoted, IsQuoted(value, '"') && !value.Contains('\\')),
            '\'' => (FrontMatterStyle.SingleQuoted, IsQuoted(value, '\'')),
            _ => (FrontMatterStyle.Plain, char.IsAsciiLetterOrDigit(value[0]) && value[^1] != ':' && value.IndexOf(": ", StringComparison.Ordinal) < 0 && value.IndexOf(" #", StringComparison.Ordinal) < 0),
        };
        return isSimple
            ? new FrontMatterNode { Kind = FrontMatterKind.Scalar, Line = line, Column = column, Style = style, Text = (style == FrontMatterStyle.Plain ? value : value[1..^1]).ToString() }
            : null;
    }

    private static bool IsQuoted(ReadOnlySpan<char> value, char quote) => value.Length > 1 && value[1..].IndexOf(quote) == value.Length - 2;

    private static FrontMatterNode Map(List<FrontMatterField> fields)
    {
        long size = 1;
        foreach (FrontMatterField field in fields)
        {
            size += field.Key.Size + field.Value.Size;
        }

        return new FrontMatterNode { Kind = FrontMatterKind.Map, Line = fields[0].Key.Line, Column = fields[0].Key.Column, Fields = fields, Size = size };
    }

    private static int Blanks(string yaml, int at)
    {
        int blanks = yaml.AsSpan(at).IndexOfAnyExcept(' ');
        return blanks < 0 ? yaml.Length - at : blanks;
    }
}
