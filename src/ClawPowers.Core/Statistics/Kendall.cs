using MathNet.Numerics.Distributions;

namespace ClawPowers.Core.Statistics;

/// <summary>
/// Kendall's test of whether two series rise together, with ties in both. Sources: M. G. Kendall, "Rank Correlation Methods"
/// (4th ed. 1970), chapters 3 and 4, for the variance with ties; W. R. Knight, JASA 61 (1966), 436–439, for counting in
/// O(n log n). Where one series has two values, it is the Mann–Whitney test with correction for ties.
/// </summary>
internal static class Kendall
{
    /// <summary>Tests two series.</summary>
    /// <param name="x">Values, none NaN.</param>
    /// <param name="y">As many values.</param>
    /// <returns>By the normal approximation; P is 1 where a series is constant or has fewer than two values.</returns>
    public static KendallTest Test(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length, nameof(y));
        int n = x.Length;
        double[] first = x.ToArray();
        double[] second = y.ToArray();
        SortByBoth(first, second);

        Ties tiesOfX = Ties.InSorted(first);
        double tiesOfBoth = TiesOfBoth(first, second);
        double swaps = MergeSort.CountInversions(second);
        Ties tiesOfY = Ties.InSorted(second);

        double pairs = Pairs(n);
        double s = pairs - tiesOfX.Pairs - tiesOfY.Pairs + tiesOfBoth - (2 * swaps);
        double variance = Variance(n, tiesOfX, tiesOfY);
        if (variance <= 0)
        {
            return new KendallTest(s, 0, 0, 1, 0, n);
        }

        double z = (s - Math.Sign(s)) / Math.Sqrt(variance);
        double tau = s / Math.Sqrt((pairs - tiesOfX.Pairs) * (pairs - tiesOfY.Pairs));
        return new KendallTest(s, variance, z, TwoSided(z), tau, n);
    }

    /// <summary>The probability of a standard normal value as far from zero or farther.</summary>
    public static double TwoSided(double z) => Math.Clamp(2 * Normal.CDF(0, 1, -Math.Abs(z)), 1e-300, 1);

    private static double Pairs(double n) => n * (n - 1) / 2;

    private static double Variance(double n, Ties x, Ties y)
    {
        if (n < 2)
        {
            return 0;
        }

        double variance = ((n * (n - 1) * ((2 * n) + 5)) - x.Weighted - y.Weighted) / 18;
        variance += 2 * x.Pairs * y.Pairs / (n * (n - 1));
        return n < 3 ? variance : variance + (x.Triples * y.Triples / (9 * n * (n - 1) * (n - 2)));
    }

    private static void SortByBoth(double[] first, double[] second)
    {
        Array.Sort(first, second);
        for (int start = 0; start < first.Length;)
        {
            int end = start + 1;
            while (end < first.Length && first[end].Equals(first[start]))
            {
                end++;
            }

            Array.Sort(second, start, end - start);
            start = end;
        }
    }

    private static double TiesOfBoth(double[] first, double[] second)
    {
        double pairs = 0;
        int run = 1;
        for (int i = 1; i <= first.Length; i++)
        {
            if (i < first.Length && first[i].Equals(first[i - 1]) && second[i].Equals(second[i - 1]))
            {
                run++;
            }
            else
            {
                pairs += Pairs(run);
                run = 1;
            }
        }

        return pairs;
    }
}
