using System.Globalization;
using System.Runtime.InteropServices;

namespace ClawPowers;

/// <summary>A range of numbers that includes both of its ends, such as a confidence interval.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end; not below <paramref name="Low"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether a number is in the range.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Whether it is neither below nor above.</returns>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>The range as a person reads it, in the invariant culture: to three decimals, below 0.01 to three significant digits.</summary>
    /// <returns>Such as <c>[0.62, 0.91]</c>.</returns>
    public override string ToString() => $"[{Text(Low)}, {Text(High)}]";

    private static string Text(double value) => value == 0
        ? "0" // negative zero too
        : value.ToString(Math.Abs(value) < 0.01 ? "G3" : "0.###", CultureInfo.InvariantCulture);
}
