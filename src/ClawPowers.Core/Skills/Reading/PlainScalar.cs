using System.Buffers;
using System.Globalization;

namespace ClawPowers.Core.Skills.Reading;

/// <summary>What YAML 1.2's core schema takes a text without quotes for.</summary>
internal static class PlainScalar
{
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> Decimal = SearchValues.Create("0123456789+-.eE");

    /// <summary>Whether it is a null, a Boolean or a number, and so no string.</summary>
    public static bool IsTyped(string text) => IsNull(text) || text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE" || IsNumber(text);

    /// <summary>Whether it stands for nothing.</summary>
    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    private static bool IsNumber(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal))
        {
            return text.Length > 2 && !text.AsSpan(2).ContainsAnyExcept(Hexadecimal);
        }

        return text is ".inf" or "-.inf" or "+.inf" or ".nan" or ".Inf" or "-.Inf" or ".NaN"
            || (!text.AsSpan().ContainsAnyExcept(Decimal)
                && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _));
    }
}
