using System.Runtime.InteropServices;

namespace ClawPowers.Core.Git.Reviewing;

/// <summary>A stretch of lines that is followed back. Lines count from 0.</summary>
/// <param name="Start">Where it is in the version at hand.</param>
/// <param name="Count">How many lines.</param>
/// <param name="Origin">Where it is in the version that was asked about.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LineRange(int Start, int Count, int Origin);
