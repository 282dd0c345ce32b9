namespace ClawPowers.Benchmarks;

/// <summary>
/// One subject against one baseline, run in turn (A B A B …) so that a machine whose speed drifts drifts for both. The
/// figure is the median of the ratios of the pairs.
/// </summary>
internal sealed record Comparison
{
    /// <summary>What is compared, in a few words.</summary>
    public required string Name { get; init; }

    /// <summary>The ratio to stay under, or the difference in milliseconds.</summary>
    public required double Target { get; init; }

    /// <summary>Whether the target is a difference. Both are printed.</summary>
    public bool IsDifference { get; init; }

    /// <summary>Runs the baseline once and gives its time in milliseconds.</summary>
    public required Func<double> Baseline { get; init; }

    /// <summary>Runs the subject once and gives its time in milliseconds.</summary>
    public required Func<double> Subject { get; init; }

    /// <summary>How many pairs are counted, after one that is not.</summary>
    public int Pairs { get; init; } = 7;

    /// <summary>Runs the pairs.</summary>
    public Result Run()
    {
        _ = Baseline();
        _ = Subject();
        var baselines = new double[Pairs];
        var subjects = new double[Pairs];
        for (int i = 0; i < Pairs; i++)
        {
            baselines[i] = Baseline();
            subjects[i] = Subject();
        }

        return new Result(this, Median(baselines), Median(subjects), [.. subjects.Zip(baselines, static (subject, baseline) => subject / baseline).Order()])
        {
            Difference = Median([.. subjects.Zip(baselines, static (subject, baseline) => subject - baseline)]),
        };
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}

/// <summary>What a comparison gave.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Baseline">The baseline's median, in milliseconds.</param>
/// <param name="Subject">The subject's median, in milliseconds.</param>
/// <param name="Ratios">The ratios of the pairs, in order of size.</param>
internal sealed record Result(Comparison Comparison, double Baseline, double Subject, IReadOnlyList<double> Ratios)
{
    /// <summary>The median of the ratios.</summary>
    public double Ratio => Ratios[Ratios.Count / 2];

    /// <summary>The median of the pairs' differences, in milliseconds.</summary>
    public double Difference { get; init; }

    /// <summary>Whether it stays under the target.</summary>
    public bool IsMet => (Comparison.IsDifference ? Difference : Ratio) <= Comparison.Target;

    /// <summary>One line of the table.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Comparison.Name,-62} {Baseline,9:0.00} {Subject,9:0.00} {Ratio,6:0.00} {Ratios[0],6:0.00} {Ratios[^1],6:0.00} {Comparison.Target,6:0.00}  {(IsMet ? "met" : "MISSED")}{(Comparison.IsDifference ? $" (by {Difference:+0.0;-0.0} ms)" : string.Empty)}");
}
