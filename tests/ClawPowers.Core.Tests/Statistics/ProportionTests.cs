using ClawPowers.Core.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Statistics;

public sealed class ProportionTests
{
    // Table I of Newcombe (1998, pages 857-872), method 3, worked out again to more digits from Wilson's formula.
    [Theory]
    [InlineData(81, 263, 0.2552885198782743, 0.36620957698280016)]
    [InlineData(15, 148, 0.06238639953073628, 0.160487241723308)]
    [InlineData(0, 20, 0, 0.1611251580528193)]
    [InlineData(1, 29, 0.006113214292762661, 0.17175521879320282)]
    public void Wilsons_interval_is_the_published_one(long successes, long n, double low, double high)
    {
        Interval interval = Wilson.Interval(successes, n);

        Assert.Equal(low, interval.Low, 1e-9);
        Assert.Equal(high, interval.High, 1e-9);
    }

    [Fact]
    public void Without_trials_nothing_is_known() => Assert.Equal(new Interval(0, 1), Wilson.Interval(0, 0));

    [Fact]
    public void Wilsons_interval_holds_the_observed_rate_and_stays_within_0_and_1() =>
        Prop.ForAll(Counts().ToArbitrary(), given =>
        {
            Interval interval = Wilson.Interval(given.Successes, given.N);
            return interval.Low >= 0 && interval.High <= 1 && interval.Contains((double)given.Successes / given.N);
        }).QuickCheckThrowOnFailure();

    // Eight of eight: 0.676 to 1; nine of nine: 0.701 to 1.
    [Theory]
    [InlineData(8, 8, 1)]
    [InlineData(9, 9, 0)]
    [InlineData(0, 0, 9)]
    public void The_runs_needed_are_the_fewest_that_take_the_line_out_of_the_interval(long successes, long n, int expected) =>
        Assert.Equal(expected, Wilson.RunsNeeded(successes, n, 0.7));

    [Fact]
    public void A_rate_on_the_line_never_leaves_it() => Assert.Null(Wilson.RunsNeeded(70, 100, 0.7));

    // 145 of 207 is 0.00048 above the line: z² · 0.7 · 0.3 / 0.00048² makes about 3.5 million runs.
    [Theory]
    [InlineData(1_000_000, false)]
    [InlineData(4_000_000, true)]
    public void A_rate_near_the_line_gives_no_answer_below_the_runs_it_needs(int maximum, bool isAnswered) =>
        Assert.Equal(isAnswered, Wilson.RunsNeeded(145, 207, 0.7, maximum) is not null);

    [Fact]
    public void With_the_runs_needed_the_line_is_out_and_with_one_fewer_it_is_not() =>
        Prop.ForAll(Counts().ToArbitrary(), given =>
        {
            // Of 500 runs a rate can lie so near the line (145 of 207) that more runs are needed than were allowed.
            const int Maximum = 1_000_000;
            double rate = (double)given.Successes / given.N;
            if (Wilson.RunsNeeded(given.Successes, given.N, 0.7, Maximum) is not { } needed)
            {
                return !IsOut(rate, given.N + Maximum);
            }

            return IsOut(rate, given.N + needed) && (needed == 0 || !IsOut(rate, given.N + needed - 1));
        }).QuickCheckThrowOnFailure();

    // Table II of Newcombe (1998, pages 873-890), method 10, cases (a) to (h), worked out again to more digits.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.052431472402364926, 0.33387265403690586)]
    [InlineData(9, 10, 3, 10, 0.17052272393450307, 0.809017973535488)]
    [InlineData(6, 7, 2, 7, 0.058227927482312314, 0.8062496375242277)]
    [InlineData(5, 56, 0, 29, -0.03813714790353685, 0.19256001385511157)]
    [InlineData(0, 10, 0, 20, -0.16112515805281939, 0.27753279986288925)]
    [InlineData(0, 10, 0, 10, -0.27753279986288925, 0.27753279986288925)]
    [InlineData(10, 10, 0, 20, 0.67908603714191467, 1)]
    [InlineData(10, 10, 0, 10, 0.60750935043052416, 1)]
    public void Newcombes_interval_is_the_published_one(long s1, long n1, long s2, long n2, double low, double high)
    {
        Interval interval = Newcombe.Difference(s1, n1, s2, n2);

        Assert.Equal(low, interval.Low, 1e-9);
        Assert.Equal(high, interval.High, 1e-9);
    }

    [Fact]
    public void Newcombes_interval_changes_its_sign_when_the_groups_change_places() =>
        Prop.ForAll(Counts().ToArbitrary(), Counts().ToArbitrary(), (first, second) =>
        {
            Interval one = Newcombe.Difference(first.Successes, first.N, second.Successes, second.N);
            Interval other = Newcombe.Difference(second.Successes, second.N, first.Successes, first.N);
            return Math.Abs(one.Low + other.High) < 1e-12 && Math.Abs(one.High + other.Low) < 1e-12;
        }).QuickCheckThrowOnFailure();

    // The score test, which Wilson's interval inverts: the line is out when the rate is more than z standard errors away.
    private static bool IsOut(double rate, long n) =>
        Math.Abs(rate - 0.7) > 1.9599639845400536 * Math.Sqrt(0.7 * 0.3 / n);

    private static Gen<(long Successes, long N)> Counts() =>
        from n in Gen.Choose(1, 500)
        from successes in Gen.Choose(0, n)
        select ((long)successes, (long)n);
}
