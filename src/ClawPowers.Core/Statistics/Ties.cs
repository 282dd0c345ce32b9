using System.Runtime.InteropServices;

namespace ClawPowers.Core.Statistics;

/// <summary>Sums over the groups of equal values in a series, as Kendall's variance needs them; t is a group's size.</summary>
/// <param name="Pairs">Σ t(t−1)/2.</param>
/// <param name="Triples">Σ t(t−1)(t−2).</param>
/// <param name="Weighted">Σ t(t−1)(2t+5).</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Ties(double Pairs, double Triples, double Weighted)
{
    /// <summary>The ties of a series in order.</summary>
    public static Ties InSorted(ReadOnlySpan<double> sorted)
    {
        Ties ties = default;
        double t = 1;
        for (int i = 1; i <= sorted.Length; i++)
        {
            if (i < sorted.Length && sorted[i].Equals(sorted[i - 1]))
            {
                t++;
                continue;
            }

            double pairs = t * (t - 1);
            ties = new Ties(ties.Pairs + (pairs / 2), ties.Triples + (pairs * (t - 2)), ties.Weighted + (pairs * ((2 * t) + 5)));
            t = 1;
        }

        return ties;
    }
}
