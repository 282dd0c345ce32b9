using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Plans.Progress;

/// <summary>Which of the futures that earlier tasks allow for is meant.</summary>
internal enum Forecast
{
    /// <summary>The one at the lower end of the range.</summary>
    Early,

    /// <summary>The one in the middle.</summary>
    Likely,

    /// <summary>The one at the upper end of the range.</summary>
    Late,
}

/// <summary>
/// How far estimates were off: actual over estimate of finished tasks. The range is one that the next ratio falls into in at least 80% of
/// cases whatever their distribution, if it comes from the same one: two of the ordered ratios, of n the k-th from either end, where
/// 1 - 2k / (n + 1) is at least 0.8. Source: G. J. Hahn, W. Q. Meeker, "Statistical Intervals" (1991), chapter 5 (prediction intervals
/// without a distribution).
/// </summary>
internal sealed class EstimateRatios
{
    /// <summary>Below so many finished tasks nothing is said about what is typical: tasks are taken to need their estimates.</summary>
    public const int LeastForMedian = 5;

    /// <summary>Below so many there is no range that holds the next ratio in 80% of cases.</summary>
    public const int LeastForRange = 9;

    private const double LeftOut = 0.1; // on each side

    private readonly double[] _sorted;

    private EstimateRatios(IEnumerable<double> ratios, bool areOwn)
    {
        _sorted = [.. ratios.Order()];
        AreOwn = areOwn;
    }

    /// <summary>Whether all of them are of the plan itself.</summary>
    public bool AreOwn { get; }

    /// <summary>How many there are.</summary>
    public int Count => _sorted.Length;

    /// <summary>Whether they are enough for a range.</summary>
    public bool HaveRange => Count >= LeastForRange;

    /// <summary>The ratio in the middle; 1 where there are too few.</summary>
    public double Typical => Count < LeastForMedian ? 1 : At(Forecast.Likely, _sorted);

    /// <summary>The range; null where there are too few.</summary>
    public Interval? Range => HaveRange ? new Interval(At(Forecast.Early, _sorted), At(Forecast.Late, _sorted)) : null;

    /// <summary>The ratios to go by: those of the plan itself if they are enough for a range, else all.</summary>
    /// <param name="own">Of the plan's finished tasks; above 0.</param>
    /// <param name="others">Of finished tasks of other plans; above 0.</param>
    public static EstimateRatios Of(IReadOnlyCollection<double> own, IReadOnlyCollection<double> others) => own.Count >= LeastForRange || others.Count == 0
        ? new EstimateRatios(own, areOwn: true)
        : new EstimateRatios(own.Concat(others), areOwn: false);

    /// <summary>What is left to do of a task. Of one that has been worked on, the tasks tell that took longer than it has so far.</summary>
    /// <param name="estimate">Its estimate in seconds, above 0.</param>
    /// <param name="spent">What has been spent on it, in seconds.</param>
    /// <param name="forecast">Which future. Without a range, all are the likely one.</param>
    /// <returns>Seconds, not negative; the whole task once more where it has taken longer than any before it.</returns>
    public double Remaining(double estimate, double spent, Forecast forecast)
    {
        forecast = HaveRange ? forecast : Forecast.Likely;
        if (Count < LeastForMedian)
        {
            return spent < estimate ? estimate - spent : estimate;
        }

        int first = spent <= 0 ? 0 : FirstAbove(spent / estimate);
        return first == Count
            ? estimate * At(forecast, _sorted)
            : Math.Max(0, (estimate * At(forecast, _sorted.AsSpan(first))) - Math.Max(0, spent));
    }

    private static double At(Forecast forecast, ReadOnlySpan<double> sorted)
    {
        int k = Math.Max(1, (int)(LeftOut * (sorted.Length + 1) * (1 + 1e-12)));
        return forecast switch
        {
            Forecast.Early => sorted[k - 1],
            Forecast.Late => sorted[^k],
            _ => Quantiles.Of(sorted, 0.5)[0],
        };
    }

    private int FirstAbove(double ratio)
    {
        (int low, int high) = (0, Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _sorted[middle] > ratio ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
