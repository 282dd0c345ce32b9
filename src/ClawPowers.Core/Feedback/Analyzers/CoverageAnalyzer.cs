using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Skills;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>What is never used, and what is said to be tracked and never recorded? The skill's front matter against the log.</summary>
internal sealed class CoverageAnalyzer : IAnalyzer
{
    // Fewer runs than these may have had no occasion.
    private const int LeastRuns = 10;

    public string Name => "coverage";

    public void Analyze(SkillRuns runs, AnalysisContext context, Sink sink)
    {
        bool isKnown = context.Skills.TryGetValue(runs.Skill, out SkillDefinition? skill);
        if (runs.Count + runs.Skipped == 0)
        {
            sink.Fact(Facts.Of(this, runs) with
            {
                Summary = context.IsWindow ? "It was not used in this period." : "It was never used.",
                Recommendation = !isKnown ? null : "Use it where it fits, or take it out: what is never used still costs every session a line.",
            });
            return;
        }

        if (!isKnown)
        {
            return;
        }

        string[] missing = [.. skill!.Tracks.Where(measure => runs.Measure(measure) is not { Count: > 0 })];
        if (runs.Count >= LeastRuns && missing.Length > 0)
        {
            sink.Fact(Facts.Of(this, runs, "tracks") with
            {
                Summary = $"It says it tracks {string.Join(", ", missing)}, and none of {Wording.Runs(runs.Count)} recorded {(missing.Length == 1 ? "it" : "any of them")}.",
                Severity = FindingSeverity.Warning,
                Recommendation = $"Record {(missing.Length == 1 ? "it" : "them")} with -Measure {missing[0]}=…, or take {(missing.Length == 1 ? "it" : "them")} out of the skill's front matter.",
                Ids = runs.Ids(static _ => true),
            });
        }

        // Any run may say what it was used for; finding a skill learns from it, so no skill need name it.
        string[] unknown =
        [
            .. runs.Measures.Select(static column => column.Name).Except([.. skill.Tracks, SituationReader.Measure], StringComparer.OrdinalIgnoreCase).Take(10),
        ];
        if (skill.Tracks.Count > 0 && unknown.Length > 0)
        {
            sink.Fact(Facts.Of(this, runs, "measures") with
            {
                Summary = $"Recorded, but not named by the skill as tracked: {string.Join(", ", unknown)}.",
            });
        }
    }
}
