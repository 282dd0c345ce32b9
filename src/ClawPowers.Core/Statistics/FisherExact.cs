namespace ClawPowers.Core.Statistics;

/// <summary>
/// Fisher's exact test of a table of two by two. Source: R. A. Fisher, "The Design of Experiments" (1935), section 11; the
/// two-sided probability is the sum over all tables with the same margins that are no more probable than the one observed.
/// The terms follow from each other by ratios, from the most probable one outwards: MathNet's hypergeometric distribution
/// takes nine logarithms of the gamma function for each, and a call for feedback needs some hundred thousand terms.
/// </summary>
internal static class FisherExact
{
    // Two tables that are equally probable in truth must count as such.
    private const double Tolerance = 1 + 1e-7;

    // So that a probability is never 0 by rounding.
    private const double Smallest = 1e-300;

    /// <summary>Tests the table [[a, b], [c, d]]; no cell may be negative.</summary>
    public static FisherP Test(long a, long b, long c, long d)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(a);
        ArgumentOutOfRangeException.ThrowIfNegative(b);
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        ArgumentOutOfRangeException.ThrowIfNegative(d);
        (double[] weights, long first) = Weights(a + b, c + d, a + c);
        return Sum(weights, (int)(a - first));
    }

    /// <summary>
    /// The smallest probabilities that any table with these margins can have. A test that can't come out small is no test
    /// (R. E. Tarone, Biometrics 46 (1990), 515–522).
    /// </summary>
    /// <param name="row1">The sum of the first row.</param>
    /// <param name="row2">The sum of the second row.</param>
    /// <param name="column1">The sum of the first column; at most that of both rows.</param>
    public static FisherP SmallestP(long row1, long row2, long column1)
    {
        (double[] weights, _) = Weights(row1, row2, column1);
        FisherP low = Sum(weights, 0);
        FisherP high = Sum(weights, weights.Length - 1);
        return new FisherP(low.Less, high.Greater, Math.Min(low.TwoSided, high.TwoSided));
    }

    private static FisherP Sum(double[] weights, int observed)
    {
        double limit = weights[observed] * Tolerance;
        double total = 0;
        double less = 0;
        double greater = 0;
        double twoSided = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double weight = weights[i];
            total += weight;
            less += i <= observed ? weight : 0;
            greater += i >= observed ? weight : 0;
            twoSided += weight <= limit ? weight : 0;
        }

        return new FisherP(Probability(less / total), Probability(greater / total), Probability(twoSided / total));
    }

    private static double Probability(double value) => Math.Clamp(value, Smallest, 1);

    // Hypergeometric probabilities of each possible first cell, relative to the largest.
    private static (double[] Weights, long First) Weights(long row1, long row2, long column1)
    {
        long first = Math.Max(0, column1 - row2);
        long last = Math.Min(row1, column1);
        double[] weights = new double[last - first + 1];
        long mode = Math.Clamp((row1 + 1) * (column1 + 1) / (row1 + row2 + 2), first, last);
        weights[mode - first] = 1;
        for (long k = mode; k < last; k++)
        {
            weights[k + 1 - first] = weights[k - first] * Ratio(k);
        }

        for (long k = mode - 1; k >= first; k--)
        {
            weights[k - first] = weights[k + 1 - first] / Ratio(k);
        }

        return (weights, first);

        // The probability of k + 1 over that of k.
        double Ratio(long k) => (double)(row1 - k) * (column1 - k) / ((double)(k + 1) * (row2 - column1 + k + 1));
    }
}
