namespace ClawPowers.Core.Skills.Making;

/// <summary>A skill to be made.</summary>
public sealed record NewSkillRequest
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>When it is to be used and what it does; null for a text to be replaced.</summary>
    public string? Description { get; init; }

    /// <summary>The folder of skills to make it in; null for <c>.agents/skills</c> of the project, outside of one of the home.</summary>
    public string? Parent { get; init; }
}
