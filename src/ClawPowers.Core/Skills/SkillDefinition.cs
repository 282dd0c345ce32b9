namespace ClawPowers.Core.Skills;

/// <summary>A skill as its <c>SKILL.md</c> describes it.</summary>
public sealed record SkillDefinition
{
    /// <summary>The skill's name: that of its folder, which the standard has agree with the one in the front matter.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>Its <c>SKILL.md</c>.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// Which text it has: the first 16 hexadecimal digits of the SHA-256 of the file, without a byte order mark and with
    /// lines that end in a line feed, so that a checkout on another system has the same.
    /// </summary>
    public required string Hash { get; init; }

    /// <summary>The measures that it says it tracks, in its order.</summary>
    public required IReadOnlyList<string> Tracks { get; init; }

    /// <summary>The parameters that it offers to be tuned, in its order.</summary>
    public required IReadOnlyList<SkillParameter> Improves { get; init; }
}
