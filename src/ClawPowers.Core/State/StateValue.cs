using System.Text.Json;

namespace ClawPowers.Core.State;

/// <summary>An entry's value for those who have no objects: as text for a shell, as JSON for a program.</summary>
public static class StateValue
{
    /// <summary>The value as text, as an append would continue it: text as it is, numbers with a decimal point, dictionaries and arrays as JSON on one line.</summary>
    /// <param name="value">What <see cref="StateEntry.Value"/> holds.</param>
    /// <returns>The text.</returns>
    public static string ToText(object value) => StoredValue.From(value).ToText();

    /// <summary>Writes the value as JSON: text and dates as strings, everything else as what it is.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">What <see cref="StateEntry.Value"/> holds; null becomes JSON's null.</param>
    public static void WriteJson(Utf8JsonWriter writer, object? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        JsonValue.Write(writer, value);
    }
}
