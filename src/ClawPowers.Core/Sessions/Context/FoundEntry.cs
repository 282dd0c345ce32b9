using System.Runtime.InteropServices;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>An entry without its value.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Key">The key.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="ExpiresAt">When it ends; null if it does not.</param>
/// <param name="Word">The beginning of the value, of a <c>status</c> or an <c>owner</c> only.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FoundEntry(long Id, string Key, DateTimeOffset UpdatedAt, DateTimeOffset? ExpiresAt, string? Word);

/// <summary>How runs of a skill went; those that were skipped don't count.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SkillUse(long Successes, long Failures, long Partials)
{
    /// <summary>How many runs.</summary>
    public long Runs => Successes + Failures + Partials;

    /// <summary>How often it was of use: a partial success is half of one.</summary>
    public double Helped => Successes + (Partials / 2.0);
}

/// <summary>A recommendation, or the lesson that came of one.</summary>
internal sealed record FoundAdvice(long Id, string Skill, RecommendationKind Kind, string? Parameter, double? Value, string Text, DateTimeOffset At, long? Target);
