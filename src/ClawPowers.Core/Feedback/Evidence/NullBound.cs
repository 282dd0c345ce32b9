namespace ClawPowers.Core.Feedback.Evidence;

/// <summary>How probable it is that a p-value is at most so small if nothing is going on: a step function for exact tests, the value itself for others.</summary>
internal sealed class NullBound
{
    /// <summary>The bound of a p-value that can be any number.</summary>
    public static readonly NullBound Continuous = new(null);

    private readonly double[]? _steps;

    private NullBound(double[]? steps) => _steps = steps;

    /// <summary>The largest value at most as large as this one that the p-value can have; 0 if there is none.</summary>
    public double At(double p)
    {
        if (_steps is null || p > Looks.Limit)
        {
            return Math.Min(p, 1);
        }

        int at = Array.BinarySearch(_steps, p * (1 + 1e-9));
        at = at >= 0 ? at : ~at - 1;
        return at < 0 ? 0 : _steps[at];
    }

    /// <summary>The bound of several looks together.</summary>
    /// <param name="looks">The values that each can have, ascending; null for any number.</param>
    public static NullBound Of(IReadOnlyList<double[]?> looks)
    {
        if (looks.Contains(null))
        {
            return Continuous;
        }

        if (looks.Count == 1)
        {
            return new NullBound(looks[0]);
        }

        // Each look adds the difference to its next smaller value where it can have one.
        double[] values = new double[looks.Sum(static look => look!.Length)];
        double[] rises = new double[values.Length];
        int count = 0;
        foreach (double[]? look in looks)
        {
            double last = 0;
            foreach (double value in look!)
            {
                (values[count], rises[count++]) = (value, value - last);
                last = value;
            }
        }

        Array.Sort(values, rises);
        List<double> steps = [];
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += rises[i];
            if (sum > Looks.Limit)
            {
                break;
            }

            if (i + 1 == count || values[i + 1] > values[i] * (1 + 1e-9))
            {
                steps.Add(sum);
            }
        }

        return new NullBound([.. steps]);
    }
}
