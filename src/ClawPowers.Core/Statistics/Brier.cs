namespace ClawPowers.Core.Statistics;

/// <summary>How well stated probabilities agree with what happened.</summary>
internal static class Brier
{
    /// <summary>The mean squared difference: 0 is perfect, 0.25 is what always saying one half gets. Source: G. W. Brier, Monthly Weather Review 78 (1950), 1–3, in its form for two outcomes.</summary>
    /// <param name="probabilities">Stated probabilities, from 0 to 1; at least one.</param>
    /// <param name="outcomes">Whether it happened.</param>
    public static double Score(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes)
    {
        Check(probabilities, outcomes);
        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double difference = probabilities[i] - (outcomes[i] ? 1 : 0);
            sum += difference * difference;
        }

        return sum / probabilities.Length;
    }

    /// <summary>
    /// Whether the probabilities are too high or too low on the whole. The test asks how far the number of events is from
    /// the sum of their probabilities, whose variance is Σ p(1−p) if they are right (calibration in the large: D. R. Cox,
    /// Biometrika 45 (1958), 562–565); the interval takes the spread of the differences themselves.
    /// </summary>
    /// <param name="probabilities">Stated probabilities, from 0 to 1; at least one.</param>
    /// <param name="outcomes">Whether it happened.</param>
    /// <returns>
    /// The mean probability less the share of events (above 0: too confident), its 95% interval, and the test. What was
    /// stated as certain and was not has no variance at all: each probability counts as at least 0.5% away from 0 and 1.
    /// </returns>
    public static (double Bias, Interval Interval, double Z, double P) Bias(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes)
    {
        Check(probabilities, outcomes);
        int n = probabilities.Length;
        double sum = 0;
        double squares = 0;
        double variance = 0;
        double excess = 0;
        for (int i = 0; i < n; i++)
        {
            double difference = probabilities[i] - (outcomes[i] ? 1 : 0);
            sum += difference;
            squares += difference * difference;
            double stated = Math.Clamp(probabilities[i], 0.005, 0.995);
            variance += stated * (1 - stated);
            excess += stated - (outcomes[i] ? 1 : 0);
        }

        double bias = sum / n;
        double spread = n < 2 ? 1 : Math.Sqrt(Math.Max(0, (squares / n) - (bias * bias)) / (n - 1));
        double reach = Wilson.StandardScore(0.95) * spread;

        // Drawn half an event towards zero, since events come whole.
        double z = Math.Sign(excess) * Math.Max(0, Math.Abs(excess) - 0.5) / Math.Sqrt(variance);
        return (bias, new Interval(Math.Max(-1, bias - reach), Math.Min(1, bias + reach)), z, Kendall.TwoSided(z));
    }

    private static void Check(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes)
    {
        ArgumentOutOfRangeException.ThrowIfZero(probabilities.Length, nameof(probabilities));
        ArgumentOutOfRangeException.ThrowIfNotEqual(outcomes.Length, probabilities.Length, nameof(outcomes));
    }
}
