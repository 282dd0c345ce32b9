using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>Which gate catches most, and which never catches anything? Facts with intervals: that gates differ is for drivers to test.</summary>
internal sealed class GatesAnalyzer : IAnalyzer
{
    /// <summary>The measure that names a run's gate.</summary>
    public const string Measure = "gate";

    // By then a gate that catches one time in ten has caught something with a probability of 96%.
    private const int LeastRuns = 30;

    private const int LeastToCompare = 5;

    public string Name => "gates";

    public void Analyze(SkillRuns runs, AnalysisContext context, Sink sink)
    {
        if (runs.Measure(Measure) is not { Labels: > 0 } column)
        {
            return;
        }

        Gate[] gates =
        [
            .. Enumerable.Range(0, runs.Count).Where(run => column.Label(run) is not null)
                .GroupBy(run => column.Label(run)!, StringComparer.Ordinal)
                .Select(group => new Gate(group.Key, [.. group], [.. group.Where(run => HasCaught(runs, run))]))
                .OrderByDescending(static gate => Wilson.Interval(gate.Caught.Length, gate.Runs.Length).Low).ThenBy(static gate => gate.Name, StringComparer.Ordinal),
        ];
        Gate[] catching = [.. gates.Where(static gate => gate.Caught.Length > 0 && gate.Runs.Length >= LeastToCompare)];
        if (catching.Length > 0)
        {
            Gate most = catching[0];
            sink.Fact(Facts.Of(this, runs, $"{Measure}={most.Name}") with
            {
                Summary = $"Of {Wording.Count(gates.Length, "gate")}, {most.Name} fails most often: {string.Join("; ", catching.Take(3).Select(Rate))}.",
                N = gates.Sum(static gate => gate.Runs.Length),
                Effect = most.Rate,
                EffectUnit = "ratio",
                Interval = Wilson.Interval(most.Caught.Length, most.Runs.Length),
                Ids = runs.Ids(most.Caught.Contains),
            });
        }

        foreach (Gate gate in gates.Where(static gate => gate.Caught.Length == 0 && gate.Runs.Length >= LeastRuns))
        {
            // The rate at which it would have shown with 95% probability; about 3/n (J. A. Hanley, A. Lippman-Hand, JAMA 249 (1983), 1743–1745).
            double most = 1 - Math.Pow(0.05, 1.0 / gate.Runs.Length);
            sink.Fact(Facts.Of(this, runs, $"{Measure}={gate.Name}") with
            {
                Summary = $"The gate {gate.Name} never caught anything in {Wording.Runs(gate.Runs.Length)}: at 95% it catches something in at most {Wording.Percent(most)} of them{Cost(runs, gate)}.",
                Recommendation = $"Run {gate.Name} less often, or make it stricter, unless what it guards against is worth the wait.",
                N = gate.Runs.Length,
                Effect = 0,
                EffectUnit = "ratio",
                Interval = new Interval(0, most),
                Ids = runs.Ids(gate.Runs.Contains),
            });
        }

        AddCost(runs, gates, sink);
    }

    private void AddCost(SkillRuns runs, Gate[] gates, Sink sink)
    {
        double[] seconds = Array.ConvertAll(gates, gate => gate.Runs.Sum(run => Seconds(runs, run)));
        double total = seconds.Sum();
        if (gates.Length > 1 && total > 0)
        {
            int dearest = Array.IndexOf(seconds, seconds.Max());
            sink.Fact(Facts.Of(this, runs, "cost") with
            {
                Summary = $"The gates took {Wording.Time(total)}; {gates[dearest].Name} the most, {Wording.Time(seconds[dearest])} ({Wording.Percent(seconds[dearest] / total)}).",
                N = gates.Sum(static gate => gate.Runs.Length),
            });
        }
    }

    private static string Rate(Gate gate) =>
        $"{gate.Name} in {gate.Caught.Length} of {Wording.Runs(gate.Runs.Length)} ({Wording.Percent(gate.Rate)}, {Wording.Percent(Wilson.Interval(gate.Caught.Length, gate.Runs.Length))} at 95%)";

    private static string Cost(SkillRuns runs, Gate gate)
    {
        double seconds = gate.Runs.Sum(run => Seconds(runs, run));
        return seconds > 0 ? $", and they took {Wording.Time(seconds)}" : string.Empty;
    }

    private static double Seconds(SkillRuns runs, int run)
    {
        double known = double.IsNaN(runs.Runs[run].Duration) ? runs.Measure("seconds")?.Number(run) ?? double.NaN : runs.Runs[run].Duration;
        return double.IsNaN(known) ? 0 : known;
    }

    // A gate that fails has done its work.
    private static bool HasCaught(SkillRuns runs, int run) =>
        !runs.Succeeded[run] || runs.Measure("passed")?.Label(run) == "false" || runs.Measure("findings")?.Number(run) > 0;

    private sealed record Gate(string Name, int[] Runs, int[] Caught)
    {
        public double Rate => (double)Caught.Length / Runs.Length;
    }
}
