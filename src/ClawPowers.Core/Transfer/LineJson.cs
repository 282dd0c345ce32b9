using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Transfer;

/// <summary>Lines of an export as JSON, and back.</summary>
internal static class LineJson
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never put into HTML; other scripts stay readable in a diff
        SkipValidation = true,
    };

    /// <summary>Writes a line without its end.</summary>
    public static void Write(Utf8JsonWriter writer, ExportLine line)
    {
        writer.WriteStartObject();
        writer.WriteString("type", line.Shape.Type);
        foreach (Field field in line.Shape.Fields)
        {
            if (line[field] is { } value && !(field.Kind is FieldKind.Project && value is ""))
            {
                writer.WritePropertyName(field.Name);
                WriteValue(writer, line, field, value);
            }
        }

        if (line.IsMasked)
        {
            writer.WriteBoolean("masked", true);
        }

        writer.WriteEndObject();
    }

    /// <summary>A moment as text.</summary>
    public static string Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static ExportLine Read(JsonElement json, string type)
    {
        LineShape shape = ShapeOf(type) ?? throw new FormatException($"its type '{type}' is not known");
        var line = new ExportLine(shape);
        JsonElement value = default;
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (member.NameEquals("type"))
            {
                continue;
            }

            if (member.NameEquals("masked"))
            {
                line.IsMasked = member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? member.Value.GetBoolean() : throw Wrong("masked", "true or false");
                continue;
            }

            Field field = FieldOf(shape, member);
            if (member.Value.ValueKind is JsonValueKind.Null)
            {
                continue;
            }

            if (field.Kind is FieldKind.Value)
            {
                value = member.Value;
            }
            else
            {
                line[field] = ReadValue(field, member.Value);
            }
        }

        foreach (Field field in shape.Fields)
        {
            if (field.Kind is FieldKind.Project)
            {
                line[field] ??= string.Empty;
            }
            else if (field.Kind is FieldKind.Value && value.ValueKind is not JsonValueKind.Undefined)
            {
                line[field] = ReadStored(line, value);
            }

            if (field.IsRequired && line[field] is null)
            {
                throw new FormatException($"it has no '{field.Name}'");
            }
        }

        return line;
    }

    private static LineShape? ShapeOf(string type)
    {
        foreach (LineShape shape in LineShape.All)
        {
            if (shape.Type == type)
            {
                return shape;
            }
        }

        return null;
    }

    private static Field FieldOf(LineShape shape, JsonProperty member)
    {
        foreach (Field field in shape.Fields)
        {
            if (member.NameEquals(field.Name))
            {
                return field;
            }
        }

        throw new FormatException($"a line of the type '{shape.Type}' has no member '{member.Name}'");
    }

    private static void WriteValue(Utf8JsonWriter writer, ExportLine line, Field field, object value)
    {
        switch (field.Kind)
        {
            case FieldKind.Integer:
                writer.WriteNumberValue((long)value);
                break;
            case FieldKind.Time:
                writer.WriteStringValue(Time((long)value));
                break;
            case FieldKind.Word:
                writer.WriteStringValue(field.Words[(int)(long)value]);
                break;
            case FieldKind.Real:
                WriteReal(writer, (double)value);
                break;
            case FieldKind.Json:
                WriteJson(writer, (string)value);
                break;
            case FieldKind.Value:
                WriteStored(writer, new StoredValue((StateValueType)(long)line[KindOf(line.Shape)]!, value));
                break;
            default:
                writer.WriteStringValue((string)value);
                break;
        }
    }

    private static void WriteStored(Utf8JsonWriter writer, StoredValue value)
    {
        switch (value)
        {
            case { Raw: long integer }:
                writer.WriteNumberValue(integer);
                break;
            case { Raw: double real }:
                WriteReal(writer, real);
                break;
            case { Type: StateValueType.Boolean, Raw: "True" or "False" }:
                writer.WriteBooleanValue(value.Raw is "True");
                break;
            case { Type: StateValueType.Json }:
                WriteJson(writer, (string)value.Raw);
                break;
            default:
                writer.WriteStringValue((string)value.Raw);
                break;
        }
    }

    private static void WriteReal(Utf8JsonWriter writer, double number) => writer.WriteRawValue(number.ToString("R", CultureInfo.InvariantCulture));

    // What is kept is on one line already; space that is not would make two lines of one.
    private static void WriteJson(Utf8JsonWriter writer, string json) =>
        writer.WriteRawValue(json.AsSpan().IndexOfAny('\n', '\r') < 0 ? json : json.Replace('\n', ' ').Replace('\r', ' '), skipInputValidation: true);

    private static Field KindOf(LineShape shape) => ReferenceEquals(shape, LineShape.Entry.Shape) ? LineShape.Entry.Kind : LineShape.Version.Kind;

    private static object ReadValue(Field field, JsonElement json) => field.Kind switch
    {
        FieldKind.Project => Text(field, json) is { } project && project.Length > 0 && project.Trim().Length == project.Length ? project : throw Wrong(field.Name, "a project's name"),
        FieldKind.Skill => Text(field, json) is var name && IsSkill(name) ? name : throw Wrong(field.Name, "a skill's name"),
        FieldKind.Integer => Integer(json) ?? throw Wrong(field.Name, "a whole number"),
        FieldKind.Time => DateTimeOffset.TryParseExact(Text(field, json), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment.ToUnixTimeMilliseconds()
            : throw Wrong(field.Name, "a moment such as 2026-11-02T09:00:00.000Z"),
        FieldKind.Word => IndexOf(field.Words, Text(field, json)) is var index and >= 0 ? (long)index : throw Wrong(field.Name, "one of " + string.Join(", ", field.Words)),
        FieldKind.Real => Real(json) ?? throw Wrong(field.Name, "a number"),
        FieldKind.Json => ReadJson(field.Name, json),
        FieldKind.Bytes => Text(field, json) is { Length: 64 } digits && digits.AsSpan().IndexOfAnyExcept(Hexadecimal) < 0 ? digits : throw Wrong(field.Name, "64 hexadecimal digits"),
        _ => Text(field, json),
    };

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    private static bool IsSkill(string name)
    {
        try
        {
            return Metrics.SkillName.Normalize(name) == name;
        }
        catch (ClawException)
        {
            return false;
        }
    }

    private static int IndexOf(IReadOnlyList<string> words, string word)
    {
        for (int i = 0; i < words.Count; i++)
        {
            if (words[i] == word)
            {
                return i;
            }
        }

        return -1;
    }

    private static object ReadStored(ExportLine line, JsonElement json)
    {
        if (line[KindOf(line.Shape)] is not long kind)
        {
            throw new FormatException("it has a 'value' and no 'kind'");
        }

        var type = (StateValueType)kind;
        object raw = type switch
        {
            StateValueType.Integer => Integer(json) ?? throw Wrong("value", "a whole number"),
            StateValueType.Real => Real(json) ?? throw Wrong("value", "a number"),
            StateValueType.Boolean => json.ValueKind switch
            {
                JsonValueKind.True => "True",
                JsonValueKind.False => "False",
                _ => throw Wrong("value", "true or false"),
            },
            StateValueType.Json => ReadJson("value", json),
            _ => Text(json) ?? throw Wrong("value", "text"),
        };

        // What can't be read back must not get in.
        try
        {
            object? value = type is StateValueType.Decimal or StateValueType.DateTime or StateValueType.DateTimeOffset or StateValueType.Json ? new StoredValue(type, raw).ToObject() : null;
            if (type is StateValueType.Json)
            {
                _ = JsonValue.Write(value!);
            }
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or JsonException or InvalidOperationException or ClawException)
        {
            throw Wrong("value", "a " + type);
        }

        return raw;
    }

    // A half of a surrogate pair and a number beyond all doubles are JSON, and no command could read them.
    private static string ReadJson(string name, JsonElement json) =>
        json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) ? throw Wrong(name, "an object or an array")
        : !IsReadable(json) ? throw Wrong(name, "without numbers that are too large")
        : json.GetRawText();

    private static bool IsReadable(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().All(static member => member.Name is string && IsReadable(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().All(IsReadable),
        JsonValueKind.String => json.GetString() is not null,
        JsonValueKind.Number => Real(json) is not null,
        _ => true,
    };

    private static string Text(Field field, JsonElement json) => Text(json) ?? throw Wrong(field.Name, "text");

    private static string? Text(JsonElement json)
    {
        try
        {
            return json.ValueKind is JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair
        }
    }

    private static long? Integer(JsonElement json) => json.ValueKind is JsonValueKind.Number && json.TryGetInt64(out long number) ? number : null;

    private static double? Real(JsonElement json) => json.ValueKind is JsonValueKind.Number && json.TryGetDouble(out double number) && double.IsFinite(number) ? number : null;

    private static FormatException Wrong(string member, string allowed) => new($"its '{member}' is not {allowed}");
}
