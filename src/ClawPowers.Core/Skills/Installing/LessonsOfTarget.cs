using ClawPowers.Core.Lessons;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>Adds to a skill the lessons in force for it, as its users in one scope see them. Reads them once.</summary>
internal sealed class LessonsOfTarget(ClawContext context)
{
    private readonly Dictionary<SkillScope, ILookup<string, SkillLesson>> _lessons = [];
    private readonly Dictionary<SkillScope, IReadOnlySet<string>> _known = [];

    /// <summary>The skill with its lessons, and what is to be said about them.</summary>
    /// <exception cref="Errors.ClawException">The store can't be read.</exception>
    public (SourceSkill Skill, string? Message) Add(SourceSkill skill, SkillTarget target)
    {
        SkillLesson[] lessons = [.. Of(target)[skill.Name]];
        if (lessons.Length == 0)
        {
            return (skill, null);
        }

        if (skill.Files.Keys.Contains(LessonsFile.FilePath, StringComparer.OrdinalIgnoreCase))
        {
            return (skill, $"It has a {LessonsFile.FilePath} of its own, so the lessons approved here were not added to it.");
        }

        byte[] bytes = LessonsFile.Write(skill.Name, lessons);
        var files = new SortedDictionary<string, SourceFile>(skill.Files, StringComparer.Ordinal)
        {
            [LessonsFile.FilePath] = new SourceFile(bytes, FileLook.HashOf(bytes), Executable: false, IsLessons: true),
        };
        return (skill with { Files = files }, null);
    }

    /// <summary>
    /// Whether a lesson was ever approved for a skill here. If not, lessons that are installed come from another store, such as
    /// that of someone else in the project, and are not ours to take away.
    /// </summary>
    /// <exception cref="Errors.ClawException">The store can't be read.</exception>
    public bool Knows(string skill, SkillTarget target)
    {
        if (!_known.TryGetValue(target.Scope, out IReadOnlySet<string>? known))
        {
            known = ReaderFor(target).EverTaught(ScopeOf(target));
            _known.Add(target.Scope, known);
        }

        return known.Contains(skill);
    }

    private ILookup<string, SkillLesson> Of(SkillTarget target)
    {
        if (!_lessons.TryGetValue(target.Scope, out ILookup<string, SkillLesson>? lessons))
        {
            lessons = ReaderFor(target).InForce(scope: ScopeOf(target)).ToLookup(static lesson => lesson.Skill, StringComparer.Ordinal);
            _lessons.Add(target.Scope, lessons);
        }

        return lessons;
    }

    private static ClawScope ScopeOf(SkillTarget target) => target.Scope is SkillScope.Project ? ClawScope.Project : ClawScope.Global;

    private LessonReader ReaderFor(SkillTarget target) =>
        new(target.Scope is SkillScope.Project ? context with { WorkingDirectory = target.Base } : context);
}
