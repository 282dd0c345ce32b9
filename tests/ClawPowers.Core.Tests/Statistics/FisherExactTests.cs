using ClawPowers.Core.Statistics;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;

namespace ClawPowers.Core.Tests.Statistics;

public sealed class FisherExactTests
{
    // The first is Fisher's lady tasting tea (34/70), the second his table of twins' convictions; the larger ones are
    // summed from exact fractions.
    [Theory]
    [InlineData(3, 1, 1, 3, 0.9857142857142858, 0.24285714285714285, 0.4857142857142857)]
    [InlineData(2, 15, 10, 3, 0.00046518094336290503, 0.9999845190186861, 0.0005367241191434358)]
    [InlineData(45, 5, 25, 25, 0.9999989710579279, 1.0147512064200424e-05, 2.0295024128400847e-05)]
    [InlineData(800, 200, 700, 300, 0.9999999148316765, 1.4876209691063186e-07, 2.975241938212637e-07)]
    [InlineData(1900, 60, 30, 10, 0.9999999550757316, 5.280776640158662e-07, 5.280776640158662e-07)]
    public void The_probabilities_are_the_published_ones(int a, int b, int c, int d, double less, double greater, double twoSided)
    {
        FisherP p = FisherExact.Test(a, b, c, d);

        Assert.Equal(1, p.Less / less, 1e-9);
        Assert.Equal(1, p.Greater / greater, 1e-9);
        Assert.Equal(1, p.TwoSided / twoSided, 1e-9);
    }

    [Fact]
    public void The_one_sided_probabilities_are_those_of_the_hypergeometric_distribution() =>
        Prop.ForAll(Tables().ToArbitrary(), table =>
        {
            (int a, int b, int c, int d) = table;
            var distribution = new Hypergeometric(a + b + c + d, a + c, a + b);
            FisherP p = FisherExact.Test(a, b, c, d);
            return Math.Abs(p.Less - distribution.CumulativeDistribution(a)) < 1e-9
                && Math.Abs(p.Less + p.Greater - 1 - distribution.Probability(a)) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_and_columns_may_change_places() =>
        Prop.ForAll(Tables().ToArbitrary(), table =>
        {
            (int a, int b, int c, int d) = table;
            FisherP p = FisherExact.Test(a, b, c, d);
            FisherP transposed = FisherExact.Test(a, c, b, d);
            return p.TwoSided is > 0 and <= 1 && Math.Abs(p.TwoSided - transposed.TwoSided) < 1e-12 && Math.Abs(p.Less - transposed.Less) < 1e-12;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_p_values_are_possible_is_what_all_tables_with_the_same_margins_have() =>
        Prop.ForAll(Tables().ToArbitrary(), table =>
        {
            (int a, int b, int c, int d) = table;
            FisherP[] all =
            [
                .. from k in Enumerable.Range(0, a + c + 1)
                   where a + b - k >= 0 && a + c - k >= 0 && d - a + k >= 0
                   select FisherExact.Test(k, a + b - k, a + c - k, d - a + k),
            ];
            var fisher = new FisherTable(a + b + c + d, a + c, a + b);
            return Agree(fisher.Attainable(Tail.Lower, 1.1), all.Select(p => p.Less))
                && Agree(fisher.Attainable(Tail.Upper, 1.1), all.Select(p => p.Greater))
                && Agree(fisher.Attainable(Tail.Both, 1.1), all.Select(p => p.TwoSided));

            // Equally probable tables are one step.
            static bool Agree(double[] attainable, IEnumerable<double> values) =>
                values.All(value => attainable.Any(step => Math.Abs(step - value) < 1e-9)) && attainable.All(step => values.Any(value => Math.Abs(step - value) < 1e-9));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(5, 0, 7, 0)]
    [InlineData(0, 0, 3, 4)]
    public void A_table_without_a_choice_says_nothing(int a, int b, int c, int d) => Assert.Equal(1, FisherExact.Test(a, b, c, d).TwoSided);

    [Fact]
    public void The_most_extreme_large_table_still_has_a_probability_above_0() =>
        Assert.True(FisherExact.Test(1000, 0, 0, 1000).TwoSided is > 0 and < 1e-290);

    private static Gen<(int A, int B, int C, int D)> Tables() =>
        from a in Gen.Choose(0, 30)
        from b in Gen.Choose(0, 30)
        from c in Gen.Choose(0, 30)
        from d in Gen.Choose(0, 30)
        select (a, b, c, d);
}
