namespace ClawPowers.Core.Lessons;

/// <summary>What was approved for a skill and is in force: a text, or a parameter's value.</summary>
public sealed record SkillLesson
{
    /// <summary>The skill.</summary>
    public required string Skill { get; init; }

    /// <summary>The recommendation that it came from.</summary>
    public required long RecommendationId { get; init; }

    /// <summary>How many times it was given a text or value, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>The lesson; of a parameter, why it has its value.</summary>
    public required string Text { get; init; }

    /// <summary>The parameter that it sets; null for a text.</summary>
    public string? Parameter { get; init; }

    /// <summary>The parameter's value; null for a text.</summary>
    public double? Value { get; init; }

    /// <summary><see cref="ClawScope.Project"/> or <see cref="ClawScope.Global"/>.</summary>
    public required ClawScope Scope { get; init; }

    /// <summary>The project's identity; null for a global lesson.</summary>
    public string? Project { get; init; }
}
