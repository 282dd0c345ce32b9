using ClawPowers.Core.Lessons;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>Adds to a skill the lessons in force for it, as its users in one scope see them. Reads them once.</summary>
internal sealed class LessonsOfTarget(ClawContext context)
{
    private readonly Dictionary<SkillScope, ILookup<string, SkillLesson>> _lessons = [];

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

    private ILookup<string, SkillLesson> Of(SkillTarget target)
    {
        if (!_lessons.TryGetValue(target.Scope, out ILookup<string, SkillLesson>? lessons))
        {
            bool isProject = target.Scope is SkillScope.Project;
            lessons = new LessonReader(context with { WorkingDirectory = isProject ? target.Base : context.WorkingDirectory })
                .InForce(scope: isProject ? ClawScope.Project : ClawScope.Global)
                .ToLookup(static lesson => lesson.Skill, StringComparer.Ordinal);
            _lessons.Add(target.Scope, lessons);
        }

        return lessons;
    }
}
