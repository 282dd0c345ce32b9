using System.Globalization;

namespace ClawPowers.Core.Feedback;

/// <summary>Figures as they stand in a sentence, in the invariant culture.</summary>
internal static class Wording
{
    /// <summary>A rate, such as <c>85%</c>; with a decimal where a whole number would say none or all.</summary>
    public static string Percent(double rate)
    {
        double percent = rate * 100;
        bool isBlunt = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
        return percent.ToString(isBlunt ? "0.#" : "0", CultureInfo.InvariantCulture) + "%";
    }

    /// <summary>An interval of rates, such as <c>58–91%</c>.</summary>
    public static string Percent(Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{interval.Low * 100:0}–{interval.High * 100:0}%");

    /// <summary>A difference of rates without its sign, such as <c>40 points</c>.</summary>
    public static string Points(double difference) => string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(difference) * 100:0} points");

    /// <summary>A number as people write it: whole ones with thousands, others to three or four digits.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 1e15 => value.ToString("0.###e0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 1 or 0 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("G3", CultureInfo.InvariantCulture),
    };

    /// <summary>A day in UTC, such as <c>2026-11-03</c>.</summary>
    public static string Day(long milliseconds) => Moment(milliseconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>Such as <c>1 run</c> or <c>12 runs</c>.</summary>
    public static string Runs(int count) => Count(count, "run");

    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {noun}{(count == 1 ? string.Empty : "s")}");

    /// <summary>A length of time in its two largest units, such as <c>1 h 20 min</c>.</summary>
    public static string Time(double seconds)
    {
        return seconds switch
        {
            >= 86_400 => Two(seconds / 3_600, 24, "d", "h"),
            >= 3_600 => Two(seconds / 60, 60, "h", "min"),
            >= 60 => Two(seconds, 60, "min", "s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.##} s"),
        };

        static string Two(double small, long per, string large, string name)
        {
            double whole = Math.Round(small);
            double rest = whole % per;
            return string.Create(CultureInfo.InvariantCulture, $"{(whole - rest) / per:#,0} {large}{(rest == 0 ? string.Empty : $" {rest:0} {name}")}");
        }
    }

    /// <summary>Some text on one line, cut at a length.</summary>
    public static string Short(string text, int most)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most)
        {
            return line;
        }

        int end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return line[..end] + "…";
    }
}
