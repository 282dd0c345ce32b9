using System.Runtime.InteropServices;

namespace ClawPowers.Core.Statistics;

/// <summary>Probabilities under Fisher's exact test, each above 0 and at most 1.</summary>
/// <param name="Less">Of a first cell as small or smaller.</param>
/// <param name="Greater">Of a first cell as large or larger.</param>
/// <param name="TwoSided">Of a table as improbable or more so.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FisherP(double Less, double Greater, double TwoSided);
