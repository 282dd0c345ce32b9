using System.Globalization;

namespace ClawPowers.Core.Verification.Running;

/// <summary>Lengths of time in messages.</summary>
internal static class Limits
{
    /// <summary>Such as <c>90 s</c> or <c>10 min</c>.</summary>
    public static string InWords(TimeSpan limit) => limit.Ticks % TimeSpan.TicksPerMinute == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{limit.TotalMinutes:0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.###} s");
}
