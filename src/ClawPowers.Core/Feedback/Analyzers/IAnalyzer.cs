using ClawPowers.Core.Feedback.Runs;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>One question about a skill's runs.</summary>
internal interface IAnalyzer
{
    /// <summary>The analyzer's name, as users give it.</summary>
    public string Name { get; }

    /// <summary>Looks at the runs of one skill, and hands over what it tested and what it knows.</summary>
    public void Analyze(SkillRuns runs, AnalysisContext context, Sink sink);
}
