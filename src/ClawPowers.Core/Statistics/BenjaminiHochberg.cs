namespace ClawPowers.Core.Statistics;

/// <summary>
/// Keeps the share of false findings among all findings down when much is tested. Source: Y. Benjamini, Y. Hochberg, Journal
/// of the Royal Statistical Society B 57 (1995), 289–300.
/// </summary>
internal static class BenjaminiHochberg
{
    /// <summary>Adjusts probabilities: what is at or below a level afterwards is found at that false discovery rate.</summary>
    /// <param name="p">Probabilities from 0 to 1, in any order.</param>
    /// <param name="tests">How many tests there were, if more than are listed.</param>
    /// <returns>Adjusted probabilities from 0 to 1, in the same order.</returns>
    public static double[] Adjust(IReadOnlyList<double> p, int? tests = null)
    {
        int m = tests ?? p.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(m, p.Count, nameof(tests));
        int[] order = [.. Enumerable.Range(0, p.Count).OrderBy(i => p[i])];
        double[] adjusted = new double[p.Count];
        double smallest = 1;
        for (int rank = order.Length; rank >= 1; rank--)
        {
            int i = order[rank - 1];
            smallest = Math.Min(smallest, p[i] * ((double)m / rank));
            adjusted[i] = smallest;
        }

        return adjusted;
    }
}
