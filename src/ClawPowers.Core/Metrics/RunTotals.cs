using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Metrics;

/// <summary>The counts of one group while they are summed up.</summary>
internal sealed class RunTotals(GroupPart[] group)
{
    private const string NotThere = "(none)";

    private readonly long[] _outcomes = new long[4];
    private long _timed;
    private double _seconds;
    private List<double>? _numbers;

    /// <summary>The group's parts.</summary>
    public GroupPart[] Group { get; } = group;

    /// <summary>Adds counts that were made before.</summary>
    public void Add(ReadOnlySpan<long> outcomes, long timed, double seconds)
    {
        for (int i = 0; i < _outcomes.Length; i++)
        {
            _outcomes[i] += outcomes[i];
        }

        _timed += timed;
        _seconds += seconds;
    }

    /// <summary>Adds a run.</summary>
    public void Add(SkillOutcome outcome, double? seconds)
    {
        _outcomes[(int)outcome]++;
        if (seconds is { } known)
        {
            _timed++;
            _seconds += known;
        }
    }

    /// <summary>Adds a number of the measure that figures are wanted of.</summary>
    public void AddNumber(double number) => (_numbers ??= []).Add(number);

    /// <summary>The figures.</summary>
    /// <param name="groupedBy">What the runs are grouped by; null for all together.</param>
    /// <param name="measure">The measure that figures are wanted of; null for none.</param>
    public MetricSummary ToSummary(string? groupedBy, string? measure)
    {
        long counted = _outcomes[0] + _outcomes[1] + _outcomes[2];
        var summary = new MetricSummary
        {
            GroupBy = groupedBy,
            Group = Group.Length == 1 ? Group[0].Text
                : Group.Length == 0 ? null
                : string.Join(", ", Group.Select(static part => part.Text ?? NotThere)),
            Runs = counted + _outcomes[3],
            Successes = _outcomes[0],
            Failures = _outcomes[1],
            Partials = _outcomes[2],
            Skipped = _outcomes[3],
            Rate = counted == 0 ? null : (double)_outcomes[0] / counted,
            Interval = counted == 0 ? null : Wilson.Interval(_outcomes[0], counted),
            MeanDuration = _timed == 0 ? null : StoredMetric.Duration(_seconds / _timed),
        };
        if (measure is null)
        {
            return summary;
        }

        double[] numbers = _numbers is null ? [] : [.. _numbers];
        double[]? quantiles = numbers.Length == 0 ? null : Quantiles.Of(numbers, 0.5, 0.95);
        double sum = Sum(numbers);
        return summary with
        {
            Measure = measure,
            Count = numbers.Length,
            Sum = quantiles is null ? null : sum,
            Mean = quantiles is null ? null : sum / numbers.Length,
            P50 = quantiles?[0],
            P95 = quantiles?[1],
        };
    }

    // Neumaier's compensated sum: prices such as 0.1 add up to what is on the bill.
    private static double Sum(double[] numbers)
    {
        double sum = 0;
        double lost = 0;
        foreach (double number in numbers)
        {
            double next = sum + number;
            lost += Math.Abs(sum) >= Math.Abs(number) ? sum - next + number : number - next + sum;
            sum = next;
        }

        return sum + lost;
    }
}
