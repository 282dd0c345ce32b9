using System.Collections;
using System.Globalization;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Statistics;
using ClawPowers.Core.Verification.Running;

namespace ClawPowers.Core.Verification.History;

/// <summary>Which gates' history is wanted.</summary>
public sealed record GateHistoryQuery
{
    /// <summary>Gates by name or glob; null for all.</summary>
    public IReadOnlyList<string>? Gates { get; init; }

    /// <summary>Since when; null for ever.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The scope; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project, if not that of the location.</summary>
    public string? Project { get; init; }
}

/// <summary>
/// Sums up what gates did, from the runs of the skill verification-before-completion that name a gate: those that were run by this program and
/// those that somebody recorded, since a diff is read by hand.
/// </summary>
public sealed class GateHistoryReader(ClawContext context)
{
    // The claim "it catches less than one run in ten" stands when the interval of its passes is above this.
    private const double SeldomCatches = 0.9;

    /// <summary>The history of each gate, the dearest first for what it caught: those that never caught anything, by their time, come last.</summary>
    /// <param name="query">Which gates.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public IReadOnlyList<GateHistory> Read(GateHistoryQuery query, CancellationToken cancellation = default)
    {
        SkillGlob[]? globs = query.Gates?.Select(static pattern => new SkillGlob(pattern)).ToArray();
        Dictionary<string, Tally> tallies = new(StringComparer.Ordinal);
        foreach (SkillMetric metric in new MetricLog(context).Read(
            new MetricQuery { Skills = [RunLog.Skill], Since = query.Since, Scope = query.Scope, Project = query.Project },
            cancellation))
        {
            if (Measure(metric, "gate") is { } named && Convert.ToString(named, CultureInfo.InvariantCulture) is { Length: > 0 } gate
                && metric.Outcome is not SkillOutcome.Skipped
                && (globs is null || Array.Exists(globs, glob => glob.Matches(gate))))
            {
                if (!tallies.TryGetValue(gate, out Tally? tally))
                {
                    tallies.Add(gate, tally = new Tally(gate));
                }

                tally.Add(metric);
            }
        }

        return [.. tallies.Values.Select(static tally => tally.Sum()).OrderBy(static gate => gate.NeverCaught).ThenByDescending(static gate => gate.Catches).ThenByDescending(static gate => gate.TotalTime).ThenBy(static gate => gate.Gate, StringComparer.Ordinal)];
    }

    /// <summary>The names of the gates that have runs here, in ordinal order.</summary>
    public IReadOnlyList<string> Gates() => [.. Read(new GateHistoryQuery()).Select(static gate => gate.Gate).Order(StringComparer.Ordinal)];

    private static object? Measure(SkillMetric metric, string name) => ((IDictionary)metric.Measures)[name];

    private static double? Number(object? value) => value switch { long whole => whole, double fraction => fraction, _ => null };

    private sealed class Tally(string gate)
    {
        private readonly List<double> _times = [];
        private int _runs;
        private int _passed;
        private long? _findings;
        private DateTimeOffset _lastRun;
        private SkillMetric? _lastCatch;

        public void Add(SkillMetric metric)
        {
            _runs++;

            // What is measured says it; who recorded by hand may have left that out.
            bool passed = Measure(metric, "passed") as bool? ?? metric.Outcome == SkillOutcome.Success;
            _passed += passed ? 1 : 0;
            _lastRun = metric.Timestamp > _lastRun ? metric.Timestamp : _lastRun;
            if (!passed && (_lastCatch is null || metric.Timestamp > _lastCatch.Timestamp))
            {
                _lastCatch = metric;
            }

            if ((metric.Duration?.TotalSeconds ?? Number(Measure(metric, "seconds"))) is >= 0 and < 1e9 and var seconds)
            {
                _times.Add(seconds);
            }

            if (Number(Measure(metric, "findings")) is >= 0 and < 1e15 and var findings)
            {
                _findings = (_findings ?? 0) + (long)findings;
            }
        }

        public GateHistory Sum()
        {
            int catches = _runs - _passed;
            double[] times = [.. _times.Order()];
            var total = TimeSpan.FromSeconds(times.Sum());
            return new GateHistory
            {
                Gate = gate,
                Runs = _runs,
                Passed = _passed,
                Catches = catches,
                Rate = (double)_passed / _runs,
                Interval = Wilson.Interval(_passed, _runs),
                MedianTime = times.Length == 0 ? null : TimeSpan.FromSeconds((times[(times.Length - 1) / 2] + times[times.Length / 2]) / 2),
                TotalTime = total,
                TimePerCatch = catches == 0 ? null : total / catches,
                Findings = _findings,
                LastRun = _lastRun,
                LastCatch = _lastCatch?.Timestamp,
                LastNotes = _lastCatch?.Notes,
                NeverCaught = catches == 0,
                RunsNeeded = catches == 0 ? Wilson.RunsNeeded(_passed, _runs, SeldomCatches) : null,
            };
        }
    }
}
