namespace ClawPowers.Core.Statistics;

/// <summary>
/// Values far from the rest, by the distance from the median in units of the median absolute deviation. Source: B. Iglewicz,
/// D. C. Hoaglin, "How to Detect and Handle Outliers" (1993), pages 11–13; where more than half of the values are the same,
/// the mean absolute deviation stands in.
/// </summary>
internal static class RobustOutliers
{
    /// <summary>Finds them.</summary>
    /// <param name="values">Values, none NaN.</param>
    /// <param name="threshold">The modified z-score beyond which a value is one; the authors recommend 3.5.</param>
    /// <returns>Their indexes, in order.</returns>
    public static IReadOnlyList<int> Of(ReadOnlySpan<double> values, double threshold = 3.5)
    {
        if (values.Length == 0)
        {
            return [];
        }

        double median = Quantiles.Of(values, 0.5)[0];
        double[] distances = new double[values.Length];
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = Math.Abs(values[i] - median);
        }

        double deviation = Quantiles.Of(distances, 0.5)[0];
        double scale = deviation > 0 ? deviation / 0.6745 : distances.Average() * 1.253314;
        return scale > 0 ? [.. Enumerable.Range(0, distances.Length).Where(i => distances[i] / scale > threshold)] : [];
    }
}
