using ClawPowers.Core.Feedback.Evidence;
using ClawPowers.Core.Statistics;
using ClawPowers.Core.Tests.Support;
using ClawPowers.Simulation;

namespace ClawPowers.Core.Tests.Feedback;

/// <summary>Feedback against skills whose truth is known. The seeds are fixed, so each figure is the same on every machine; docs/feedback.md publishes them.</summary>
[Collection(AloneCollection.Name)]
public sealed class TruthTests
{
    private const int Seed = 20261121;

    [Fact]
    public void Of_2000_sets_of_20_skills_that_never_change_at_most_5_percent_have_any_finding()
    {
        const int sets = 2_000;

        (int any, IReadOnlyDictionary<string, int> byAnalyzer) = Experiment.FalseAlarms(sets, Seed);

        Assert.InRange(any, 1, 0.05 * sets); // none at all would mean that nothing was tested
        foreach ((string analyzer, int count) in byAnalyzer)
        {
            double share = ErrorShare.All.Where(family => Families(analyzer).Contains(family.Name)).Sum(family => family.Share);

            // Three standard errors of a share above it would be a test that says more than it knows.
            Assert.InRange(count, 0, sets * (share + (3 * Math.Sqrt(share / sets))));
        }
    }

    [Fact]
    public void A_fall_of_40_points_after_100_runs_is_found_within_40_runs_and_dated_within_10_in_four_of_five_cases()
    {
        (double found, double dated) = Experiment.Decline(sets: 400, before: 100, after: 40, fall: 0.4, Seed);

        Assert.InRange(found, 0.8, 1);
        Assert.InRange(dated, 0.8, 1);
    }

    [Fact]
    public void An_evenly_split_measure_that_makes_40_points_of_difference_is_found_at_100_runs_in_four_of_five_cases() =>
        Assert.InRange(Experiment.Driver(sets: 500, runs: 100, gap: 0.4, Seed), 0.8, 1);

    [Fact]
    public void Nothing_is_found_where_there_is_next_to_nothing()
    {
        (double found, _) = Experiment.Decline(sets: 300, before: 100, after: 5, fall: 0.1, Seed);

        Assert.InRange(found, 0, 0.03);
    }

    // By exact sums over all outcomes: the coverage at each rate, averaged over rates from 2% to 98%.
    [Theory]
    [InlineData(10)]
    [InlineData(25)]
    [InlineData(60)]
    [InlineData(200)]
    public void Wilsons_interval_covers_the_true_rate_in_93_to_97_percent_of_cases_on_average(int n)
    {
        Interval[] intervals = [.. Enumerable.Range(0, n + 1).Select(successes => Wilson.Interval(successes, n))];
        double sum = 0;
        int rates = 0;
        for (double rate = 0.02; rate <= 0.98; rate += 0.005)
        {
            double probability = Math.Pow(1 - rate, n);
            for (int successes = 0; successes <= n; successes++)
            {
                sum += intervals[successes].Contains(rate) ? probability : 0;
                probability *= (n - successes) / (successes + 1.0) * rate / (1 - rate);
            }

            rates++;
        }

        Assert.InRange(sum / rates, 0.93, 0.97);
    }

    [Fact]
    public void The_shares_of_all_families_are_5_percent_together() =>
        Assert.Equal(ErrorShare.Total, ErrorShare.All.Sum(static family => family.Share), 1e-12);

    private static string[] Families(string analyzer) => analyzer switch
    {
        "decline" => ["decline", "improvement"],
        "drivers" => ["drivers by label", "drivers by field", "drivers by number"],
        _ => [analyzer],
    };
}
