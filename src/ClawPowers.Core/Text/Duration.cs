using System.Buffers;
using System.Globalization;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Text;

/// <summary>
/// Lengths of time as people write them: a number and a unit, <c>90s 10m 2h 30d 1w 1.5h</c>, several in a row
/// (<c>1h30m</c>), or .NET's <c>[d.]hh:mm:ss</c>. A number alone is refused, because everyone reads another unit into it.
/// </summary>
public static class Duration
{
    /// <summary>The longest duration: 100 years of 365.25 days.</summary>
    public static readonly TimeSpan Maximum = TimeSpan.FromDays(36_525);

    // Longer names first, so that "ms" is not read as minutes.
    private static readonly (string Name, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
        ("d", TimeSpan.TicksPerDay),
        ("w", 7 * TimeSpan.TicksPerDay),
    ];

    private static readonly SearchValues<char> NumberParts = SearchValues.Create("0123456789.");

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text; units in any case, the decimal point is a point.</param>
    /// <returns>The duration, more than zero and at most <see cref="Maximum"/>, to a tick of 100 ns.</returns>
    /// <exception cref="ClawException"><c>InvalidDuration</c>: it is none, or out of range.</exception>
    public static TimeSpan Parse(string? text)
    {
        if (!TryRead(text, out TimeSpan duration))
        {
            throw Invalid(text, "is not a duration");
        }

        return duration > TimeSpan.Zero && duration <= Maximum
            ? duration
            : throw Invalid(text, "is out of range: a duration is longer than zero and at most 36525d");
    }

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The duration, or zero.</param>
    /// <returns>Whether it is one that <see cref="Parse"/> accepts.</returns>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        if (TryRead(text, out duration) && duration > TimeSpan.Zero && duration <= Maximum)
        {
            return true;
        }

        duration = TimeSpan.Zero;
        return false;
    }

    private static bool TryRead(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.Count(':') == 2)
        {
            return TimeSpan.TryParseExact(rest, ["c", "g"], CultureInfo.InvariantCulture, out duration);
        }

        decimal ticks = 0;
        try
        {
            do
            {
                int digits = rest.IndexOfAnyExcept(NumberParts);
                if (digits <= 0
                    || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
                    || !TryReadUnit(rest[digits..], out long unit, out int length))
                {
                    return false;
                }

                ticks += number * unit;
                rest = rest[(digits + length)..];
            }
            while (!rest.IsEmpty);
        }
        catch (OverflowException)
        {
            ticks = decimal.MaxValue;
        }

        duration = ticks > Maximum.Ticks ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)ticks);
        return true;
    }

    private static bool TryReadUnit(ReadOnlySpan<char> text, out long ticks, out int length)
    {
        foreach ((string name, long unit) in Units)
        {
            if (text.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                (ticks, length) = (unit, name.Length);
                return true;
            }
        }

        (ticks, length) = (0, 0);
        return false;
    }

    private static ClawException Invalid(string? text, string problem) => new(
        "InvalidDuration",
        ClawErrorKind.InvalidArgument,
        $"'{text}' {problem}. Write a number and a unit (ms, s, m, h, d, w), such as 90s, 10m, 2h, 30d or 1h30m.",
        text);
}
