namespace ClawPowers.Core.Statistics;

/// <summary>
/// Where a rate changed, if it did once: the split that makes the outcomes most likely. Source: D. V. Hinkley, E. A. Hinkley,
/// Biometrika 57 (1970), 477–488; the set of likely places by D. Siegmund, International Statistical Review 56 (1988), 31–48.
/// Says nothing about whether it changed at all.
/// </summary>
internal static class ChangePoint
{
    // The likelihood of the true place falls short of the largest by more than c in a share of 1 − (1 − exp(−c))² of cases:
    // the largest on either side of it are two independent exponential variables, nearly.
    private static readonly double Shortfall = -Math.Log(1 - Math.Sqrt(0.95));

    /// <summary>Finds the split into a part before and a part after.</summary>
    /// <param name="outcomes">Successes and failures in order of time; at least two.</param>
    /// <returns>
    /// The index of the first outcome after the change; the smallest and largest index of a set that holds the true one in
    /// about 95% of cases; and the logarithm of how much more likely the outcomes are with the change than without.
    /// </returns>
    public static (int Index, int First, int Last, double LogLikelihoodRatio) Locate(ReadOnlySpan<bool> outcomes)
    {
        int n = outcomes.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2, nameof(outcomes));
        int total = outcomes.Count(true);
        double[] likelihoods = new double[n];
        int before = 0;
        int best = 1;
        for (int split = 1; split < n; split++)
        {
            before += outcomes[split - 1] ? 1 : 0;
            likelihoods[split] = LogLikelihood(before, split) + LogLikelihood(total - before, n - split);
            best = likelihoods[split] > likelihoods[best] ? split : best;
        }

        double least = likelihoods[best] - Shortfall;
        int first = best;
        int last = best;
        for (int split = 1; split < n; split++)
        {
            if (likelihoods[split] >= least)
            {
                first = Math.Min(first, split);
                last = Math.Max(last, split);
            }
        }

        return (best, first, last, likelihoods[best] - LogLikelihood(total, n));
    }

    private static double LogLikelihood(double successes, double n) => Part(successes, n) + Part(n - successes, n);

    private static double Part(double count, double n) => count <= 0 ? 0 : count * Math.Log(count / n);
}
