namespace ClawPowers.Core.Skills.Finding.Ranking;

/// <summary>What of a skill is searched.</summary>
internal sealed record SkillText
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>Situations in plain words that lead to it; most skills name none.</summary>
    public IReadOnlyList<string> Triggers { get; init; } = [];

    /// <summary>The headings of its text.</summary>
    public IReadOnlyList<string> Headings { get; init; } = [];
}
