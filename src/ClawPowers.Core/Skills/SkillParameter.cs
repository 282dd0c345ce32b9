using System.Globalization;

namespace ClawPowers.Core.Skills;

/// <summary>A number that a skill offers to be tuned.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Minimum">The lowest value that the skill allows; null for none.</param>
/// <param name="Maximum">The highest value that the skill allows; null for none.</param>
public sealed record SkillParameter(string Name, double? Minimum, double? Maximum)
{
    private const string Range = "..";

    /// <summary>Whether the skill allows a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is a number within the bounds.</returns>
    public bool Allows(double value) => double.IsFinite(value) && !(value < Minimum) && !(value > Maximum);

    /// <summary>The value nearest to another that the skill allows.</summary>
    internal double Nearest(double value) => Math.Min(Math.Max(value, Minimum ?? value), Maximum ?? value);

    /// <summary>Reads a parameter as front matter writes it.</summary>
    /// <param name="text">A name, alone or with bounds: <c>piece_tokens</c>, <c>piece_tokens=1000..8000</c>, <c>piece_tokens=1000..</c>.</param>
    /// <returns>The parameter; null if it can't be read, because one with other bounds than were meant must not be tuned.</returns>
    internal static SkillParameter? Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return text.Length == 0 ? null : new SkillParameter(text, Minimum: null, Maximum: null);
        }

        string bounds = text[(equals + 1)..];
        int between = bounds.IndexOf(Range, StringComparison.Ordinal);
        if (equals == 0 || between < 0 || !Bound(bounds[..between], out double? low) || !Bound(bounds[(between + Range.Length)..], out double? high))
        {
            return null;
        }

        return low > high ? null : new SkillParameter(text[..equals], low, high);
    }

    private static bool Bound(string text, out double? bound)
    {
        bound = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
        {
            return false;
        }

        bound = number;
        return true;
    }
}
