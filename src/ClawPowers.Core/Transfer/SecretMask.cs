using System.Buffers;
using System.Text;
using System.Text.Json;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Transfer;

/// <summary>Masks what looks like a secret in a line that leaves the store.</summary>
internal static class SecretMask
{
    /// <summary>Masks every free text in a line.</summary>
    /// <returns>Whether there was anything to mask.</returns>
    public static bool Apply(ExportLine line)
    {
        foreach (Field field in line.Shape.Fields)
        {
            if (field.IsFreeText && line[field] is string text && SecretScanner.Find(text) is { } rule)
            {
                line.IsMasked = true;
                Mask(line, field, text, rule);
            }
        }

        return line.IsMasked;
    }

    /// <summary>The text of a value as an export shows it.</summary>
    public static StoredValue Of(StoredValue value)
    {
        if (value.Raw is not string text || SecretScanner.Find(text) is null)
        {
            return value;
        }

        return value.Type is StateValueType.Json && Members(text) is { } json
            ? new StoredValue(StateValueType.Json, json)
            : new StoredValue(StateValueType.Text, SecretScanner.Mask(text));
    }

    /// <summary>A free text or JSON as an export shows it.</summary>
    public static string Of(Field field, string text) =>
        SecretScanner.Find(text) is not { } rule ? text
        : field.Kind is FieldKind.Json ? Members(text) ?? $$"""{"masked":"<{{rule}}>"}"""
        : SecretScanner.Mask(text);

    private static void Mask(ExportLine line, Field field, string text, string rule)
    {
        if (field.Kind is not FieldKind.Value)
        {
            line[field] = Of(field, text);
            return;
        }

        Field kind = ReferenceEquals(line.Shape, LineShape.Entry.Shape) ? LineShape.Entry.Kind : LineShape.Version.Kind;
        StoredValue masked = Of(new StoredValue((StateValueType)line.Long(kind), text));
        line[kind] = (long)masked.Type;
        line[field] = SecretScanner.Find((string)masked.Raw) is null ? masked.Raw : $"<{rule}>";
    }

    // Each text in it by itself, so that it stays JSON; null if the secret is in how they stand together.
    private static string? Members(string json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (JsonDocument document = JsonDocument.Parse(json))
        using (var writer = new Utf8JsonWriter(buffer, LineJson.Options))
        {
            Copy(document.RootElement, writer);
        }

        string masked = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return SecretScanner.Find(masked) is null ? masked : null;
    }

    private static void Copy(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    writer.WritePropertyName(SecretScanner.Mask(member.Name));
                    Copy(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Copy(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(SecretScanner.Mask(element.GetString()!));
                break;
            default:
                writer.WriteRawValue(element.GetRawText());
                break;
        }
    }
}
