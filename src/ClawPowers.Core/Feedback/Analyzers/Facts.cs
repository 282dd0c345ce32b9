using ClawPowers.Core.Feedback.Runs;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>What every finding and fact begins with.</summary>
internal static class Facts
{
    /// <summary>A fact about a skill that still has to be put into words.</summary>
    public static SkillFinding Of(IAnalyzer analyzer, SkillRuns runs, string? subject = null) => new()
    {
        Skill = runs.Skill,
        Analyzer = analyzer.Name,
        Subject = subject,
        Summary = string.Empty,
        Severity = FindingSeverity.Info,
        IsFact = true,
        Ids = [],
        N = runs.Count,
    };
}
