using System.Globalization;
using System.Text.RegularExpressions;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Metrics;

/// <summary>Measures as they are typed: <c>findings=3 confidence=0.8 gate=security</c>.</summary>
public static partial class MeasureText
{
    /// <summary>Reads <c>name=value</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The name, and the value in the type that it looks like; null for nothing behind the sign, which takes a measure away.</returns>
    /// <exception cref="ClawException"><c>InvalidMeasure</c>: it has no sign or no name.</exception>
    public static KeyValuePair<string, object?> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        string name = (sign < 0 ? text : text[..sign]).Trim();
        if (sign < 0)
        {
            throw MetricErrors.InvalidMeasure(text, $"'{text}' has no value; write {(MeasureSet.IsName(name) ? name : "name")}=value", text);
        }

        MeasureSet.CheckName(name);
        object value = Value(text[(sign + 1)..]);
        return new KeyValuePair<string, object?>(name, value is "" ? null : value);
    }

    /// <summary>Reads a value: <c>true</c> and <c>false</c> in any case as Booleans, plain numbers as such, all else as text.</summary>
    /// <param name="text">The text; space around it does not count.</param>
    /// <returns>A <see cref="bool"/>, a <see cref="long"/>, a <see cref="double"/> or a <see cref="string"/>. <c>007</c>, <c>1e5</c> and integers beyond 64 bits stay text.</returns>
    public static object Value(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        if (bool.TryParse(trimmed, out bool flag))
        {
            return flag;
        }

        if (!PlainNumber().IsMatch(trimmed))
        {
            return trimmed;
        }

        // An integer that is too long for one would lose digits as a fraction: it is an identifier.
        return long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer) ? integer
            : trimmed.Contains('.', StringComparison.Ordinal) && double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
            : trimmed;
    }

    // Decimal, without leading zeros: what has them is an identifier, and so may be what has an exponent (a hash).
    [GeneratedRegex(@"^[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainNumber();
}
