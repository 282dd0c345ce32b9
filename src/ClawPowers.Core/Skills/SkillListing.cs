using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Skills;

/// <summary>What was found.</summary>
public sealed record SkillListing
{
    /// <summary>The skills, in order of name; of one name the one that counts comes first.</summary>
    public required IReadOnlyList<SkillEntry> Entries { get; init; }

    /// <summary>What was passed over, and why; what else a reader should know of.</summary>
    public required IReadOnlyList<SkillIssue> Issues { get; init; }

    /// <summary>What was asked for by name and is not there: <c>SkillNotFound</c>, <c>SkillPathNotFound</c>, <c>SectionNotFound</c>.</summary>
    public required IReadOnlyList<ClawException> Errors { get; init; }
}
