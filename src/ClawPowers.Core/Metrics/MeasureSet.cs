using System.Globalization;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Metrics;

/// <summary>A run's measures: their rules, and their form in the store.</summary>
internal static class MeasureSet
{
    public const int MaximumNameLength = 64;

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

    public static void CheckName(string name)
    {
        if (!IsName(name))
        {
            throw MetricErrors.InvalidMeasure(name, "that is not a name for a measure", name);
        }
    }

    /// <summary>A value as text, the same for equal values.</summary>
    public static string TextOf(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
