namespace ClawPowers.Core.Skills.Checking;

/// <summary>One thing that is asked of a skill.</summary>
/// <param name="id">Its name, which never changes: people leave rules out by it.</param>
/// <param name="severity">How much a breach matters.</param>
/// <param name="summary">What is asked, as a sentence.</param>
/// <param name="advice">What to do about a breach, unless the fault says better.</param>
internal abstract class SkillRule(string id, SkillProblemSeverity severity, string summary, string advice)
{
    public string Id => id;

    public SkillProblemSeverity Severity => severity;

    public string Summary => summary;

    public string Advice => advice;

    /// <summary>The breaches, in the order of their places.</summary>
    public abstract IEnumerable<Fault> Check(CheckedSkill skill);
}

/// <summary>A breach of a rule.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What was found.</param>
internal sealed record Fault(string Path, int Line, int Column, string Message)
{
    /// <summary>The last line that it is about; null if it is about one.</summary>
    public int? EndLine { get; init; }

    /// <summary>What to do, where it is not what the rule says; null for that.</summary>
    public string? Advice { get; init; }

    /// <summary>How much it matters, where it is not what the rule says; null for that.</summary>
    public SkillProblemSeverity? Severity { get; init; }
}
