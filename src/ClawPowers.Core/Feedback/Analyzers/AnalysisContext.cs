using ClawPowers.Core.Skills;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>What an analyzer may know beside the runs.</summary>
internal sealed record AnalysisContext
{
    public IReadOnlyList<MeasureGoal> Goals { get; init; } = [];

    /// <summary>The skills that are installed, by name.</summary>
    public IReadOnlyDictionary<string, SkillDefinition> Skills { get; init; } = new Dictionary<string, SkillDefinition>(StringComparer.Ordinal);

    /// <summary>Whether runs before some moment were left out, so that a skill without runs may have been used before.</summary>
    public bool IsWindow { get; init; }

    public MeasureGoal? Goal(string measure) =>
        Goals.FirstOrDefault(goal => string.Equals(goal.Measure, measure, StringComparison.OrdinalIgnoreCase));
}
