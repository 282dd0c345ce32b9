using MathNet.Numerics.Distributions;

namespace ClawPowers.Core.Statistics;

/// <summary>
/// The median with an interval that assumes nothing about the distribution: two of the ordered values, chosen by the
/// binomial distribution. Source: W. J. Conover, "Practical Nonparametric Statistics" (3rd ed. 1999), section 3.2.
/// </summary>
internal static class MedianInterval
{
    /// <summary>The median and its interval.</summary>
    /// <param name="values">At least one value, none NaN.</param>
    /// <param name="confidence">What the interval covers at least; above 0 and below 1.</param>
    /// <returns>The interval is null where even the whole range does not cover as much: below six values at 95%.</returns>
    public static (double Median, Interval? Interval) Of(ReadOnlySpan<double> values, double confidence = 0.95)
    {
        double median = Quantiles.Of(values, 0.5)[0];
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        int n = sorted.Length;
        int below = 0; // how many ordered values can be left out on each side
        while (2 * Binomial.CDF(0.5, n, below) <= 1 - confidence)
        {
            below++;
        }

        return (median, below == 0 ? null : new Interval(sorted[below - 1], sorted[n - below]));
    }
}
