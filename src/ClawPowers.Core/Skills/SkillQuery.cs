namespace ClawPowers.Core.Skills;

/// <summary>Which skills are wanted, and how much of them.</summary>
public sealed record SkillQuery
{
    /// <summary>Names or globs (<c>* ? [a-z]</c>), in any case; null for every skill.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Files and folders to look in instead of the catalogue: a folder of skills, one skill's folder, or its <c>SKILL.md</c>. Null for the catalogue.</summary>
    public IReadOnlyList<string>? Paths { get; init; }

    /// <summary>Whether those are wanted too before which another of the same name counts.</summary>
    public bool WithShadowed { get; init; }

    /// <summary>Whether the text below the front matter is wanted.</summary>
    public bool WithContent { get; init; }

    /// <summary>The heading, as name or glob, of the only part of the text that is wanted; null for all of it.</summary>
    public string? Section { get; init; }
}
