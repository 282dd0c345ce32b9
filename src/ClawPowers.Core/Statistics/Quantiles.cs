using MathNet.Numerics.Statistics;

namespace ClawPowers.Core.Statistics;

/// <summary>Quantiles by linear interpolation between ranks: type 7 of R. J. Hyndman, Y. Fan, The American Statistician 50 (1996), 361–365, as spreadsheets and R have it.</summary>
internal static class Quantiles
{
    /// <summary>The quantiles of values.</summary>
    /// <param name="values">At least one value, in any order, none NaN.</param>
    /// <param name="probabilities">Each from 0 to 1.</param>
    /// <returns>One quantile for each probability.</returns>
    public static double[] Of(ReadOnlySpan<double> values, params ReadOnlySpan<double> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Length, nameof(values));
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double[] quantiles = new double[probabilities.Length];
        for (int i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = SortedArrayStatistics.QuantileCustom(sorted, probabilities[i], QuantileDefinition.R7);
        }

        return quantiles;
    }
}
