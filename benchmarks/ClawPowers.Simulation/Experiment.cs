using ClawPowers.Core.Feedback;
using ClawPowers.Core.Feedback.Analyzers;
using ClawPowers.Core.Feedback.Runs;

namespace ClawPowers.Simulation;

/// <summary>Lets feedback judge sets of twenty simulated skills. The same seed gives the same runs on every machine.</summary>
internal static class Experiment
{
    /// <summary>How many skills are judged in one call.</summary>
    public const int Skills = 20;

    /// <summary>Judges sets of stable skills: everything that is found is false.</summary>
    /// <param name="sets">How many.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <returns>How many sets had a finding at all, and how many had one of each analyzer.</returns>
    public static (int Any, IReadOnlyDictionary<string, int> ByAnalyzer) FalseAlarms(int sets, int seed)
    {
        var found = new string[sets][];
        Parallel.For(0, sets, set =>
        {
            var random = new Random(HashCode(seed, set));
            found[set] = [.. Judge(Stable(random, Skills)).SelectMany(static skill => skill.Claims).Select(static claim => claim.Finding.Analyzer).Distinct(StringComparer.Ordinal)];
        });
        return (
            found.Count(static analyzers => analyzers.Any(IsCounted)),
            found.SelectMany(static analyzers => analyzers).CountBy(static analyzer => analyzer, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>Judges sets in which one skill gets worse and nineteen are stable.</summary>
    /// <param name="sets">How many.</param>
    /// <param name="before">How many runs it has before.</param>
    /// <param name="after">How many since.</param>
    /// <param name="fall">By how much its rate falls, from 0 to 1.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <returns>In what share of sets the decline was found; in what share of these the date was within ten runs.</returns>
    public static (double Found, double Dated) Decline(int sets, int before, int after, double fall, int seed)
    {
        var distances = new int?[sets];
        Parallel.For(0, sets, set =>
        {
            var random = new Random(HashCode(seed, set));
            var affected = new SimulatedSkill { Name = "affected", Runs = before + after, Rate = Better(random, fall), FallsAt = before, Fall = fall };
            SkillAnalysis analysis = Judge([affected.Play(random), .. Stable(random, Skills - 1)])[0];
            SkillFinding? finding = analysis.Claims.Select(static claim => claim.Finding).FirstOrDefault(static finding => finding is { Analyzer: "decline", Effect: < 0 });
            distances[set] = finding is null ? null : (int)Math.Abs(((finding.Since!.Value.ToUnixTimeMilliseconds() - SimulatedSkill.Start) / SimulatedSkill.Step) - before);
        });
        int found = distances.Count(static distance => distance is not null);
        return ((double)found / sets, found == 0 ? 0 : (double)distances.Count(static distance => distance <= 10) / found);
    }

    /// <summary>Judges sets in which a measure with two labels makes a difference to one skill.</summary>
    /// <param name="sets">How many.</param>
    /// <param name="runs">How many runs the skill has.</param>
    /// <param name="gap">By how much its rate is lower with one of the labels, from 0 to 1.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <returns>In what share of sets it was found.</returns>
    public static double Driver(int sets, int runs, double gap, int seed)
    {
        int found = 0;
        Parallel.For(0, sets, set =>
        {
            var random = new Random(HashCode(seed, set));
            var affected = new SimulatedSkill { Name = "affected", Runs = runs, Rate = Better(random, gap), Gap = gap };
            SkillAnalysis analysis = Judge([affected.Play(random), .. Stable(random, Skills - 1)])[0];
            if (analysis.Claims.Any(static claim => claim.Finding.Analyzer == "drivers" && claim.Finding.Subject!.StartsWith(SimulatedSkill.Half, StringComparison.Ordinal)))
            {
                Interlocked.Increment(ref found);
            }
        });
        return (double)found / sets;
    }

    /// <summary>Whether an analyzer's findings count as false alarms: those that claim that something changed or matters.</summary>
    public static bool IsCounted(string analyzer) => analyzer is "decline" or "drivers" or "trend" or "duration";

    private static IReadOnlyList<SkillAnalysis> Judge(IReadOnlyList<SkillRuns> skills) => Analysis.Run(skills, new AnalysisContext(), Analysis.Analyzers);

    private static SkillRuns[] Stable(Random random, int count) =>
        [.. Enumerable.Range(1, count).Select(number => SimulatedSkill.Stable(random, number).Play(random))];

    // The higher of the two rates: 50 to 95%, as far as the lower one stays above 0.
    private static double Better(Random random, double effect) => Math.Max(0.5 + (0.45 * random.NextDouble()), effect + 0.05);

    // Seeds that lie side by side give sequences that have nothing to do with each other.
    private static int HashCode(int seed, int set) => unchecked((seed * 486_187_739) + (set * 1_000_003));
}
