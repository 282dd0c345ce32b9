namespace ClawPowers;

/// <summary>A skill that fits a situation.</summary>
public record SkillMatch
{
    /// <summary>Its place among the matches, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The skill's name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// How well it fits, 0 to 1: how much of the situation its name, triggers, description and headings meet, rare words counting more,
    /// raised or lowered by at most 0.25 by how runs in like situations went. From 0.5 on the skill is nearly always the right one; below 0.12 it is
    /// not recommended. Comparable between situations and catalogues only roughly.
    /// </summary>
    public required double Score { get; init; }

    /// <summary>One line: which words of the situation met what in the skill, how like situations went, and what is missing here.</summary>
    public required string Reason { get; init; }

    /// <summary>What the skill is for.</summary>
    public required string Description { get; init; }

    /// <summary>Its <c>SKILL.md</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Whose it is.</summary>
    public required SkillSource Source { get; init; }

    /// <summary>Whether all that it needs is here.</summary>
    public required bool IsAvailable { get; init; }

    /// <summary>How many recorded runs were in a like situation; null for none.</summary>
    public int? Runs { get; init; }

    /// <summary>How those runs went: the rate of success, drawn towards one half while they are few; null without runs.</summary>
    public double? Rate { get; init; }

    /// <summary>The name, so that a match can stand where a skill is asked for.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public sealed override string ToString() => Name;
}
