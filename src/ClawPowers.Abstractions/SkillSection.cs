namespace ClawPowers;

/// <summary>A heading of a skill, and the text below it.</summary>
public record SkillSection
{
    /// <summary>The heading's text.</summary>
    public required string Heading { get; init; }

    /// <summary>1 for the highest, 6 for the lowest.</summary>
    public required int Level { get; init; }

    /// <summary>The line of the file on which the heading stands, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What stands below it, down to the next heading of the same or a higher level, without the heading itself.</summary>
    public required string Text { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
