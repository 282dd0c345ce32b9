using System.Globalization;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Text;

namespace ClawPowers.Cli.CommandLine;

/// <summary>Reads the text of options about runs.</summary>
internal static class OptionText
{
    private static readonly string[] Moments =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>A name out of an enumeration, in any case. Numbers are none.</summary>
    public static T Choice<T>(string text, string option)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (value.ToString().Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        string allowed = string.Join(", ", Enum.GetNames<T>().Select(static name => name.ToLowerInvariant()));
        throw CommandLineErrors.Invalid($"'{text}' is not possible for {option}. Allowed: {allowed}.");
    }

    /// <summary>A moment in ISO 8601; in local time if it names no zone.</summary>
    public static DateTimeOffset Moment(string text, string option) =>
        TryMoment(text, out DateTimeOffset moment)
            ? moment
            : throw CommandLineErrors.Invalid($"'{text}' is not possible for {option}. Write a moment, such as 2026-11-01 or 2026-11-01T08:30:00Z.");

    /// <summary>A moment, or how long ago it was.</summary>
    public static DateTimeOffset Past(string text, string option, DateTimeOffset now) =>
        Duration.TryParse(text, out TimeSpan ago) ? now - ago
        : TryMoment(text, out DateTimeOffset moment) ? moment
        : throw CommandLineErrors.Invalid($"'{text}' is not possible for {option}. Write how long ago, such as 12h or 30d, or a moment, such as 2026-11-01 or 2026-11-01T08:30:00Z.");

    /// <summary>A length of time: a number of seconds, or a number with a unit. Not negative.</summary>
    public static TimeSpan Seconds(string text, string option)
    {
        if (Duration.TryParse(text, out TimeSpan duration))
        {
            return duration;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)
            && seconds <= (decimal)Duration.Maximum.TotalSeconds
                ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
                : throw CommandLineErrors.Invalid($"'{text}' is not possible for {option}. Write a number of seconds from 0, such as 90 or 1.5, or a number with a unit, such as 12m or 1h30m; at most 36525d.");
    }

    /// <summary>Measures written as <c>name=value</c>, each name once.</summary>
    public static Dictionary<string, object?> Measures(IEnumerable<string> texts, string option)
    {
        var measures = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (string text in texts)
        {
            (string name, object? value) = MeasureText.Parse(text);
            if (value is null)
            {
                throw CommandLineErrors.Invalid($"'{text}' is not possible for {option}: no value follows the '='.");
            }

            if (!measures.TryAdd(name, value))
            {
                throw CommandLineErrors.Invalid($"{option} names '{name}' twice. A run has one value of a measure.");
            }
        }

        return measures;
    }

    private static bool TryMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParseExact(text.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out moment);
}
