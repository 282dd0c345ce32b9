using System.Runtime.InteropServices;

namespace ClawPowers.Core.Git.Objects;

/// <summary>One stretch in which two texts differ. Lines count from 0.</summary>
/// <param name="OldStart">The first line of the old text, or where lines were put in.</param>
/// <param name="OldCount">How many lines of it went.</param>
/// <param name="NewStart">The first line of the new text, or where lines were taken out.</param>
/// <param name="NewCount">How many lines of it came.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LineHunk(int OldStart, int OldCount, int NewStart, int NewCount);
