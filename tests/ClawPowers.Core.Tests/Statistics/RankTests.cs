using ClawPowers.Core.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Statistics;

public sealed class RankTests
{
    // Hunter L values and panel scores of canned tuna: Hollander and Wolfe, "Nonparametric Statistical Methods", table 8.1.
    private static readonly double[] Lightness = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
    private static readonly double[] Panel = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];

    [Fact]
    public void Kendalls_statistic_of_the_published_example_is_16_with_a_tau_of_four_ninths()
    {
        KendallTest test = Kendall.Test(Lightness, Panel);

        Assert.Equal(16, test.S);
        Assert.Equal(92, test.Variance, 1e-9);
        Assert.Equal(4.0 / 9, test.TauB, 1e-9);
        Assert.Equal(1.563858105428061, test.Z, 1e-9); // 15 / sqrt(92)
        Assert.Equal(0.11785089502136514, test.P, 1e-9);
    }

    // 43,342 of the 362,880 orders of nine values are as extreme; the book's table says 0.1194.
    [Fact]
    public void The_exact_probability_of_the_published_example_is_the_published_one()
    {
        double[] inOrder = [.. Lightness.Zip(Panel).OrderBy(pair => pair.First).Select(pair => pair.Second)];

        Assert.Equal(43_342.0 / 362_880, MannKendall.Test(inOrder).P, 1e-9);
    }

    // The variance over all 720 orders of (5 5 5 2 1 1) against (1 1 2 3 3 3), counted one by one.
    [Fact]
    public void The_variance_with_ties_in_both_series_is_that_over_all_orders()
    {
        KendallTest test = Kendall.Test([1, 1, 2, 3, 3, 3], [5, 5, 5, 2, 1, 1]);

        Assert.Equal(-9, test.S);
        Assert.Equal(20.1, test.Variance, 1e-9);
        Assert.Equal(-8 / Math.Sqrt(20.1), test.Z, 1e-9);
    }

    [Fact]
    public void Kendalls_statistic_is_that_of_comparing_every_pair() =>
        Prop.ForAll(Series(2, 60).ToArbitrary(), pairs =>
        {
            double expected = 0;
            for (int i = 0; i < pairs.Length; i++)
            {
                for (int j = i + 1; j < pairs.Length; j++)
                {
                    expected += Math.Sign(pairs[j].X - pairs[i].X) * Math.Sign(pairs[j].Y - pairs[i].Y);
                }
            }

            return Kendall.Test([.. pairs.Select(pair => (double)pair.X)], [.. pairs.Select(pair => (double)pair.Y)]).S.Equals(expected);
        }).QuickCheckThrowOnFailure();

    // S = 2U − n₁n₂ and its variance is four times that of U with correction for ties (Lehmann, "Nonparametrics", 1.5).
    [Fact]
    public void With_a_series_of_two_values_it_is_the_Mann_Whitney_test() =>
        Prop.ForAll(Series(4, 60).ToArbitrary(), pairs =>
        {
            double[] group = [.. pairs.Select(pair => pair.X > 3 ? 1.0 : 0.0)];
            double[] values = [.. pairs.Select(pair => (double)pair.Y)];
            double[] high = [.. values.Where((_, i) => group[i] > 0)];
            double[] low = [.. values.Where((_, i) => group[i] <= 0)];
            double u = high.Sum(h => low.Sum(l => h > l ? 1 : h.Equals(l) ? 0.5 : 0));
            double n = values.Length;
            double ties = values.GroupBy(value => value).Sum(tie => Math.Pow(tie.Count(), 3) - tie.Count());
            double varianceOfU = high.Length * low.Length / 12.0 * (n + 1 - (ties / (n * (n - 1))));
            KendallTest test = Kendall.Test(group, values);
            return Math.Abs(test.S - ((2 * u) - (high.Length * low.Length))) < 1e-9
                && Math.Abs(test.Variance - (4 * varianceOfU)) < 1e-6;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData()]
    [InlineData(7.0)]
    [InlineData(7.0, 7.0, 7.0)]
    public void What_does_not_vary_has_no_trend(params double[] values)
    {
        KendallTest test = MannKendall.Test(values);

        Assert.Equal((0, 1, 0), (test.S, test.P, test.TauB));
    }

    // Fourteen values with ties of 2, 3 and 4, worked out in exact fractions from Kendall's formula.
    [Fact]
    public void A_trend_with_ties_has_the_normal_approximation_of_the_formula()
    {
        KendallTest test = MannKendall.Test([23, 24, 29, 6, 29, 24, 24, 29, 23, 31, 30, 33, 29, 35]);

        Assert.Equal(47, test.S);
        Assert.Equal(961.0 / 3, test.Variance, 1e-9);
        Assert.Equal(2.5701399080054308, test.Z, 1e-9);
        Assert.Equal(0.010165745027195403, test.P, 1e-9);
    }

    [Fact]
    public void A_trend_turned_round_has_the_opposite_sign_and_the_same_probability() =>
        Prop.ForAll(Series(1, 30).ToArbitrary(), pairs =>
        {
            double[] values = [.. pairs.Select(pair => (double)pair.Y)];
            KendallTest forward = MannKendall.Test(values);
            Array.Reverse(values);
            KendallTest backward = MannKendall.Test(values);
            return forward.S.Equals(-backward.S) && Math.Abs(forward.P - backward.P) < 1e-12 && forward.P is > 0 and <= 1;
        }).QuickCheckThrowOnFailure();

    // Orders of five values: 1 of 120 rises throughout and 1 falls.
    [Fact]
    public void Five_rising_values_have_the_probability_of_one_in_sixty() => Assert.Equal(1.0 / 60, MannKendall.Test([1, 2, 3, 4, 5]).P, 1e-12);

    // The double ratios of five years of cloud seeding: Hollander and Wolfe, table 9.1; the book gives -0.056.
    [Fact]
    public void The_slope_of_the_published_example_is_the_published_one()
    {
        (double slope, Interval interval, double intercept) = TheilSen.Fit([1, 2, 3, 4, 5], [1.26, 1.27, 1.12, 1.16, 1.03])!.Value;

        Assert.Equal(-0.05625, slope, 1e-9);
        Assert.Equal(1.31625, intercept, 1e-9); // the median of y + 0.05625 x: 1.31625, 1.3825, 1.28875, 1.385, 1.31125
        Assert.True(interval.Contains(slope));
        Assert.Equal(-0.15, interval.Low, 1e-9); // with five points, the extremes
        Assert.Equal(0.04, interval.High, 1e-9);
    }

    // Sen's own example (1968): a slope of 4, from 3.71 to 4.38 at 93%.
    [Fact]
    public void The_interval_of_the_slope_in_the_published_example_is_the_published_one()
    {
        (double slope, Interval interval, double intercept) = TheilSen.Fit([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78], 0.93)!.Value;

        Assert.Equal(4, slope, 1e-9);
        Assert.Equal(6, intercept, 1e-9);
        Assert.Equal(26.0 / 7, interval.Low, 1e-9);
        Assert.Equal(4.375, interval.High, 1e-9);
    }

    [Fact]
    public void The_slope_is_the_median_of_the_slopes_of_all_pairs_in_order() =>
        Prop.ForAll(Series(2, 40).ToArbitrary(), pairs =>
        {
            double[] slopes =
            [
                .. from i in Enumerable.Range(0, pairs.Length)
                   from j in Enumerable.Range(0, i)
                   where pairs[i].X != pairs[j].X
                   select (pairs[i].Y - pairs[j].Y) / (double)(pairs[i].X - pairs[j].X),
            ];
            Array.Sort(slopes);
            var fit = TheilSen.Fit([.. pairs.Select(pair => (double)pair.X)], [.. pairs.Select(pair => (double)pair.Y)]);
            return fit is not { } line
                ? slopes.Length == 0
                : Math.Abs(line.Slope - ((slopes[(slopes.Length - 1) / 2] + slopes[slopes.Length / 2]) / 2)) < 1e-12
                    && line.SlopeInterval.Contains(line.Slope);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_straight_line_is_found_in_spite_of_wild_points()
    {
        double[] x = [.. Enumerable.Range(0, 41).Select(i => (double)i)];
        double[] y = [.. x.Select((value, i) => i % 10 == 0 ? 1e6 : (2 * value) + 1)];

        (double slope, _, double intercept) = TheilSen.Fit(x, y)!.Value;

        Assert.Equal(2, slope, 1e-9);
        Assert.Equal(1, intercept, 1e-9);
    }

    [Fact]
    public void Points_above_each_other_have_no_slope() => Assert.Null(TheilSen.Fit([3, 3, 3], [1, 2, 3]));

    [Fact]
    public void The_interval_of_the_slope_covers_the_true_one_about_as_often_as_it_says()
    {
        var random = new Random(20261121);
        const int rounds = 1_000;
        int covered = 0;
        double[] x = [.. Enumerable.Range(0, 25).Select(i => (double)i)];
        for (int round = 0; round < rounds; round++)
        {
            double[] y = [.. x.Select(value => (0.3 * value) + (10 * random.NextDouble()))];
            covered += TheilSen.Fit(x, y)!.Value.SlopeInterval.Contains(0.3) ? 1 : 0;
        }

        Assert.InRange(covered, 0.93 * rounds, 0.985 * rounds);
    }

    private static Gen<(int X, int Y)[]> Series(int least, int most) =>
        from n in Gen.Choose(least, most)
        from pairs in Gen.ArrayOf(Gen.Choose(1, 6).SelectMany(x => Gen.Choose(1, 8).Select(y => (x, y))), n)
        select pairs;
}
