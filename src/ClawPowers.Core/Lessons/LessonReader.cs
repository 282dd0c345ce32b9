using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Lessons;

/// <summary>Reads what is in force for skills, so that it can be shown with them.</summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class LessonReader(ClawContext context)
{
    /// <summary>The lessons in force for one skill, or for every skill, as seen from the project or the global scope.</summary>
    /// <param name="skill">The skill's name; null for every skill.</param>
    /// <param name="scope"><see cref="ClawScope.Project"/> or <see cref="ClawScope.Global"/>; null leaves it to the environment and the location.</param>
    /// <param name="project">The project to look from, if not that of the location.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>
    /// Lessons in order of skill and number; none if there is no store. A project's lessons come with the global ones, and of
    /// a parameter that is set in both, the project's value: what an agent in the project works under.
    /// </returns>
    /// <exception cref="Errors.ClawException"><c>InvalidScope</c>: lessons are seen from one place, so the scope is not All. <c>NotInProject</c>.</exception>
    public IReadOnlyList<SkillLesson> InForce(string? skill = null, ClawScope? scope = null, string? project = null, CancellationToken cancellation = default)
    {
        string seenFrom = new ScopeSelection(context).ForWriting(scope, project);
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, LessonLedger.Schema);
        if (connection is null)
        {
            return [];
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
        return snapshot.Look(connection => InForce(connection, skill, seenFrom));
    }

    /// <summary>The skills that a lesson was ever approved for, be it in force or not, in the project or globally.</summary>
    /// <param name="scope"><see cref="ClawScope.Project"/> or <see cref="ClawScope.Global"/>.</param>
    /// <returns>Their names; none if there is no store.</returns>
    /// <exception cref="Errors.ClawException">As <see cref="InForce(string?, ClawScope?, string?, CancellationToken)"/>.</exception>
    public IReadOnlySet<string> EverTaught(ClawScope scope)
    {
        string seenFrom = new ScopeSelection(context).ForWriting(scope, project: null);
        HashSet<string> names = new(StringComparer.Ordinal);
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, LessonLedger.Schema);
        if (connection is null)
        {
            return names;
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, CancellationToken.None);
        return snapshot.Look(connection =>
        {
            using SqliteCommand command = connection.Command(
                """
                SELECT DISTINCT skill.name FROM lesson JOIN skill ON skill.id = lesson.skill_id JOIN scope ON scope.id = lesson.scope_id
                WHERE scope.project IN ($project, '')
                """,
                ("$project", seenFrom));
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
            }

            return names;
        });
    }

    private static List<SkillLesson> InForce(SqliteConnection connection, string? skill, string project)
    {
        List<(long Id, string Name)> skills = [];
        using SqliteCommand command = connection.Command(
            """
            SELECT id, name FROM skill
            WHERE ($name IS NULL OR name = $name) AND EXISTS (SELECT 1 FROM lesson WHERE skill_id = skill.id AND retired_at IS NULL)
            ORDER BY name
            """,
            ("$name", skill));
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                skills.Add((reader.GetInt64(0), reader.GetString(1)));
            }
        }

        return [.. skills.SelectMany(found => LessonHistory.Read(connection, found.Id, project).Current.Lessons.Select(lesson => lesson.ToLesson(found.Name)))];
    }
}
