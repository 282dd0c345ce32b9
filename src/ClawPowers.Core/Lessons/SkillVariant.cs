using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Lessons;

/// <summary>Which text of a skill, and which lessons on it, a run that is recorded now was made under.</summary>
/// <param name="transaction">The transaction that records the run.</param>
/// <param name="texts">The skills' texts; best read before the transaction began, since files are slow and the lock is everyone's.</param>
internal sealed class SkillVariant(StoreTransaction transaction, SkillTexts texts)
{
    private bool? _anyLessons;

    /// <summary>The hashes for a skill, as seen from a scope.</summary>
    /// <param name="skill">The skill's name.</param>
    /// <param name="project">The project that the run is booked to; empty for global.</param>
    /// <returns>The hash of the skill's text, null if it is not found, and that of its lessons, null if there are none.</returns>
    public (string? SkillHash, string? LessonsHash) Of(string skill, string project) => (texts.HashOf(skill), LessonsOf(skill, project));

    private string? LessonsOf(string skill, string project)
    {
        _anyLessons ??= transaction.Connection.ReadLong("SELECT EXISTS (SELECT 1 FROM lesson)") != 0;
        return _anyLessons.Value && transaction.Connection.ReadValue("SELECT id FROM skill WHERE name = $name", ("$name", skill)) is long id
            ? LessonHistory.Read(transaction.Connection, id, project).Current.Hash
            : null;
    }
}
