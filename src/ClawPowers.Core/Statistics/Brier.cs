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
    /// Whether the probabilities are too high or too low on the whole (calibration in the large: D. R. Cox, Biometrika 45
    /// (1958), 562–565): how far the number of events is from the sum of their probabilities, whose variance is Σ p(1−p) if
    /// they are right. High confidence leaves that variance so small that the normal approximation would call one failure
    /// in a few runs a miracle; the probability is therefore exact.
    /// </summary>
    /// <param name="probabilities">Stated probabilities, from 0 to 1; at least one.</param>
    /// <param name="outcomes">Whether it happened.</param>
    /// <returns>
    /// The mean probability less the share of events (above 0: too confident); its 95% interval, from Wilson's for the
    /// share; the excess of the sum in standard deviations; and twice the smaller of the exact one-sided probabilities. For
    /// the last two each probability counts as at least 0.5% away from 0 and 1: what was stated as certain and was not would
    /// be infinitely improbable.
    /// </returns>
    public static (double Bias, Interval Interval, double Z, double P) Bias(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes)
    {
        Check(probabilities, outcomes);
        int n = probabilities.Length;
        int events = outcomes.Count(true);
        double sum = 0;
        double variance = 0;
        double excess = -events;
        double[] stated = new double[n];
        for (int i = 0; i < n; i++)
        {
            sum += probabilities[i];
            stated[i] = Math.Clamp(probabilities[i], 0.005, 0.995);
            variance += stated[i] * (1 - stated[i]);
            excess += stated[i];
        }

        double mean = sum / n;
        Interval share = Wilson.Interval(events, n);
        return (
            mean - ((double)events / n),
            new Interval(mean - share.High, mean - share.Low),
            excess / Math.Sqrt(variance),
            TwoSided(DistributionOfEvents(stated), events));
    }

    // The probability of each number of events, by taking in one after the other (R. E. Barlow, K. D. Heidtmann, IEEE
    // Transactions on Reliability 33 (1984), 322–323). Two million steps for 2,000 probabilities.
    private static double[] DistributionOfEvents(double[] probabilities)
    {
        double[] distribution = new double[probabilities.Length + 1];
        distribution[0] = 1;
        for (int taken = 0; taken < probabilities.Length; taken++)
        {
            double p = probabilities[taken];
            for (int events = taken + 1; events > 0; events--)
            {
                distribution[events] = (distribution[events] * (1 - p)) + (distribution[events - 1] * p);
            }

            distribution[0] *= 1 - p;
        }

        return distribution;
    }

    private static double TwoSided(double[] distribution, int observed)
    {
        double fewer = 0;
        double more = 0;
        for (int events = 0; events < distribution.Length; events++)
        {
            fewer += events <= observed ? distribution[events] : 0;
            more += events >= observed ? distribution[events] : 0;
        }

        return Math.Clamp(2 * Math.Min(fewer, more), 1e-300, 1);
    }

    private static void Check(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes)
    {
        ArgumentOutOfRangeException.ThrowIfZero(probabilities.Length, nameof(probabilities));
        ArgumentOutOfRangeException.ThrowIfNotEqual(outcomes.Length, probabilities.Length, nameof(outcomes));
    }
}
