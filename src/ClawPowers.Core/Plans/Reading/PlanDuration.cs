using System.Globalization;
using System.Text.RegularExpressions;

namespace ClawPowers.Core.Plans.Reading;

/// <summary>
/// Estimates as plans write them: minutes where no unit stands (<c>4</c>), or with units (<c>4m</c>, <c>1h30m</c>, <c>1.5 hours</c>); a day is
/// eight hours and a week five days, for they are days of work. A range (<c>2-5 min</c>) counts as its middle.
/// </summary>
internal static partial class PlanDuration
{
    /// <summary>The longest estimate: a year.</summary>
    public static readonly TimeSpan Maximum = TimeSpan.FromDays(365);

    // No estimate is longer, and nothing that is takes long to be refused.
    private const int MostCharacters = 100;

    /// <summary>Reads an estimate.</summary>
    /// <returns>Whether it is one: more than nothing, and at most <see cref="Maximum"/>.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text.Length > MostCharacters)
        {
            return false;
        }

        string plain = Wrapping().Replace(text, string.Empty).Trim();
        Match range = Range().Match(plain);
        double? minutes = range.Success && Minutes(range.Groups["to"].Value + range.Groups["unit"].Value) is { } to && Minutes(range.Groups["from"].Value + range.Groups["unit"].Value) is { } from && from <= to
            ? (from + to) / 2
            : Minutes(plain);
        if (minutes is not > 0 || minutes > Maximum.TotalMinutes)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(Math.Round(minutes.Value * 60, 3));
        return duration > TimeSpan.Zero;
    }

    private static double? Minutes(string text)
    {
        double sum = 0;
        Match part = Part().Match(text);
        int end = 0;
        while (part.Success && part.Index == end)
        {
            if (!double.TryParse(part.Groups["number"].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return null;
            }

            string unit = part.Groups["unit"].Value;
            if (unit.Length == 0 && part.Length < text.Length)
            {
                return null;
            }

            sum += number * (unit.Length == 0 ? 1 : char.ToLowerInvariant(unit[0]) switch { 's' => 1.0 / 60, 'h' => 60, 'd' => 8 * 60, 'w' => 5 * 8 * 60, _ => 1 });
            end = part.Index + part.Length;
            part = part.NextMatch();
        }

        return end == text.Length && end > 0 ? sum : null;
    }

    // "about 5 min", "~5", "5 min (a guess)"
    [GeneratedRegex(@"^\s*(?:~|≈|about|approx\.?|ca\.?)\s*|\s*\([^()]*\)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Wrapping();

    [GeneratedRegex(@"^(?<from>[0-9]+(?:[.,][0-9]+)?)\s*(?:-|–|—|to)\s*(?<to>[0-9]+(?:[.,][0-9]+)?)\s*(?<unit>[a-z]*)\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<number>[0-9]+(?:[.,][0-9]+)?)\s*(?<unit>minutes|minute|mins|min|m|seconds|second|secs|sec|s|hours|hour|hrs|hr|h|days|day|d|weeks|week|w)?(?![a-z])\.?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
