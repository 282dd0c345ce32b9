using ClawPowers.Core.Plans.Progress;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Plans.Progress;

public sealed class EstimateRatiosTests
{
    private static readonly double[] Nine = [0.5, 0.8, 0.9, 1, 1.2, 1.5, 2, 3, 6];

    [Fact]
    public void With_fewer_than_five_finished_tasks_a_task_is_taken_to_need_its_estimate()
    {
        var ratios = EstimateRatios.Of([2, 2, 2, 2], []);

        Assert.Equal((1, null), (ratios.Typical, ratios.Range));
        Assert.Equal(600, ratios.Remaining(600, 0, Forecast.Late));
        Assert.Equal(100, ratios.Remaining(600, 500, Forecast.Likely));
    }

    [Fact]
    public void From_five_on_the_median_tells_and_from_nine_on_there_is_a_range()
    {
        Assert.Equal((2, null), (EstimateRatios.Of([1, 2, 3, 1, 3], []).Typical, EstimateRatios.Of([1, 2, 3, 1, 3], []).Range));
        Assert.Null(EstimateRatios.Of(Nine[..8], []).Range);
        Assert.Equal(new Interval(0.5, 6), EstimateRatios.Of(Nine, []).Range);
        Assert.Equal(1.2, EstimateRatios.Of(Nine, []).Typical);
    }

    [Theory]
    [InlineData(9, 1, 9)] // 8 of 10 equally likely places of the next
    [InlineData(18, 1, 18)]
    [InlineData(19, 2, 18)]
    [InlineData(29, 3, 27)]
    [InlineData(99, 10, 90)]
    [InlineData(100, 10, 91)]
    public void The_range_is_two_of_the_ordered_ratios_that_hold_the_next_in_80_percent_of_cases(int n, double low, double high)
    {
        EstimateRatios ratios = EstimateRatios.Of([.. Enumerable.Range(1, n).Reverse().Select(static i => (double)i)], []);

        Assert.Equal(new Interval(low, high), ratios.Range);
        Assert.True((high - low) / (n + 1) >= 0.8 - 1e-12);
    }

    [Fact]
    public void A_plan_with_enough_of_its_own_does_not_look_at_others()
    {
        Assert.Equal((true, 9, 1.2), Of(EstimateRatios.Of(Nine, [100, 100, 100])));
        Assert.Equal((false, 11, 1.5), Of(EstimateRatios.Of(Nine[..8], [6, 100, 100])));
        Assert.Equal((true, 8, 1.1), Of(EstimateRatios.Of(Nine[..8], [])));

        static (bool, int, double) Of(EstimateRatios ratios) => (ratios.AreOwn, ratios.Count, Math.Round(ratios.Typical, 12));
    }

    [Fact]
    public void Of_a_task_under_way_those_tell_that_took_longer_than_it_has()
    {
        var ratios = EstimateRatios.Of(Nine, []);

        Assert.Equal(120, ratios.Remaining(100, 0, Forecast.Likely), 9);
        Assert.Equal(300 - 150, ratios.Remaining(100, 150, Forecast.Likely), 9); // 2, 3 and 6 are longer
        Assert.Equal(200 - 150, ratios.Remaining(100, 150, Forecast.Early), 9);
        Assert.Equal(600 - 150, ratios.Remaining(100, 150, Forecast.Late), 9);
    }

    [Fact]
    public void A_task_that_took_longer_than_any_before_is_taken_to_begin_anew()
    {
        var ratios = EstimateRatios.Of(Nine, []);

        Assert.Equal([50, 120, 600], Enum.GetValues<Forecast>().Select(forecast => Math.Round(ratios.Remaining(100, 600, forecast), 9)));
    }

    [Fact]
    public void The_likely_future_lies_between_the_others_and_none_is_in_the_past()
    {
        Gen<(double[] Ratios, double Spent)> cases =
            from count in Gen.Choose(0, 40)
            from ratios in Gen.Choose(1, 4_000).Select(static thousandths => thousandths / 1000.0).ArrayOf(count)
            from spent in Gen.Choose(0, 5_000)
            select (ratios, (double)spent);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var ratios = EstimateRatios.Of(one.Ratios, []);
            double[] left = [.. Enum.GetValues<Forecast>().Select(forecast => ratios.Remaining(1000, one.Spent, forecast))];
            Assert.True(left[0] >= 0 && left[0] <= left[1] && left[1] <= left[2], string.Join(' ', left));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }
}
