using MathNet.Numerics.Statistics;

namespace ClawPowers.Core.Statistics;

/// <summary>
/// A line through points that outliers don't move: the median of the slopes between all pairs. Sources: H. Theil, Proc. Kon.
/// Ned. Akad. v. Wetensch. A 53 (1950), 386–392; P. K. Sen, JASA 63 (1968), 1379–1389, also for the interval.
/// </summary>
internal static class TheilSen
{
    /// <summary>Fits a line. Takes n(n−1)/2 slopes: two million for 2,000 points.</summary>
    /// <param name="x">Where the points are, none NaN.</param>
    /// <param name="y">Their values.</param>
    /// <param name="confidence">Of the slope's interval; above 0 and below 1.</param>
    /// <returns>The slope with its interval, in units of y per unit of x, and the median of y − slope·x; null if all x are the same.</returns>
    public static (double Slope, Interval SlopeInterval, double Intercept)? Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        double[] slopes = Slopes(x, y);
        if (slopes.Length == 0)
        {
            return null;
        }

        double slope = Median(slopes);

        // The ranks on both sides of the middle that S would reach by chance, rounded outwards.
        double reach = Wilson.StandardScore(confidence) * Math.Sqrt(Kendall.Test(x, y).Variance);
        int low = Math.Clamp((int)Math.Floor((slopes.Length - reach) / 2), 1, slopes.Length);
        int high = Math.Clamp((int)Math.Ceiling(((slopes.Length + reach) / 2) + 1), 1, slopes.Length);
        var interval = new Interval(ArrayStatistics.OrderStatisticInplace(slopes, low), ArrayStatistics.OrderStatisticInplace(slopes, high));

        double[] rests = new double[x.Length];
        for (int i = 0; i < rests.Length; i++)
        {
            rests[i] = y[i] - (slope * x[i]);
        }

        return (slope, interval, Median(rests));
    }

    private static double Median(double[] values)
    {
        double upper = ArrayStatistics.OrderStatisticInplace(values, (values.Length / 2) + 1);
        return values.Length % 2 == 1 ? upper : (ArrayStatistics.OrderStatisticInplace(values, values.Length / 2) + upper) / 2;
    }

    private static double[] Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length, nameof(y));
        double[] slopes = new double[(long)x.Length * (x.Length - 1) / 2];
        int count = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = i + 1; j < x.Length; j++)
            {
                double run = x[j] - x[i];
                if (run != 0)
                {
                    slopes[count++] = (y[j] - y[i]) / run;
                }
            }
        }

        return count == slopes.Length ? slopes : slopes[..count];
    }
}
