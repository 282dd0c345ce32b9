using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback.Evidence;

/// <summary>
/// One question looked at in several ways, such as several lengths of "recently". The smallest p-value of the looks is
/// no p-value; the sum over the looks of the chance that each gets as small is one. For an exact test that chance is the
/// next smaller value that the test can have at all, not the value itself (Tarone 1990, Biometrics 46, 515–522).
/// </summary>
internal sealed class Looks
{
    /// <summary>Beyond this no p-value matters: every share of the error budget is smaller by far.</summary>
    public const double Limit = 0.06;

    private readonly List<double[]?> _attainable = [];
    private double _smallest = double.PositiveInfinity;

    /// <summary>The look with the smallest p-value, by its number in order of addition; -1 without looks.</summary>
    public int Best { get; private set; } = -1;

    public int Count => _attainable.Count;

    /// <summary>Adds a look by an exact test.</summary>
    public void Add(FisherTable table, int marked, Tail tail) => Add(table.P(marked, tail), table.Attainable(tail, Limit));

    /// <summary>Adds a look whose p-value can be any number.</summary>
    public void Add(double p) => Add(p, attainable: null);

    /// <summary>The p-value of the question, and how small it can get if nothing is going on.</summary>
    public (double P, NullBound Bound) Combine()
    {
        double p = _attainable.Sum(values => values is null || _smallest > Limit ? _smallest : AtMost(values, _smallest));

        // The sum is over values that were themselves summed: the value that was observed is one of them, up to rounding.
        p = Math.Min(1, Math.Max(p, _smallest));
        return (p, NullBound.Of(_attainable));
    }

    private void Add(double p, double[]? attainable)
    {
        if (p < _smallest)
        {
            (_smallest, Best) = (p, _attainable.Count);
        }

        _attainable.Add(attainable);
    }

    private static double AtMost(double[] values, double p)
    {
        int at = Array.BinarySearch(values, p * (1 + 1e-9));
        at = at >= 0 ? at : ~at - 1;
        return at < 0 ? 0 : values[at];
    }
}
