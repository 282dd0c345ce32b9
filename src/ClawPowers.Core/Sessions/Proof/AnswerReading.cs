using System.Globalization;
using System.Text;
using System.Text.Json;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Sessions.Proof;

/// <summary>What an agent makes of the bytes that a hook has written.</summary>
internal sealed record AnswerReading
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is wrong with the bytes as text; null for nothing.</summary>
    public string? EncodingProblem { get; private init; }

    /// <summary>What is wrong with the text as an answer; null for nothing.</summary>
    public string? Problem { get; private init; }

    /// <summary>The context in it; null if there is none.</summary>
    public string? Context { get; private init; }

    /// <summary>The length of the whole answer, in UTF-16 units.</summary>
    public int Length { get; private init; }

    /// <summary>Reads an answer as strictly as the strictest agent does.</summary>
    /// <param name="output">The bytes.</param>
    /// <param name="shape">What the agent wants.</param>
    public static AnswerReading Of(ReadOnlySpan<byte> output, AnswerShape shape)
    {
        string? encoding = output.StartsWith("\uFEFF"u8) ? "It begins with a byte order mark." : null;
        if (encoding is not null)
        {
            output = output[3..];
        }

        string text;
        try
        {
            text = Strict.GetString(output);
        }
        catch (DecoderFallbackException exception)
        {
            encoding = string.Create(CultureInfo.InvariantCulture, $"It is not UTF-8 from byte {exception.Index + 1} on{(output is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? ", but UTF-16" : string.Empty)}.");
            text = Encoding.UTF8.GetString(output);
        }

        var reading = new AnswerReading { EncodingProblem = encoding, Length = text.Length };
        if (string.IsNullOrWhiteSpace(text))
        {
            return reading with { Problem = "It wrote nothing." };
        }

        try
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            var reader = new Utf8JsonReader(bytes);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            if (bytes.AsSpan((int)reader.BytesConsumed).Trim(" \t\r\n"u8).Length > 0)
            {
                return reading with { Problem = $"Something follows the JSON: {Excerpt(Encoding.UTF8.GetString(bytes.AsSpan((int)reader.BytesConsumed)))}" };
            }

            string? problem = Read(document.RootElement, shape, out string? context);
            return reading with { Problem = problem, Context = context };
        }
        catch (JsonException)
        {
            return reading with { Problem = $"It is not JSON: {Excerpt(text)}" };
        }
    }

    /// <summary>The beginning of a text that others wrote, on one line and harmless.</summary>
    public static string Excerpt(string text)
    {
        const int length = 160;
        string line = VisibleText.OneLine(text.Length > length * 4 ? text[..(length * 4)] : text);
        return line.Length > length ? line[..length].TrimEnd() + "..." : line;
    }

    private static string? Read(JsonElement root, AnswerShape shape, out string? context)
    {
        context = null;
        if (root.ValueKind is not JsonValueKind.Object)
        {
            return $"It is JSON, but not an object: {Excerpt(root.GetRawText())}";
        }

        string top = shape.IsNested ? AnswerShape.Nest : shape.Property;
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (!names.Add(property.Name))
            {
                return $"'{property.Name}' is in it twice.";
            }

            if (property.Name != top && !shape.Others.Contains(property.Name, StringComparer.Ordinal))
            {
                return $"This agent reads no '{Excerpt(property.Name)}' there. The context belongs in '{Where(shape)}'.";
            }
        }

        if (!root.TryGetProperty(top, out JsonElement value))
        {
            return null; // Valid, and without a context.
        }

        if (!shape.IsNested)
        {
            return Text(value, shape, out context);
        }

        if (value.ValueKind is not JsonValueKind.Object)
        {
            return $"'{AnswerShape.Nest}' is not an object.";
        }

        if (value.EnumerateObject().FirstOrDefault(property => property.Name != "hookEventName" && property.Name != shape.Property) is { Value.ValueKind: not JsonValueKind.Undefined } other)
        {
            return $"This agent reads no '{Excerpt(other.Name)}' in '{AnswerShape.Nest}'.";
        }

        if (!value.TryGetProperty("hookEventName", out JsonElement name) || name.ValueKind is not JsonValueKind.String || name.GetString() != "SessionStart")
        {
            return $"'{AnswerShape.Nest}.hookEventName' is not 'SessionStart'.";
        }

        return value.TryGetProperty(shape.Property, out JsonElement text) ? Text(text, shape, out context) : null;
    }

    private static string? Text(JsonElement value, AnswerShape shape, out string? context)
    {
        context = value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        return context is null ? $"'{Where(shape)}' is not a text." : null;
    }

    private static string Where(AnswerShape shape) => shape.IsNested ? $"{AnswerShape.Nest}.{shape.Property}" : shape.Property;
}
