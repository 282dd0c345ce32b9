using System.Text.Json;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Transfer;

/// <summary>The first line of an export.</summary>
/// <param name="StoreId">The identity of the store that was exported.</param>
/// <param name="CreatedAt">When that store was made, in UTC milliseconds.</param>
/// <param name="IsComplete">Whether it holds all scopes and all kinds of lines.</param>
internal sealed record ExportHeader(string StoreId, long CreatedAt, bool IsComplete)
{
    public const string Type = "store";

    /// <summary>The newest format that this program knows.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Reads the first line.</summary>
    /// <exception cref="ClawException"><c>ImportFormatUnknown</c>, <c>ImportFormatNewer</c>, <c>ImportLineInvalid</c>.</exception>
    public static ExportHeader Read(string path, ReadOnlyMemory<byte> line)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            throw TransferErrors.FormatUnknown(path, line.Span.StartsWith("SQLite format 3"u8)
                ? "it is a SQLite file; Restore-ClawStore brings back a backup"
                : "it does not begin with the first line of an export");
        }

        using (document)
        {
            JsonElement root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("type", out JsonElement type) || !IsText(type, Type))
            {
                throw TransferErrors.FormatUnknown(path, "it does not begin with the first line of an export");
            }

            if (!root.TryGetProperty("format", out JsonElement format) || format.ValueKind is not JsonValueKind.Number || !format.TryGetInt64(out long number) || number < 1)
            {
                throw TransferErrors.LineInvalid(path, 1, "its 'format' is not a whole number from 1");
            }

            if (number > CurrentFormat)
            {
                throw TransferErrors.FormatNewer(path, number, CurrentFormat);
            }

            return root.TryGetProperty("store", out JsonElement id) && id.ValueKind is JsonValueKind.String && id.GetString() is { Length: 32 } store && store.All(char.IsAsciiHexDigitLower)
                && root.TryGetProperty("created", out JsonElement created) && created.ValueKind is JsonValueKind.String
                && DateTimeOffset.TryParseExact(created.GetString(), LineJson.TimeFormat, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
                && root.TryGetProperty("complete", out JsonElement complete) && complete.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? new ExportHeader(store, moment.ToUnixTimeMilliseconds(), complete.GetBoolean())
                : throw TransferErrors.LineInvalid(path, 1, "its 'store', 'created' or 'complete' is missing or is not what it must be");
        }
    }

    private static bool IsText(JsonElement element, string text) => element.ValueKind is JsonValueKind.String && element.ValueEquals(text);
}
