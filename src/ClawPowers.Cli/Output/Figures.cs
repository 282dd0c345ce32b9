using System.Globalization;

namespace ClawPowers.Cli.Output;

/// <summary>Numbers as people read them. ASCII, in the invariant culture.</summary>
internal static class Figures
{
    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    public static string Count(long count, string one, string several) => $"{Count(count)} {(count == 1 ? one : several)}";

    /// <summary>A fraction as <c>65%</c>; 0% and 100% only if it is just that.</summary>
    public static string Percent(double fraction)
    {
        double percent = Math.Round(fraction * 100);
        percent = percent >= 100 && fraction < 1 ? 99 : percent <= 0 && fraction > 0 ? 1 : percent;
        return percent.ToString("0", CultureInfo.InvariantCulture) + "%";
    }

    /// <summary>An interval of fractions as <c>43-82%</c>.</summary>
    public static string Percent(Interval interval) => $"{Math.Round(interval.Low * 100).ToString("0", CultureInfo.InvariantCulture)}-{Math.Round(interval.High * 100).ToString("0", CultureInfo.InvariantCulture)}%";

    /// <summary>A length of time by its two largest units: <c>350ms 1.5s 12m 1h05m 3d04h</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => Number(span.TotalMilliseconds, "0") + "ms",
        { TotalSeconds: < 59.95 } => Number(span.TotalSeconds, "0.#") + "s",
        { TotalSeconds: < 3599.5 } => Pair(span.TotalSeconds, 60, "m", "s"),
        { TotalMinutes: < 1439.5 } => Pair(span.TotalMinutes, 60, "h", "m"),
        _ => Pair(span.TotalHours, 24, "d", "h"),
    };

    /// <summary>A figure in about seven characters: at least three significant digits, cents up to ten thousand, all digits before the point up to a million.</summary>
    public static string Measure(double? number) => number is not { } known ? "-" : Math.Abs(known) switch
    {
        0 => "0",
        < 1e-3 or >= 1e6 => Number(known, "0.##e0"),
        < 0.1 => known.ToString("G3", CultureInfo.InvariantCulture),
        < 100 => Number(known, "0.###"),
        < 1e4 => Number(known, "0.##"),
        < 1e5 => Number(known, "0.#"),
        _ => Number(known, "0"),
    };

    private static string Pair(double small, int each, string large, string unit)
    {
        long count = (long)Math.Round(small);
        (long first, long rest) = Math.DivRem(count, each);
        return string.Create(CultureInfo.InvariantCulture, $"{first}{large}") + (rest == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{rest:00}{unit}"));
    }

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
