using System.Globalization;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>Runs that share a label, or a range of a number, among those that have the factor.</summary>
internal sealed class RunGroup
{
    /// <summary>A comparison needs so many runs on each side.</summary>
    public const int LeastRuns = 5;

    /// <summary>So many labels are compared, the most frequent first; the rest counts as one.</summary>
    public const int MostLabels = 12;

    private RunGroup(Factor factor, bool[] members, string name, string rule)
    {
        Members = members;
        Count = members.Count(static member => member);
        Name = name;
        Rule = rule;
        Typical = factor.Labels is null && Count > 0 ? Middling(Numbers(factor, members)) : null;
    }

    /// <summary>Whether each run that has the factor belongs to the group.</summary>
    public bool[] Members { get; }

    public int Count { get; }

    /// <summary>Such as <c>reviewer=ana</c> or <c>piece_tokens from 2,000 to 3,500</c>.</summary>
    public string Name { get; }

    /// <summary>How to have more of it, such as <c>Prefer reviewer=ana</c> or <c>Keep piece_tokens between 2,000 and 3,500</c>.</summary>
    public string Rule { get; }

    /// <summary>The median of the group's numbers, to three digits where they differ, since more would mean nothing; null for labels.</summary>
    public double? Typical { get; }

    /// <summary>The groups of a factor that are large enough, and small enough, to be compared with the rest.</summary>
    public static IReadOnlyList<RunGroup> Of(Factor factor) =>
        [.. (factor.Labels is { } labels ? OfLabels(factor, labels) : OfNumbers(factor)).Where(group => IsComparable(group.Count, factor.Places.Length))];

    private static bool IsComparable(int count, int total) => count >= LeastRuns && total - count >= LeastRuns;

    private static IEnumerable<RunGroup> OfLabels(Factor factor, string[] labels)
    {
        (string Label, int Count)[] levels = [.. labels.GroupBy(static label => label, StringComparer.Ordinal)
            .Select(static group => (group.Key, group.Count()))
            .OrderByDescending(static level => level.Item2).ThenBy(static level => level.Key, StringComparer.Ordinal)
            .Take(MostLabels)];
        return levels.Where(level => IsComparable(level.Count, labels.Length)).Select(level => new RunGroup(
            factor,
            Array.ConvertAll(labels, label => label == level.Label),
            $"{factor.Name}={level.Label}",
            $"Prefer {factor.Name}={level.Label}"));
    }

    // A few values are groups of their own; many are cut into three of about the same size, ties staying together.
    private static IEnumerable<RunGroup> OfNumbers(Factor factor)
    {
        if (factor.Distinct.Length <= 5)
        {
            return factor.Distinct.Select(value => new RunGroup(
                factor,
                Array.ConvertAll(factor.Numbers, number => number == value),
                $"{factor.Name}={Wording.Number(value)}",
                $"Keep {factor.Name} at {Wording.Number(value)}"));
        }

        double[] sorted = [.. factor.Numbers.Order()];
        double low = sorted[(sorted.Length - 1) / 3];
        double high = sorted[sorted.Length - 1 - ((sorted.Length - 1) / 3)];
        return
        [
            new RunGroup(factor, Array.ConvertAll(factor.Numbers, number => number <= low), $"{factor.Name} of at most {Wording.Number(low)}", $"Keep {factor.Name} at {Wording.Number(low)} or less"),
            Middle(factor, low, high),
            new RunGroup(factor, Array.ConvertAll(factor.Numbers, number => number >= high), $"{factor.Name} of at least {Wording.Number(high)}", $"Keep {factor.Name} at {Wording.Number(high)} or more"),
        ];
    }

    private static RunGroup Middle(Factor factor, double low, double high)
    {
        bool[] members = Array.ConvertAll(factor.Numbers, number => number > low && number < high);
        double[] numbers = Numbers(factor, members);
        (string from, string to) = numbers.Length == 0 ? (string.Empty, string.Empty) : (Wording.Number(numbers.Min()), Wording.Number(numbers.Max()));
        return new RunGroup(factor, members, $"{factor.Name} from {from} to {to}", $"Keep {factor.Name} between {from} and {to}");
    }

    private static double Middling(double[] numbers)
    {
        double median = Quantiles.Of(numbers, 0.5)[0];
        return numbers.Min() == numbers.Max() ? median : double.Parse(median.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static double[] Numbers(Factor factor, bool[] members) => [.. factor.Numbers.Where((_, i) => members[i])];
}
