using System.Collections;
using System.Globalization;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.State;

/// <summary>A value as the file keeps it: a type, and a text, a long or a double.</summary>
internal readonly record struct StoredValue(StateValueType Type, object Raw)
{
    /// <summary>Turns a .NET value into what is kept.</summary>
    /// <exception cref="ClawException"><c>UnsupportedValue</c>, with the reason.</exception>
    public static StoredValue From(object? value) => value switch
    {
        string text => new(StateValueType.Text, WellFormed(text, value)),
        long or int or short or sbyte or byte or ushort or uint => new(StateValueType.Integer, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ulong large => large <= long.MaxValue
            ? new(StateValueType.Integer, (long)large)
            : throw StateErrors.UnsupportedValue($"{large} is larger than the largest integer, {long.MaxValue}", value),
        double or float => new(StateValueType.Real, Finite(Convert.ToDouble(value, CultureInfo.InvariantCulture), value)),
        bool flag => new(StateValueType.Boolean, flag ? "True" : "False"),
        decimal number => new(StateValueType.Decimal, number.ToString(CultureInfo.InvariantCulture)),
        DateTimeOffset moment => new(StateValueType.DateTimeOffset, moment.ToString("O", CultureInfo.InvariantCulture)),
        DateTime moment => new(StateValueType.DateTime, moment.ToString("O", CultureInfo.InvariantCulture)),
        char letter => new(StateValueType.Text, WellFormed(letter.ToString(), value)),
        IDictionary or IList => new(StateValueType.Json, JsonValue.Write(value)),
        null => throw StateErrors.UnsupportedValue("it is null, perhaps a variable that was never set", value),
        _ => throw StateErrors.UnsupportedValue($"it is of type {value.GetType().FullName}", value),
    };

    /// <summary>Turns what is kept into a .NET value.</summary>
    public object ToObject() => Type switch
    {
        StateValueType.Text or StateValueType.Integer or StateValueType.Real => Raw,
        StateValueType.Boolean => (string)Raw == "True",
        StateValueType.Decimal => decimal.Parse((string)Raw, NumberStyles.Float, CultureInfo.InvariantCulture),
        StateValueType.DateTimeOffset => DateTimeOffset.Parse((string)Raw, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        StateValueType.DateTime => DateTime.Parse((string)Raw, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        StateValueType.Json => JsonValue.Read((string)Raw),
        _ => throw new FormatException($"The file holds a value of the unknown type {(int)Type}."),
    };

    /// <summary>The value as text: what an append continues and what a shell prints.</summary>
    public string ToText() => Raw switch
    {
        string text => text,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => ((long)Raw).ToString(CultureInfo.InvariantCulture),
    };

    internal static string WellFormed(string text, object? target)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                throw StateErrors.UnsupportedValue("the text has half of a surrogate pair, which no file can keep", target);
            }

            i++;
        }

        return text;
    }

    internal static double Finite(double number, object? target) => double.IsFinite(number)
        ? number
        : throw StateErrors.UnsupportedValue($"{number.ToString(CultureInfo.InvariantCulture)} is not a finite number", target);
}
