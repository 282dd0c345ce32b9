using System.Globalization;
using System.Text;
using ClawPowers.Core.Lessons;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>What was approved for a skill, as a file that travels with its copies.</summary>
internal static class LessonsFile
{
    public const string FilePath = "references/lessons.md";

    /// <summary>The file of a skill.</summary>
    /// <param name="skill">The skill's name.</param>
    /// <param name="lessons">What is in force for it, at least one.</param>
    public static byte[] Write(string skill, IEnumerable<SkillLesson> lessons)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"# Lessons for {skill}\n\n")
            .Append("What past runs of this skill have shown, approved by a person. Follow them as part of the skill; where they differ from it, they count.\n\n");
        foreach (SkillLesson lesson in lessons)
        {
            // Further lines of a text belong to its item.
            string words = lesson.Text.ReplaceLineEndings("\n").Replace("\n", "\n  ", StringComparison.Ordinal);
            text.Append(lesson.Parameter is { } parameter
                ? string.Create(CultureInfo.InvariantCulture, $"- `{parameter}` = {lesson.Value:R}: {words}\n")
                : $"- {words}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
