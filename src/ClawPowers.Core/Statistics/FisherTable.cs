namespace ClawPowers.Core.Statistics;

/// <summary>
/// Fisher's exact test for all 2×2 tables with the same margins: how many of the marked runs fall into a group is
/// hypergeometric if marking and grouping have nothing to do with each other. Knows, besides the p-value of one table,
/// which p-values are possible at all, which is what the discrete control of false discoveries needs. Source: R. A. Fisher,
/// "The Design of Experiments" (1935), section 11. The terms follow from each other by ratios, from the most probable one
/// outwards: MathNet's hypergeometric distribution takes nine logarithms of the gamma function for each, and a call for
/// feedback needs some hundred thousand terms.
/// </summary>
internal sealed class FisherTable
{
    // Tables whose probabilities differ by no more than rounding count as equally probable, as in R's fisher.test.
    private const double Tie = 1 + 1e-7;

    // So that a probability is never 0 by rounding.
    private const double Smallest = 1e-300;

    private readonly int _low;
    private readonly double[] _mass;

    /// <summary>Works out the probability of every table.</summary>
    /// <param name="total">How many runs there are.</param>
    /// <param name="marked">How many of them are marked.</param>
    /// <param name="group">How many of them are in the group.</param>
    public FisherTable(int total, int marked, int group)
    {
        _low = Math.Max(0, group + marked - total);
        int high = Math.Min(group, marked);
        _mass = new double[high - _low + 1];

        // Outwards from the most probable table, so that nothing overflows and what underflows is negligible.
        int mode = Math.Clamp((int)((group + 1.0) * (marked + 1.0) / (total + 2.0)), _low, high);
        _mass[mode - _low] = 1;
        double sum = 1;
        for (int x = mode; x < high; x++)
        {
            sum += _mass[x + 1 - _low] = _mass[x - _low] * ((double)(group - x) * (marked - x)) / ((x + 1.0) * (total - group - marked + x + 1));
        }

        for (int x = mode; x > _low; x--)
        {
            sum += _mass[x - 1 - _low] = _mass[x - _low] * (x * (double)(total - group - marked + x)) / ((group - x + 1.0) * (marked - x + 1.0));
        }

        for (int i = 0; i < _mass.Length; i++)
        {
            _mass[i] /= sum;
        }
    }

    /// <summary>The p-value of one table.</summary>
    /// <param name="marked">How many of the group are marked.</param>
    /// <param name="tail">What counts as extreme.</param>
    public double P(int marked, Tail tail)
    {
        int at = marked - _low;
        double p = 0;
        switch (tail)
        {
            case Tail.Lower:
                for (int i = 0; i <= at; i++)
                {
                    p += _mass[i];
                }

                break;
            case Tail.Upper:
                for (int i = _mass.Length - 1; i >= at; i--)
                {
                    p += _mass[i];
                }

                break;
            default:
                double limit = _mass[at] * Tie;
                foreach (double mass in _mass)
                {
                    p += mass <= limit ? mass : 0;
                }

                break;
        }

        return Math.Clamp(p, Smallest, 1);
    }

    /// <summary>The p-values that tables with these margins can have, up to a limit, in ascending order.</summary>
    public double[] Attainable(Tail tail, double limit)
    {
        List<double> values = [];
        (int left, int right) = (0, _mass.Length - 1);
        double p = 0;
        while (left <= right)
        {
            // From the ends inwards the probabilities rise, so the least probable table is always at one of the ends.
            double least = tail switch
            {
                Tail.Lower => _mass[left],
                Tail.Upper => _mass[right],
                _ => Math.Min(_mass[left], _mass[right]),
            };
            double bound = least * Tie;
            if (tail != Tail.Upper && (tail == Tail.Lower || _mass[left] <= bound))
            {
                p += _mass[left++];
            }

            if (tail != Tail.Lower && left <= right && (tail == Tail.Upper || _mass[right] <= bound))
            {
                p += _mass[right--];
            }

            if (p > limit)
            {
                break;
            }

            values.Add(p);
        }

        return [.. values];
    }
}
