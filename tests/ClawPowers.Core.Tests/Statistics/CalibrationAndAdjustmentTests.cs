using ClawPowers.Core.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Statistics;

public sealed class CalibrationAndAdjustmentTests
{
    // Brier (1950), table 1: ten forecasts of rain. His score of 0.19 counts both outcomes, rain and no rain, each once.
    [Fact]
    public void Briers_score_of_his_own_example_is_half_of_what_he_counts_for_both_outcomes() => Assert.Equal(
        0.19 / 2,
        Brier.Score([0.7, 0.9, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0.1], [false, true, true, true, false, false, false, false, false, false]),
        1e-9);

    [Fact]
    public void Confidence_that_is_too_high_on_the_whole_is_told_with_its_size()
    {
        double[] stated = [.. Enumerable.Repeat(0.9, 100)];
        bool[] happened = [.. Enumerable.Range(0, 100).Select(i => i < 60)];

        (double bias, Interval interval, double z, double p) = Brier.Bias(stated, happened);

        Assert.Equal(0.3, bias, 1e-9);
        Assert.Equal(10, z, 1e-9); // (90 - 60) / sqrt(100 * 0.9 * 0.1)
        Assert.Equal(1, p / 5.891059587493044e-15, 1e-9); // the binomial distribution in exact fractions
        Assert.Equal(0.20940128643245889, interval.Low, 1e-9);
        Assert.Equal(0.39799741320893824, interval.High, 1e-9);
    }

    // Summed over all numbers of events in exact fractions.
    [Fact]
    public void The_probability_of_a_bias_is_exact_for_probabilities_that_differ()
    {
        double[] stated = [0.7, 0.9, 0.8, 0.4, 0.2, 0.3, 0.6, 0.95, 0.55, 0.1];

        (double bias, _, double z, double p) = Brier.Bias(stated, [true, true, true, true, true, true, true, true, false, false]);

        Assert.Equal(-0.25, bias, 1e-9);
        Assert.Equal(-1.9202384316064214, z, 1e-9); // (5.5 - 8) / sqrt(1.695)
        Assert.Equal(0.1142846712, p, 1e-9);
    }

    // Two failures in ten runs at 99%: the normal approximation would say 1 in 600 million, in truth it is 1 in 120.
    [Fact]
    public void A_few_failures_under_high_confidence_are_not_made_out_to_be_a_miracle() => Assert.Equal(
        0.00853240048566284,
        Brier.Bias([.99, .99, .99, .99, .99, .99, .99, .99, .99, .99], [true, true, true, true, true, true, true, true, false, false]).P,
        1e-9);

    [Fact]
    public void A_few_runs_that_all_succeed_leave_the_bias_open()
    {
        Interval interval = Brier.Bias([0.9, 0.9, 0.9], [true, true, true]).Interval;

        Assert.Equal(-0.1, interval.Low, 1e-9);
        Assert.True(interval.High > 0.4);
    }

    [Fact]
    public void Right_probabilities_are_called_wrong_in_at_most_5_percent_of_cases()
    {
        var random = new Random(3);
        const int rounds = 2_000;
        int alarms = 0;
        for (int round = 0; round < rounds; round++)
        {
            double[] stated = [.. Enumerable.Range(0, 20).Select(_ => 0.8 + (0.19 * random.NextDouble()))];
            bool[] happened = [.. stated.Select(p => random.NextDouble() < p)];
            alarms += Brier.Bias(stated, happened).P <= 0.05 ? 1 : 0;
        }

        Assert.InRange(alarms, 0, 0.05 * rounds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Each_probability_needs_one_outcome(int outcomes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Brier.Score([0.5], new bool[outcomes]));

    [Fact]
    public void Confidence_of_one_hundred_percent_that_is_always_right_is_no_finding() =>
        Assert.True(Brier.Bias([1, 1, 1, 1], [true, true, true, true]).P > 0.5);

    [Fact]
    public void A_single_certainty_that_fails_is_told() => Assert.True(Brier.Bias([1, 1, 1], [false, false, false]).P < 1e-6);

    // The fifteen probabilities of Benjamini and Hochberg (1995), section 4: at 5% the first four are found.
    [Fact]
    public void The_published_example_is_adjusted_as_published()
    {
        double[] p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.0];
        double[] expected =
        [
            0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286, 0.06385714285714286, 0.0645, 0.0765, 0.486,
            0.5811818181818181, 0.714875, 0.7532307692307693, 0.8132142857142857, 1.0,
        ];

        double[] adjusted = BenjaminiHochberg.Adjust(p);

        Assert.Equal(4, adjusted.Count(q => q <= 0.05));
        for (int i = 0; i < p.Length; i++)
        {
            Assert.Equal(expected[i], adjusted[i], 1e-9);
        }
    }

    [Fact]
    public void Adjusting_keeps_the_order_and_never_makes_a_probability_smaller() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 1000).Select(i => i / 1000.0)).ToArbitrary(), p =>
        {
            double[] adjusted = BenjaminiHochberg.Adjust(p, p.Length + (p.Length % 3));
            return p.Zip(adjusted).All(pair => pair.Second >= pair.First && pair.Second <= 1)
                && p.Zip(adjusted).OrderBy(pair => pair.First).Select(pair => pair.Second).Zip(p.Zip(adjusted).Select(pair => pair.Second).Order()).All(pair => pair.First.Equals(pair.Second));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tests_that_are_not_listed_count_too()
    {
        double[] adjusted = BenjaminiHochberg.Adjust([0.02, 0.001], tests: 20);

        Assert.Equal(0.2, adjusted[0], 1e-12);
        Assert.Equal(0.02, adjusted[1], 1e-12);
    }

    [Fact]
    public void Nothing_tested_is_nothing_adjusted() => Assert.Empty(BenjaminiHochberg.Adjust([]));

    // Of ten values, the second and the ninth: 2 (1 + 10) / 1024 is below 5%, 2 (1 + 10 + 45) / 1024 is not.
    [Fact]
    public void The_interval_of_the_median_of_ten_values_runs_from_the_second_to_the_ninth()
    {
        (double median, Interval? interval) = MedianInterval.Of([10, 3, 7, 1, 9, 2, 8, 4, 6, 5]);

        Assert.Equal(5.5, median);
        Assert.Equal(new Interval(2, 9), interval);
    }

    [Fact]
    public void Five_values_are_too_few_for_an_interval_of_the_median() => Assert.Null(MedianInterval.Of([1, 2, 3, 4, 5]).Interval);

    [Theory]
    [InlineData(9, 1, 22.0 / 1024)]
    [InlineData(5, 5, 1)]
    [InlineData(0, 0, 1)]
    public void The_sign_test_is_that_of_a_fair_coin(int above, int below, double expected) => Assert.Equal(expected, SignTest.P(above, below), 1e-12);
}
