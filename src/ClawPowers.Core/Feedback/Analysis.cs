using ClawPowers.Core.Feedback.Analyzers;
using ClawPowers.Core.Feedback.Evidence;
using ClawPowers.Core.Feedback.Runs;

namespace ClawPowers.Core.Feedback;

/// <summary>
/// Lets the analyzers look at the runs of all skills of a call, and keeps of what they tested only what holds up among
/// everything that was tested: each family of hypotheses, over all skills, within its share of the error budget.
/// </summary>
internal static class Analysis
{
    // Below this the threads cost more than they save.
    private const int ManyRuns = 2_000;

    /// <summary>All analyzers, in the order in which they speak.</summary>
    public static IReadOnlyList<IAnalyzer> Analyzers { get; } =
    [
        new OutcomeAnalyzer(),
        new DeclineAnalyzer(),
        new AgreementAnalyzer(),
        new GatesAnalyzer(),
        new DriversAnalyzer(),
        new PatternsAnalyzer(),
        new CalibrationAnalyzer(),
        new DurationAnalyzer(),
        new TrendAnalyzer(),
        new CoverageAnalyzer(),
    ];

    /// <summary>Analyzes the runs of one call.</summary>
    /// <param name="skills">The runs, skill by skill.</param>
    /// <param name="context">What else there is to know.</param>
    /// <param name="analyzers">Who is asked.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>What was found about each skill, in their order.</returns>
    public static IReadOnlyList<SkillAnalysis> Run(
        IReadOnlyList<SkillRuns> skills,
        AnalysisContext context,
        IReadOnlyList<IAnalyzer> analyzers,
        CancellationToken cancellation = default)
    {
        var sinks = new Sink[skills.Count];
        if (skills.Count > 1 && skills.Sum(static runs => runs.Count) >= ManyRuns)
        {
            Parallel.For(0, skills.Count, new ParallelOptions { CancellationToken = cancellation }, i => sinks[i] = Ask(skills[i]));
        }
        else
        {
            for (int i = 0; i < sinks.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                sinks[i] = Ask(skills[i]);
            }
        }

        List<Claim>[] claims = HoldingUp(sinks);
        return [.. skills.Select((runs, i) => new SkillAnalysis(runs, claims[i], Unclaimed(sinks[i].Facts, claims[i])))];

        Sink Ask(SkillRuns runs)
        {
            var sink = new Sink();
            foreach (IAnalyzer analyzer in analyzers)
            {
                analyzer.Analyze(runs, context, sink);
            }

            return sink;
        }
    }

    // What was found need not be said a second time.
    private static List<SkillFinding> Unclaimed(List<SkillFinding> facts, List<Claim> claims) =>
        facts.FindAll(fact => !claims.Exists(claim => claim.Finding.Analyzer == fact.Analyzer && claim.Finding.Subject == fact.Subject));

    private static List<Claim>[] HoldingUp(Sink[] sinks)
    {
        List<Claim>[] claims = Array.ConvertAll(sinks, static _ => new List<Claim>());
        foreach (IGrouping<ErrorShare, (Hypothesis Hypothesis, int Skill)> family in sinks
            .SelectMany(static (sink, skill) => sink.Hypotheses.Select(hypothesis => (Hypothesis: hypothesis, Skill: skill)))
            .GroupBy(static tested => tested.Hypothesis.Family))
        {
            (Hypothesis Hypothesis, int Skill)[] tested = [.. family];
            double[] adjusted = FalseDiscovery.Adjust(Array.ConvertAll(tested, static test => test.Hypothesis), family.Key.Share);
            for (int i = 0; i < tested.Length; i++)
            {
                if (adjusted[i] <= family.Key.Share)
                {
                    claims[tested[i].Skill].Add(tested[i].Hypothesis.Claim(adjusted[i]));
                }
            }
        }

        foreach (List<Claim> found in claims)
        {
            found.Sort(static (left, right) =>
                left.Finding.Severity != right.Finding.Severity ? right.Finding.Severity.CompareTo(left.Finding.Severity)
                : IsDecline(left) != IsDecline(right) ? IsDecline(right).CompareTo(IsDecline(left))
                : left.Finding.Q != right.Finding.Q ? Nullable.Compare(left.Finding.Q, right.Finding.Q)
                : string.CompareOrdinal(left.Fingerprint, right.Fingerprint));
        }

        return claims;
    }

    // What the verdict rests on comes before what is merely more certain.
    private static bool IsDecline(Claim claim) => claim.Finding is { Analyzer: DeclineAnalyzer.AnalyzerName, Effect: < 0 };
}
