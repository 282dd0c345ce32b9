using System.Runtime.InteropServices;

namespace ClawPowers.Core.Statistics;

/// <summary>What Kendall's test says about two series.</summary>
/// <param name="S">Concordant less discordant pairs.</param>
/// <param name="Variance">The variance of <paramref name="S"/> if the series have nothing to do with each other.</param>
/// <param name="Z"><paramref name="S"/>, drawn one towards zero, in standard deviations.</param>
/// <param name="P">The two-sided probability, above 0 and at most 1.</param>
/// <param name="TauB">The correlation, from -1 to 1; 0 if either series is constant.</param>
/// <param name="N">How many pairs of values there were.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KendallTest(double S, double Variance, double Z, double P, double TauB, int N);
