namespace ClawPowers;

/// <summary>What was mended in one file of a skill.</summary>
public record SkillRepair
{
    /// <summary>The skill: the name of its folder.</summary>
    public required string Skill { get; init; }

    /// <summary>The file, in full.</summary>
    public required string Path { get; init; }

    /// <summary>The rules that it no longer breaks.</summary>
    public required IReadOnlyList<string> RuleIds { get; init => field = Indexable.Of(value); }

    /// <summary>
    /// The lines that differ, in the unified form; for a reader, not for a program: characters that can't be seen are written
    /// as <c>\u{200B}</c>, and a carriage return as <c>\r</c>.
    /// </summary>
    public required string Difference { get; init; }
}
