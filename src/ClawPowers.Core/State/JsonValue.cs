using System.Buffers;
using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.State;

/// <summary>Dictionaries and arrays as JSON. Inside them, values keep the types that JSON has.</summary>
internal static class JsonValue
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is never put into HTML, and stays searchable
        SkipValidation = true,
    };

    /// <summary>Writes a dictionary or an array.</summary>
    /// <exception cref="ClawException"><c>UnsupportedValue</c>: too deep or circular, or something in it can't be kept.</exception>
    public static string Write(object value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes any value that can be kept.</summary>
    public static void Write(Utf8JsonWriter writer, object? value) => Write(writer, value, 1, value);

    /// <summary>Reads JSON: objects become ordered, case-insensitive dictionaries, arrays become <c>object[]</c>.</summary>
    public static object Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Read(document.RootElement)!;
    }

    /// <summary>The .NET value of a JSON element; null for JSON's null.</summary>
    public static object? Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var dictionary = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    dictionary[property.Name] = Read(property.Value);
                }

                return dictionary;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(Read).ToArray();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return ReadNumber(element);
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            default:
                return null;
        }
    }

    private static object ReadNumber(JsonElement element)
    {
        string text = element.GetRawText();
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 && element.TryGetInt64(out long integer))
        {
            return integer;
        }

        // A double shows at most 17 significant digits, and the ".0" of a whole one; more were written by a decimal.
        ReadOnlySpan<char> significant = text.AsSpan().TrimStart("-0.");
        double number = element.GetDouble();
        return significant.Length - significant.Count('.') > 17 && text.AsSpan().IndexOfAny('e', 'E') < 0 && text != TextOf(number) && element.TryGetDecimal(out decimal exact)
            ? exact
            : number;
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth, object? root)
    {
        switch (value)
        {
            case IDictionary dictionary:
                Descend(depth, root);
                WriteDictionary(writer, dictionary, depth, root);
                break;
            case IList list:
                Descend(depth, root);
                writer.WriteStartArray();
                foreach (object? item in list)
                {
                    Write(writer, item, depth + 1, root);
                }

                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case decimal number:
                writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                WriteScalar(writer, StoredValue.From(value));
                break;
        }
    }

    // "1.0" and not "1", so that it comes back as a double.
    private static string TextOf(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }

    private static void WriteScalar(Utf8JsonWriter writer, StoredValue stored)
    {
        if (stored.Raw is double number)
        {
            writer.WriteRawValue(TextOf(number));
        }
        else if (stored.Raw is long integer)
        {
            writer.WriteNumberValue(integer);
        }
        else
        {
            writer.WriteStringValue((string)stored.Raw);
        }
    }

    private static void WriteDictionary(Utf8JsonWriter writer, IDictionary dictionary, int depth, object? root)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        List<(string Name, object? Value)> members = [];
        foreach (DictionaryEntry member in dictionary)
        {
            string name = StoredValue.WellFormed(Convert.ToString(member.Key, CultureInfo.InvariantCulture)!, root);
            if (!names.Add(name))
            {
                throw StateErrors.UnsupportedValue($"the dictionary has two keys '{name}' that differ only in case", root);
            }

            members.Add((name, member.Value));
        }

        if (dictionary is Hashtable)
        {
            // A hashtable has no order of its own; a fixed one makes equal values equal texts.
            members.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        }

        writer.WriteStartObject();
        foreach ((string name, object? member) in members)
        {
            writer.WritePropertyName(name);
            Write(writer, member, depth + 1, root);
        }

        writer.WriteEndObject();
    }

    private static void Descend(int depth, object? root)
    {
        if (depth > StateLimits.MaximumDepth)
        {
            throw StateErrors.UnsupportedValue($"it is nested more than {StateLimits.MaximumDepth} levels deep, or contains itself", root);
        }
    }
}
