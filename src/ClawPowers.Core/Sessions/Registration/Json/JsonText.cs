using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ClawPowers.Core.Sessions.Registration.Json;

/// <summary>A JSON text with comments, as bytes and as the values that stand in it. Nothing of it is lost.</summary>
internal sealed class JsonText
{
    private const int Deepest = 256;

    private JsonText(byte[] bytes, JsonNode? root)
    {
        Bytes = bytes;
        Root = root;
    }

    /// <summary>The bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>The value; null if there is nothing but blanks.</summary>
    public JsonNode? Root { get; }

    /// <summary>The first comment; -1 for none.</summary>
    public int FirstComment { get; private set; } = -1;

    /// <summary>The bytes before the text: the mark of UTF-8, or none.</summary>
    public static int Mark(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

    /// <summary>Whether there is nothing but blanks.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes[Mark(bytes)..].IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <summary>Reads a text.</summary>
    /// <exception cref="JsonTextException">It is none.</exception>
    public static JsonText Parse(byte[] bytes, bool allowTrailingCommas)
    {
        CheckEncoding(bytes);
        int mark = Mark(bytes);
        if (IsBlank(bytes))
        {
            return new JsonText(bytes, root: null);
        }

        try
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(mark), new JsonReaderOptions
            {
                AllowTrailingCommas = allowTrailingCommas,
                CommentHandling = JsonCommentHandling.Allow,
                MaxDepth = Deepest,
            });
            return Read(bytes, mark, ref reader);
        }
        catch (JsonException exception)
        {
            // The line is counted from zero, and the place in it in bytes.
            int line = (int)(exception.LineNumber ?? 0);
            string reason = exception.Message.Split(". LineNumber", 2)[0].Split(" LineNumber:", 2)[0].TrimEnd('.');
            throw new JsonTextException(reason, line + 1, Column(bytes, line, (int)(exception.BytePositionInLine ?? 0)));
        }
    }

    /// <summary>Where a byte stands, counted from one.</summary>
    public static (int Line, int Column) Place(ReadOnlySpan<byte> bytes, int at)
    {
        int mark = Mark(bytes);
        ReadOnlySpan<byte> before = bytes[mark..Math.Max(mark, at)];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <summary>The first byte from a place on that belongs neither to a blank nor to a comment.</summary>
    public static int SkipTrivia(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length)
        {
            if (IsSpace(bytes[at]))
            {
                at++;
            }
            else if (CommentEnd(bytes, at) is { } end)
            {
                at = end;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    /// <summary>The byte after a comment that begins at a place, without the end of its line; null if none begins there.</summary>
    public static int? CommentEnd(ReadOnlySpan<byte> bytes, int at)
    {
        if (bytes[at..].StartsWith("//"u8))
        {
            int length = bytes[at..].IndexOfAny((byte)'\r', (byte)'\n');
            return length < 0 ? bytes.Length : at + length;
        }

        if (bytes[at..].StartsWith("/*"u8))
        {
            int length = bytes[(at + 2)..].IndexOf("*/"u8);
            return length < 0 ? bytes.Length : at + 2 + length + 2;
        }

        return null;
    }

    /// <summary>Whether a byte is a blank between values.</summary>
    public static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static JsonText Read(byte[] bytes, int mark, ref Utf8JsonReader reader)
    {
        JsonNode? root = null;
        int firstComment = -1;
        var open = new Stack<JsonNode>();
        (string Name, int Start, int End)? name = null;
        while (reader.Read())
        {
            int start = mark + (int)reader.TokenStartIndex;
            int end = mark + (int)reader.BytesConsumed;
            switch (reader.TokenType)
            {
                case JsonTokenType.Comment:
                    firstComment = firstComment < 0 ? start : firstComment;
                    break;
                case JsonTokenType.PropertyName:
                    // The reader counts the colon to the name.
                    name = (TextOf(ref reader), start, start + 2 + reader.ValueSpan.Length);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Close(bytes, open.Pop(), end, open);
                    break;
                default:
                    JsonNode node = Node(ref reader, start);
                    if (open.TryPeek(out JsonNode? parent))
                    {
                        parent.Items.Add(new JsonItem(name?.Name, name?.Start ?? start, name?.End ?? start, node));
                        name = null;
                    }

                    root ??= node;
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        open.Push(node);
                    }
                    else
                    {
                        Close(bytes, node, end, open);
                    }

                    break;
            }
        }

        if (root is null)
        {
            (int line, int column) = Place(bytes, bytes.Length);
            throw new JsonTextException("there is a comment and no value", line, column);
        }

        return new JsonText(bytes, root) { FirstComment = firstComment };
    }

    private static JsonNode Node(ref Utf8JsonReader reader, int start) => reader.TokenType switch
    {
        JsonTokenType.StartObject => new JsonNode(JsonValueKind.Object, start),
        JsonTokenType.StartArray => new JsonNode(JsonValueKind.Array, start),
        JsonTokenType.String => new JsonNode(JsonValueKind.String, start) { Text = TextOf(ref reader) },
        JsonTokenType.Number => new JsonNode(JsonValueKind.Number, start),
        JsonTokenType.True => new JsonNode(JsonValueKind.True, start),
        JsonTokenType.False => new JsonNode(JsonValueKind.False, start),
        _ => new JsonNode(JsonValueKind.Null, start),
    };

    // Half of a character, such as \ud800, is JSON and no text: no name of ours and no command, so how it is written is all there is to know.
    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private static void Close(byte[] bytes, JsonNode node, int end, Stack<JsonNode> open)
    {
        node.End = end;
        if (open.TryPeek(out JsonNode? parent))
        {
            int next = SkipTrivia(bytes, end);
            parent.Items[^1].Comma = next < bytes.Length && bytes[next] == ',' ? next : -1;
        }
    }

    private static void CheckEncoding(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new JsonTextException("it is UTF-16, and agents read UTF-8", 1, 1);
        }

        if (!Utf8.IsValid(bytes))
        {
            int valid = FirstInvalid(bytes);
            (int line, int column) = Place(bytes, valid);
            throw new JsonTextException("it is not UTF-8", line, column);
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out int length) is System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static int Column(ReadOnlySpan<byte> bytes, int line, int inLine)
    {
        int start = Mark(bytes);
        for (int i = 0; i < line && start <= bytes.Length; i++)
        {
            int length = bytes[start..].IndexOf((byte)'\n');
            start = length < 0 ? bytes.Length : start + length + 1;
        }

        return Encoding.UTF8.GetCharCount(bytes[start..Math.Min(bytes.Length, start + inLine)]) + 1;
    }
}

/// <summary>A text that is no JSON, and where it stops being some.</summary>
internal sealed class JsonTextException(string reason, int line, int column) : Exception(reason)
{
    /// <summary>The line, counted from one.</summary>
    public int Line => line;

    /// <summary>The character in the line, counted from one.</summary>
    public int Column => column;
}
