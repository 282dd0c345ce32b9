using System.Globalization;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Metrics;

/// <summary>What runs are grouped by: fields of theirs, or measures.</summary>
internal sealed class Grouping
{
    private const string Nothing = "None";

    private static readonly string[] Fields = ["Skill", "Day", "Project", "Outcome", "Source", "Agent", "SessionId", "Model"];

    // Those that the daily totals know.
    private static readonly string[] InTotals = ["Skill", "Day", "Project"];

    private Grouping(string[] parts) => Parts = parts;

    /// <summary>Fields by their names, measures as they were written. None for all runs together.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>What a summary says it is grouped by.</summary>
    public string? Text => Parts.Count == 0 ? null : string.Join(", ", Parts);

    /// <summary>Whether the daily totals can answer it.</summary>
    public bool IsInTotals => Parts.All(static part => InTotals.Contains(part, StringComparer.Ordinal));

    /// <summary>Whether it takes a measure.</summary>
    public bool HasMeasures => Parts.Any(IsMeasure);

    /// <summary>Whether it takes a field.</summary>
    public bool Has(string field) => Parts.Contains(field, StringComparer.Ordinal);

    /// <summary>Whether a part is a measure and no field.</summary>
    public static bool IsMeasure(string part) => !Fields.Contains(part, StringComparer.Ordinal);

    /// <summary>Reads what to group by.</summary>
    /// <exception cref="ClawException"><c>InvalidGrouping</c>.</exception>
    public static Grouping Parse(IReadOnlyList<string>? texts)
    {
        if (texts is not { Count: > 0 })
        {
            return new Grouping(["Skill"]);
        }

        if (texts.Count == 1 && Nothing.Equals(texts[0]?.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return new Grouping([]);
        }

        var parts = new List<string>();
        foreach (string? text in texts)
        {
            string name = text?.Trim() ?? string.Empty;
            string part = Array.Find(Fields, field => field.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? (name.Equals("Session", StringComparison.OrdinalIgnoreCase) ? "SessionId" : name);
            string? problem = !MeasureSet.IsName(part) ? "it is neither a field nor a measure's name"
                : part.Equals(Nothing, StringComparison.OrdinalIgnoreCase) ? "None stands alone"
                : parts.Contains(part, StringComparer.OrdinalIgnoreCase) ? "it is there twice"
                : null;
            if (problem is not null)
            {
                throw MetricErrors.InvalidGrouping(name, problem);
            }

            parts.Add(part);
        }

        return new Grouping([.. parts]);
    }
}

/// <summary>One part of what makes a group: its text, and where it stands among others.</summary>
/// <param name="Text">The text; null where a run has no such value.</param>
/// <param name="Order">Its place if it has one that is not that of its letters: a number, a day, an outcome.</param>
internal readonly record struct GroupPart(string? Text, double Order)
{
    /// <summary>No value.</summary>
    public static GroupPart None { get; } = new(Text: null, double.PositiveInfinity);

    /// <summary>A text.</summary>
    public static GroupPart Of(string? text) => text is null ? None : new(text, double.NaN);

    /// <summary>A UTC day.</summary>
    public static GroupPart OfDay(long day) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(day * UtcDay.Milliseconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day);

    /// <summary>A measure's value.</summary>
    public static GroupPart OfValue(object? value) => value switch
    {
        null => None,
        long or double => new(MeasureSet.TextOf(value), Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => Of(MeasureSet.TextOf(value)),
    };

    /// <summary>Numbers before texts, and what is not there last.</summary>
    public static int Compare(GroupPart left, GroupPart right)
    {
        int rank = left.Rank.CompareTo(right.Rank);
        int order = rank != 0 || left.Rank != 0 ? rank : left.Order.CompareTo(right.Order);
        return order != 0 ? order : string.CompareOrdinal(left.Text, right.Text);
    }

    private int Rank => Text is null ? 2 : double.IsNaN(Order) ? 1 : 0;
}
