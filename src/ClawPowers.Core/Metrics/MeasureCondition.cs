using System.Globalization;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Metrics;

/// <summary>What a run's measure must be.</summary>
/// <param name="Name">The measure's name, in any case.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Value">With what: a <see cref="long"/>, a <see cref="double"/>, a <see cref="bool"/> or a <see cref="string"/>; null where only the name counts.</param>
public sealed record MeasureCondition(string Name, MeasureComparison Comparison, object? Value)
{
    private static readonly (string Sign, MeasureComparison Comparison)[] Signs =
    [
        (">=", MeasureComparison.GreaterOrEqual),
        ("<=", MeasureComparison.LessOrEqual),
        ("!=", MeasureComparison.NotEqual),
        ("=", MeasureComparison.Equal),
        (">", MeasureComparison.Greater),
        ("<", MeasureComparison.Less),
    ];

    /// <summary>Reads a condition such as <c>gate=security</c>, <c>findings>3</c> or the mere name of a measure.</summary>
    /// <param name="text">A name, one of <c>= != &lt; &lt;= &gt; &gt;=</c>, and a value; or a name.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ClawException"><c>InvalidMeasureCondition</c>: it is none.</exception>
    public static MeasureCondition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int at = text.AsSpan().IndexOfAny("=<>!");
        string name = (at < 0 ? text : text[..at]).Trim();
        if (!MeasureSet.IsName(name))
        {
            throw MetricErrors.InvalidCondition(text, $"'{name}' is not a measure's name");
        }

        if (at < 0)
        {
            return new MeasureCondition(name, MeasureComparison.Exists, Value: null);
        }

        foreach ((string sign, MeasureComparison comparison) in Signs)
        {
            if (text.AsSpan(at).StartsWith(sign))
            {
                // "==", "=>", "<>": with the rest as its value it would match nothing, and nobody would know why.
                if (text.AsSpan(at + sign.Length) is ['=' or '<' or '>' or '!', ..])
                {
                    throw MetricErrors.InvalidCondition(text, $"'{sign}{text[at + sign.Length]}' is no comparison");
                }

                object value = MeasureText.Value(text[(at + sign.Length)..]);
                return comparison is MeasureComparison.Equal or MeasureComparison.NotEqual || value is long or double
                    ? value is "" ? throw MetricErrors.InvalidCondition(text, $"nothing follows the '{sign}'") : new MeasureCondition(name, comparison, value)
                    : throw MetricErrors.InvalidCondition(text, $"'{value}' is not a number, and '{sign}' compares numbers");
            }
        }

        throw MetricErrors.InvalidCondition(text, "a '!' is followed by '='");
    }

    /// <summary>Whether a value fulfils it.</summary>
    internal bool IsMetBy(object? value)
    {
        if (value is null || Comparison is MeasureComparison.Exists)
        {
            return value is not null;
        }

        if (Comparison is MeasureComparison.Equal or MeasureComparison.NotEqual)
        {
            bool same = (value, Value) is (long left, long right) ? left == right
                : (Number(value), Number(Value)) is ({ } first, { } second) ? first.Equals(second)
                : string.Equals(MeasureSet.TextOf(value), MeasureSet.TextOf(Value!), StringComparison.OrdinalIgnoreCase);
            return same == (Comparison is MeasureComparison.Equal);
        }

        return (Number(value), Number(Value)) is ({ } number, { } bound) && Comparison switch
        {
            MeasureComparison.Less => number < bound,
            MeasureComparison.LessOrEqual => number <= bound,
            MeasureComparison.Greater => number > bound,
            _ => number >= bound,
        };
    }

    private static double? Number(object? value) => value is long or double ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;
}
