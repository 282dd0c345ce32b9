using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback.Evidence;

/// <summary>
/// Benjamini and Hochberg's step-up procedure for p-values some of which come from exact tests. Where theirs asks how
/// many of m p-values would be as small by chance and answers m·p, this one adds up what each hypothesis can reach.
/// </summary>
/// <remarks>
/// The heterogeneous step-up procedure [HSU] of Döhler, Durand and Roquain (2018), "New FDR bounds for discrete and
/// heterogeneous tests", Electronic Journal of Statistics 12, 1867–1900. Their denominators 1 − F(τₘ) are bounded by
/// 1 − c, where c is the share, since no p-value above the share is ever accepted here. Where all p-values
/// can be any number, Benjamini and Hochberg's own procedure stands in. Hypotheses that can't reach significance weigh nothing.
/// </remarks>
internal static class FalseDiscovery
{
    /// <summary>The adjusted p-values of one family, in order: those at most as large as the share are findings.</summary>
    public static double[] Adjust(IReadOnlyList<Hypothesis> family, double share)
    {
        if (family.All(static hypothesis => hypothesis.Bound == NullBound.Continuous))
        {
            return BenjaminiHochberg.Adjust([.. family.Select(static hypothesis => hypothesis.P)]);
        }

        double[] adjusted = new double[family.Count];
        Array.Fill(adjusted, 1);
        double ceiling = Math.Min(share, Looks.Limit);
        int[] order = [.. Enumerable.Range(0, family.Count).Where(i => family[i].P <= ceiling).OrderBy(i => family[i].P)];
        if (order.Length == 0)
        {
            return adjusted;
        }

        // Many hypotheses share one bound: those without steps, and terms that occur equally often.
        (NullBound Bound, int Count)[] bounds = [.. family.GroupBy(static hypothesis => hypothesis.Bound).Select(static group => (group.Key, group.Count()))];
        double least = 1;
        for (int rank = order.Length; rank > 0; rank--)
        {
            double p = family[order[rank - 1]].P;
            double expected = 0;
            foreach ((NullBound bound, int count) in bounds)
            {
                expected += count * bound.At(p);
            }

            least = Math.Min(least, expected / ((1 - ceiling) * rank));
            adjusted[order[rank - 1]] = least;
        }

        return adjusted;
    }
}
