using System.Collections;

namespace ClawPowers;

/// <summary>One use of a skill: when, how it ended, and what was measured.</summary>
public record SkillMetric
{
    /// <summary>The run's number in this store, from 1; never given twice.</summary>
    public required long Id { get; init; }

    /// <summary>The skill's name.</summary>
    public required string Skill { get; init; }

    /// <summary>How it ended.</summary>
    public required SkillOutcome Outcome { get; init; }

    /// <summary>Who says so.</summary>
    public required MetricSource Source { get; init; }

    /// <summary>When the run was, UTC, to the millisecond.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>How long it took; null if unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>
    /// What was measured: an ordered case-insensitive dictionary from names to <see cref="long"/>, <see cref="double"/>,
    /// <see cref="bool"/> or <see cref="string"/>. Empty if nothing was.
    /// </summary>
    public required IDictionary Measures { get; init; }

    /// <summary>What was noted; null if nothing was.</summary>
    public string? Notes { get; init; }

    /// <summary><see cref="ClawScope.Project"/> or <see cref="ClawScope.Global"/>.</summary>
    public required ClawScope Scope { get; init; }

    /// <summary>The project's identity, such as <c>github.com/owner/name</c>; null for a global run.</summary>
    public string? Project { get; init; }

    /// <summary>The session that recorded it; null if unknown.</summary>
    public string? SessionId { get; init; }

    /// <summary>The agent that recorded it; null if unknown.</summary>
    public string? Agent { get; init; }

    /// <summary>The model that the agent ran; null if unknown.</summary>
    public string? Model { get; init; }

    /// <summary>The Git commit that was checked out; null if unknown.</summary>
    public string? Commit { get; init; }

    /// <summary>The hash of the skill's text as it was; null if the skill was not found.</summary>
    public string? SkillHash { get; init; }

    /// <summary>The hash of the lessons that were in force; null if there were none.</summary>
    public string? LessonsHash { get; init; }

    /// <summary>How many times this record was written, from 1; more than 1 once it has been amended.</summary>
    public required long Version { get; init; }

    /// <summary>When this version was written, UTC.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>True for the newest version; false for one from its history.</summary>
    public required bool IsCurrent { get; init; }
}
