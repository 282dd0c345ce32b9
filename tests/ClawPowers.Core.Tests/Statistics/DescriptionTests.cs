using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Tests.Statistics;

public sealed class DescriptionTests
{
    // Hyndman and Fan's type 7 for 1..10: 1 + 9 p.
    [Fact]
    public void Quantiles_lie_between_ranks() => Assert.Equal([1, 3.25, 5.5, 9.55, 10], Quantiles.Of([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0, 0.25, 0.5, 0.95, 1), new Near());

    [Fact]
    public void A_value_far_from_the_rest_is_an_outlier()
    {
        // The median is 5 and the median distance from it 1, so that a distance of 5.19 is the limit.
        Assert.Equal([4, 7], RobustOutliers.Of([4, 6, 5, 4, 10.2, 6, 5, -0.2, 6, 4, 5.5, 4.5]));
    }

    [Fact]
    public void Where_most_values_are_the_same_another_is_still_told() =>
        Assert.Equal([3], RobustOutliers.Of([5, 5, 5, 9, 5, 5, 5, 5, 5, 5]));

    [Fact]
    public void Equal_values_have_no_outliers() => Assert.Empty(RobustOutliers.Of([2, 2, 2]));

    [Fact]
    public void A_clean_change_is_located_where_it_is()
    {
        bool[] outcomes = [.. Enumerable.Range(0, 60).Select(i => i < 40)];

        (int index, int first, int last, double ratio) = ChangePoint.Locate(outcomes);

        Assert.Equal((40, 40, 40), (index, first, last));
        Assert.Equal(-((40 * Math.Log(40.0 / 60)) + (20 * Math.Log(20.0 / 60))), ratio, 1e-9);
    }

    [Fact]
    public void The_set_of_likely_places_holds_the_true_one_about_as_often_as_it_says()
    {
        var random = new Random(7);
        const int rounds = 1_000;
        int held = 0;
        for (int round = 0; round < rounds; round++)
        {
            bool[] outcomes = [.. Enumerable.Range(0, 160).Select(i => random.NextDouble() < (i < 100 ? 0.9 : 0.5))];
            (_, int first, int last, _) = ChangePoint.Locate(outcomes);
            held += first <= 100 && last >= 100 ? 1 : 0;
        }

        Assert.InRange(held, 0.93 * rounds, rounds);
    }

    [Fact]
    public void Outcomes_that_are_all_the_same_change_nowhere() => Assert.Equal(0, ChangePoint.Locate([true, true, true]).LogLikelihoodRatio, 1e-12);

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-12;

        public int GetHashCode(double obj) => 0;
    }
}
