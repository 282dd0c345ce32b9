namespace ClawPowers.Core.Statistics;

/// <summary>
/// The Mann–Kendall test of whether a series rises or falls in the order of its values. Sources: H. B. Mann, Econometrica 13
/// (1945), 245–259; M. G. Kendall, "Rank Correlation Methods" (4th ed. 1970), for the variance with ties and for the exact
/// distribution, which is used for up to ten values without ties.
/// </summary>
internal static class MannKendall
{
    private const int LargestExact = 10;

    /// <summary>Tests a series.</summary>
    /// <param name="values">Values in order of time, none NaN.</param>
    /// <returns>Z by the normal approximation; P exact for up to ten values without ties.</returns>
    public static KendallTest Test(ReadOnlySpan<double> values)
    {
        double[] time = new double[values.Length];
        for (int i = 0; i < time.Length; i++)
        {
            time[i] = i;
        }

        KendallTest test = Kendall.Test(time, values);
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return values.Length is >= 2 and <= LargestExact && Ties.InSorted(sorted).Pairs == 0
            ? test with { P = ExactP(values.Length, (int)Math.Abs(test.S)) }
            : test;
    }

    // The number of orders of n values with a given count of inversions follows from that of n − 1 values: the last value
    // can be put before 0 to n − 1 of the others.
    private static double ExactP(int n, int s)
    {
        double[] orders = [1];
        for (int size = 2; size <= n; size++)
        {
            double[] next = new double[orders.Length + size - 1];
            for (int i = 0; i < orders.Length; i++)
            {
                for (int moved = 0; moved < size; moved++)
                {
                    next[i + moved] += orders[i];
                }
            }

            orders = next;
        }

        int pairs = orders.Length - 1;
        double extreme = 0;
        for (int inversions = 0; inversions <= pairs; inversions++)
        {
            extreme += Math.Abs(pairs - (2 * inversions)) >= s ? orders[inversions] : 0;
        }

        return extreme / orders.Sum();
    }
}
