namespace ClawPowers;

/// <summary>A change that feedback proposes, with what it rests on and what became of it.</summary>
public record SkillRecommendation
{
    /// <summary>The recommendation's number in this store, from 1.</summary>
    public required long Id { get; init; }

    /// <summary>The skill.</summary>
    public required string Skill { get; init; }

    /// <summary>What approving it does.</summary>
    public required RecommendationKind Kind { get; init; }

    /// <summary>How far it has come.</summary>
    public required RecommendationState State { get; init; }

    /// <summary>The proposed lesson, or why the change is proposed; once approved, the text in force.</summary>
    public required string Text { get; init; }

    /// <summary>The parameter to change; null unless the kind is <see cref="RecommendationKind.Parameter"/>.</summary>
    public string? Parameter { get; init; }

    /// <summary>The parameter's proposed value; once approved, the value in force.</summary>
    public double? Value { get; init; }

    /// <summary>The lowest value that the skill allows; null for none.</summary>
    public double? Minimum { get; init; }

    /// <summary>The highest value that the skill allows; null for none.</summary>
    public double? Maximum { get; init; }

    /// <summary>The analyzer whose finding it rests on.</summary>
    public required string Analyzer { get; init; }

    /// <summary>The finding, as it was when this was proposed.</summary>
    public required SkillFinding Evidence { get; init; }

    /// <summary>The recommendation that a <see cref="RecommendationKind.Keep"/> or <see cref="RecommendationKind.Revert"/> is about.</summary>
    public long? TargetId { get; init; }

    /// <summary>The version of the text or value in force, from 1; null before it was approved.</summary>
    public long? LessonVersion { get; init; }

    /// <summary>Whether it takes part in what the skill says now.</summary>
    public required bool IsInForce { get; init; }

    /// <summary>How runs since it was approved compare with those before; null before there are any.</summary>
    public LessonEffect? Effect { get; init; }

    /// <summary>When it was proposed, UTC.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>When it was last decided upon, UTC; null if it was not.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was decided so; null if no reason was given.</summary>
    public string? Reason { get; init; }

    /// <summary>The session that decided; null if unknown.</summary>
    public string? SessionId { get; init; }

    /// <summary>The agent that decided; null if unknown or a person.</summary>
    public string? Agent { get; init; }

    /// <summary><see cref="ClawScope.Project"/> or <see cref="ClawScope.Global"/>.</summary>
    public required ClawScope Scope { get; init; }

    /// <summary>The project's identity; null for a global recommendation.</summary>
    public string? Project { get; init; }
}
