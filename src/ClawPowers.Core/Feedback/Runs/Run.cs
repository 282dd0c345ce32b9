namespace ClawPowers.Core.Feedback.Runs;

/// <summary>One use of a skill, as the analyzers see it. Its measures are in the columns of <see cref="SkillRuns"/>.</summary>
internal sealed record Run
{
    public required long Id { get; init; }

    /// <summary>When it was, in UTC milliseconds.</summary>
    public required long At { get; init; }

    public required SkillOutcome Outcome { get; init; }

    public MetricSource Source { get; init; }

    /// <summary>How long it took, in seconds; NaN if unknown.</summary>
    public double Duration { get; init; } = double.NaN;

    public string? Agent { get; init; }

    public string? Model { get; init; }

    public string? SkillHash { get; init; }

    public string? Notes { get; init; }

    public bool Succeeded => Outcome == SkillOutcome.Success;
}
