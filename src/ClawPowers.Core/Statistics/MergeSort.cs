namespace ClawPowers.Core.Statistics;

/// <summary>Sorting that counts.</summary>
internal static class MergeSort
{
    /// <summary>Sorts the values and says how many pairs stood in the wrong order; equal ones do not.</summary>
    public static double CountInversions(double[] values)
    {
        double[] source = values;
        double[] target = new double[values.Length];
        double inversions = 0;
        for (int width = 1; width < values.Length; width *= 2)
        {
            for (int start = 0; start < values.Length; start += 2 * width)
            {
                int middle = Math.Min(start + width, values.Length);
                int end = Math.Min(start + (2 * width), values.Length);
                inversions += Merge(source, target, start, middle, end);
            }

            (source, target) = (target, source);
        }

        if (!ReferenceEquals(source, values))
        {
            source.CopyTo(values, 0);
        }

        return inversions;
    }

    private static double Merge(double[] source, double[] target, int start, int middle, int end)
    {
        double inversions = 0;
        (int left, int right) = (start, middle);
        for (int i = start; i < end; i++)
        {
            if (left < middle && (right >= end || source[left] <= source[right]))
            {
                target[i] = source[left++];
            }
            else
            {
                inversions += middle - left;
                target[i] = source[right++];
            }
        }

        return inversions;
    }
}
