namespace ClawPowers.Core.Feedback;

/// <summary>What feedback is asked for.</summary>
public sealed record FeedbackRequest
{
    /// <summary>Names or globs of the skills that are meant; null for all of them.</summary>
    public IReadOnlyList<string>? Skills { get; init; }

    /// <summary>Only runs since then; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Names out of <see cref="FeedbackEngine.AnalyzerNames"/>; null for all of them. The verdict is always given.</summary>
    public IReadOnlyList<string>? Analyzers { get; init; }

    /// <summary>Measures that ought to go up or down; the drivers are then those of the goals instead of success.</summary>
    public IReadOnlyList<MeasureGoal> Goals { get; init; } = [];

    /// <summary>The moment as of which to judge: later runs are not looked at, and nothing is stored. Null for now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Which scope's runs; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>A project by name; null for that of the location.</summary>
    public string? Project { get; init; }

    /// <summary>Whether to keep what was said, so that the next call can say what changed, and what it recommends.</summary>
    public bool Store { get; init; } = true;
}
