namespace ClawPowers.Core.Statistics;

/// <summary>
/// The interval for the difference of two independent proportions: the hybrid score interval, method 10 of R. G. Newcombe,
/// "Interval estimation for the difference between independent proportions", Statistics in Medicine 17 (1998), 873–890.
/// </summary>
internal static class Newcombe
{
    /// <summary>The interval of s1/n1 − s2/n2.</summary>
    /// <param name="s1">Successes of the first group, from 0 to <paramref name="n1"/>.</param>
    /// <param name="n1">The size of the first group, at least 1.</param>
    /// <param name="s2">Successes of the second group, from 0 to <paramref name="n2"/>.</param>
    /// <param name="n2">The size of the second group, at least 1.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    public static Interval Difference(long s1, long n1, long s2, long n2, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(n2, 1);
        double p1 = (double)s1 / n1;
        double p2 = (double)s2 / n2;
        Interval first = Wilson.Interval(s1, n1, confidence);
        Interval second = Wilson.Interval(s2, n2, confidence);
        double difference = p1 - p2;
        return new Interval(
            difference - Math.Sqrt(Square(p1 - first.Low) + Square(second.High - p2)),
            difference + Math.Sqrt(Square(first.High - p1) + Square(p2 - second.Low)));
    }

    private static double Square(double value) => value * value;
}
