using MathNet.Numerics.Distributions;

namespace ClawPowers.Core.Statistics;

/// <summary>
/// The score interval for a proportion, without continuity correction. Source: E. B. Wilson, "Probable inference, the law
/// of succession, and statistical inference", JASA 22 (1927), 209–212; method 3 of R. G. Newcombe, Statistics in Medicine
/// 17 (1998), 857–872.
/// </summary>
internal static class Wilson
{
    /// <summary>The interval that holds the true proportion in about the given share of cases.</summary>
    /// <param name="successes">From 0 to <paramref name="n"/>.</param>
    /// <param name="n">How many trials; without any, nothing is known: from 0 to 1.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    public static Interval Interval(long successes, long n, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
        return n == 0 ? new Interval(0, 1) : Of((double)successes / n, n, StandardScore(confidence));
    }

    /// <summary>
    /// How many further runs would take a line out of the 95% interval, were they to go as those so far: the smallest
    /// number m for which the interval around the present rate with n + m runs no longer holds the line.
    /// </summary>
    /// <param name="successes">From 0 to <paramref name="n"/>.</param>
    /// <param name="n">How many runs there were; without any, every run is taken to succeed, which is the quickest way.</param>
    /// <param name="line">The proportion that is to be told apart from the true one.</param>
    /// <param name="maximum">The largest answer wanted.</param>
    /// <returns>From 0 (the interval does not hold the line now); null for more than <paramref name="maximum"/>.</returns>
    public static int? RunsNeeded(long successes, long n, double line, int maximum = 10_000)
    {
        double rate = n == 0 ? 1 : (double)successes / n;
        double z = StandardScore(0.95);
        bool IsSettled(long further) => n + further > 0 && !Of(rate, n + further, z).Contains(line);
        if (!IsSettled(maximum))
        {
            return null;
        }

        // The interval around a given rate only narrows with n, so the first m can be halved in on.
        (int low, int high) = (0, maximum);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = IsSettled(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>The standard normal quantile that leaves half of what is beyond the confidence on each side.</summary>
    public static double StandardScore(double confidence) => Normal.InvCDF(0, 1, 0.5 + (confidence / 2));

    private static Interval Of(double rate, double n, double z)
    {
        double square = z * z;
        double centre = rate + (square / (2 * n));
        double half = z * Math.Sqrt((rate * (1 - rate) / n) + (square / (4 * n * n)));
        double scale = 1 + (square / n);
        return new Interval(rate <= 0 ? 0 : (centre - half) / scale, rate >= 1 ? 1 : (centre + half) / scale);
    }
}
