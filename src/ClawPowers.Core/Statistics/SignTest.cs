using MathNet.Numerics.Distributions;

namespace ClawPowers.Core.Statistics;

/// <summary>The sign test: whether values lie above a line as often as below. Source: W. J. Conover, "Practical Nonparametric Statistics" (3rd ed. 1999), section 3.4.</summary>
internal static class SignTest
{
    /// <summary>The exact two-sided probability of a split as uneven or more so.</summary>
    /// <param name="above">How many lie above; not negative.</param>
    /// <param name="below">How many lie below; those on the line are left out.</param>
    /// <returns>Above 0 and at most 1.</returns>
    public static double P(int above, int below) =>
        above + below == 0 ? 1 : Math.Clamp(2 * Binomial.CDF(0.5, above + below, Math.Min(above, below)), 1e-300, 1);
}
