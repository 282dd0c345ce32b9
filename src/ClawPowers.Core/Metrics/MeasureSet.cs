using System.Buffers;
using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Metrics;

/// <summary>A run's measures: their rules, and their form in the store, a flat JSON object.</summary>
internal static class MeasureSet
{
    public const int MaximumCount = 64;
    public const int MaximumNameLength = 64;
    public const int MaximumTextLength = 200;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is never put into HTML
        SkipValidation = true,
    };

    /// <summary>Whether a text can be a measure's name.</summary>
    public static bool IsName(string name)
    {
        if (name.Length is 0 or > MaximumNameLength || !(char.IsAsciiLetter(name[0]) || name[0] == '_'))
        {
            return false;
        }

        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Refuses what can't be a measure's name.</summary>
    public static void CheckName(string name)
    {
        if (!IsName(name))
        {
            throw MetricErrors.InvalidMeasure(name, "that is not a name for a measure", name);
        }
    }

    /// <summary>Checks measures and brings their values into the types that are kept.</summary>
    /// <param name="measures">Names to values.</param>
    /// <param name="allowNull">Whether a null value is meant, to take a measure away.</param>
    /// <param name="allowSecret">Whether a text may look like a secret.</param>
    /// <param name="target">What an error names.</param>
    public static List<KeyValuePair<string, object?>> Checked(IDictionary measures, bool allowNull, bool allowSecret, object? target)
    {
        var all = new List<KeyValuePair<string, object?>>(measures.Count);
        foreach (DictionaryEntry measure in measures)
        {
            string name = measure.Key as string ?? Convert.ToString(measure.Key, CultureInfo.InvariantCulture)!;
            if (!IsName(name))
            {
                throw MetricErrors.InvalidMeasure(name, "that is not a name for a measure", target);
            }

            foreach (KeyValuePair<string, object?> other in all)
            {
                if (string.Equals(other.Key, name, StringComparison.OrdinalIgnoreCase))
                {
                    throw MetricErrors.InvalidMeasure(name, "it is there twice, and case does not count", target);
                }
            }

            object? value = measure.Value is null && allowNull ? null : ValueOf(name, measure.Value, target);
            if (!allowSecret && value is string text && SecretScanner.Find(text) is { } rule)
            {
                throw MetricErrors.SecretInValue($"measure '{name}'", rule, target);
            }

            all.Add(new(name, value));
        }

        CheckCount(all.Count, target);
        if (measures is Hashtable)
        {
            // A hashtable has no order of its own; a fixed one makes equal measures equal texts.
            all.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        }

        return all;
    }

    /// <summary>Refuses more measures than a run may have.</summary>
    public static void CheckCount(int count, object? target)
    {
        if (count > MaximumCount)
        {
            throw MetricErrors.InvalidMeasure("all", $"there are {count}", target);
        }
    }

    /// <summary>The measures as UTF-8 JSON; empty for none.</summary>
    public static byte[] Write(IReadOnlyList<KeyValuePair<string, object?>> measures)
    {
        if (measures.Count == 0)
        {
            return [];
        }

        var buffer = new ArrayBufferWriter<byte>(32 * measures.Count);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            foreach ((string name, object? value) in measures)
            {
                switch (value)
                {
                    case long integer:
                        writer.WriteNumber(name, integer);
                        break;
                    case double number:
                        WriteFraction(writer, name, number);
                        break;
                    case bool flag:
                        writer.WriteBoolean(name, flag);
                        break;
                    default:
                        writer.WriteString(name, (string)value!);
                        break;
                }
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null is none.</summary>
    public static OrderedDictionary Read(string? json)
    {
        var measures = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
        if (json is null)
        {
            return measures;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
        try
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(0, Encoding.UTF8.GetBytes(json, buffer)));
            Expect(reader.Read() && reader.TokenType is JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                Expect(reader.Read());
                measures[name] = ReadValue(ref reader);
            }

            Expect(reader.TokenType is JsonTokenType.EndObject);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return measures;
    }

    /// <summary>A value as text, the same for equal values.</summary>
    public static string TextOf(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static object ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 && reader.TryGetInt64(out long integer)
                    ? (object)integer
                    : reader.GetDouble();
            case JsonTokenType.True or JsonTokenType.False:
                return reader.GetBoolean();
            default:
                Expect(reader.TokenType is JsonTokenType.String);
                return reader.GetString()!;
        }
    }

    private static void Expect(bool isSo)
    {
        if (!isSo)
        {
            throw new FormatException("The measures of a run are not a flat object.");
        }
    }

    // "1.0" and not "1", so that it comes back as a fraction.
    private static void WriteFraction(Utf8JsonWriter writer, string name, double number)
    {
        Span<char> text = stackalloc char[40];
        number.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        if (text[..length].IndexOfAny('.', 'E') < 0)
        {
            ".0".CopyTo(text[length..]);
            length += 2;
        }

        writer.WritePropertyName(name);
        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }

    private static object ValueOf(string name, object? value, object? target) => value switch
    {
        long or bool => value,
        double number => Finite(name, number, target),
        string text => TextOf(name, text, target),
        int or short or sbyte or byte or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong large => large <= long.MaxValue ? (long)large : throw MetricErrors.InvalidMeasure(name, $"{large} is larger than the largest integer, {long.MaxValue}", target),
        decimal number => (double)number,

        // By its digits: 0.1f is meant to be 0.1.
        float number => Finite(name, double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), target),
        char letter => TextOf(name, letter.ToString(), target),
        Enum choice => choice.ToString(),
        null => throw MetricErrors.InvalidMeasure(name, "it has no value", target),
        _ => throw MetricErrors.InvalidMeasure(name, $"it is of type {value.GetType().FullName}", target),
    };

    private static double Finite(string name, double number, object? target) => double.IsFinite(number)
        ? number
        : throw MetricErrors.InvalidMeasure(name, $"{number.ToString(CultureInfo.InvariantCulture)} is not a finite number", target);

    private static string TextOf(string name, string text, object? target)
    {
        string trimmed = text.Trim();
        return trimmed.Length == 0 ? throw MetricErrors.InvalidMeasure(name, "its text is empty", target)
            : ShortText.Problem(trimmed, MaximumTextLength) is { } problem ? throw MetricErrors.InvalidMeasure(name, problem, target)
            : trimmed;
    }
}
