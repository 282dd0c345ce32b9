using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace ClawPowers.PowerShell.Binding;

/// <summary>An argument as it was typed.</summary>
internal static partial class TypedText
{
    /// <summary>
    /// The argument without wrapping; a number as the text it was typed as, since <c>30d</c> is the decimal 30 and <c>90s</c> the
    /// 16-bit integer 90 to PowerShell's parser, which keeps the text beside the number.
    /// </summary>
    public static object? Of(object? argument)
    {
        object? plain = argument is PSObject wrapped ? wrapped.BaseObject : argument;
        return plain is ValueType and not (TimeSpan or DateTime or DateTimeOffset)
            ? LanguagePrimitives.ConvertTo(argument, typeof(string), CultureInfo.InvariantCulture)
            : plain;
    }

    /// <summary>
    /// The value without wrapping; a number that was typed in a form which only PowerShell takes for one, as its text. A
    /// commit hash such as <c>12e34567</c>, an identifier such as <c>007</c> and a duration such as <c>30d</c> stay what they are.
    /// </summary>
    public static object? KeepOddNumbers(object? argument)
    {
        object? plain = argument is PSObject wrapped ? wrapped.BaseObject : argument;
        return !ReferenceEquals(plain, argument)
            && plain is ValueType and IFormattable and not (DateTime or DateTimeOffset or TimeSpan or Guid or Enum)
            && Of(argument) is string text
            && text != Convert.ToString(plain, CultureInfo.InvariantCulture)
            && !PlainNumber().IsMatch(text)
            ? text
            : plain;
    }

    // Decimal without leading zeros, hexadecimal, or with one of PowerShell's multipliers.
    [GeneratedRegex(@"^[-+]?(?:(?:0|[1-9][0-9]*)?(?:\.[0-9]+)?(?:[kmgtp]b)?|0x[0-9a-f]+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainNumber();
}
