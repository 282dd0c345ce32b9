using System.Globalization;
using System.Management.Automation;

namespace ClawPowers.PowerShell.Binding;

/// <summary>An argument as it was typed.</summary>
internal static class TypedText
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
}
