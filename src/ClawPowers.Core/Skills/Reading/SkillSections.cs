using System.Collections;
using System.Collections.Specialized;
using System.Globalization;

namespace ClawPowers.Core.Skills.Reading;

/// <summary>The parts of a skill's text by their headings.</summary>
internal static class SkillSections
{
    /// <summary>The heading above the lessons in force.</summary>
    public const string LessonsHeading = "Lessons in force";

    /// <summary>The text of a skill as an agent is to read it: its body, and below it the lessons in force.</summary>
    public static string Content(SkillDocument document, IReadOnlyList<string> lessons) =>
        lessons.Count == 0 ? document.Body.Trim('\n') : $"{document.Body.Trim('\n')}\n\n## {LessonsHeading}\n\n{LessonsText(lessons)}";

    /// <summary>The sections of a skill, the lessons in force as the last one.</summary>
    public static OrderedDictionary Of(SkillDocument document, IReadOnlyList<string> lessons)
    {
        var sections = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
        OutlineHeading[] headings = [.. document.Outline.Headings.Where(static heading => !heading.IsNested)];
        Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);
        string[] lines = headings.Length == 0 ? [] : document.Body.Split('\n');
        for (int i = 0; i < headings.Length; i++)
        {
            OutlineHeading heading = headings[i];
            int next = Array.FindIndex(headings, i + 1, later => later.Level <= heading.Level);
            int start = heading.TextLine - document.BodyLine;
            int end = next < 0 ? lines.Length : headings[next].Line - document.BodyLine;
            Add(sections, numbers, new SkillSection
            {
                Heading = heading.Text,
                Level = heading.Level,
                Line = heading.Line,
                Text = start < end ? string.Join('\n', lines, start, end - start).Trim('\n') : string.Empty,
            });
        }

        if (lessons.Count > 0)
        {
            Add(sections, numbers, new SkillSection { Heading = LessonsHeading, Level = 2, Line = document.BodyLine + document.Body.AsSpan().Count('\n'), Text = LessonsText(lessons) });
        }

        return sections;
    }

    /// <summary>The text of the sections that are meant; of several, each below its heading. Null if there is none.</summary>
    public static string? Text(IDictionary sections, SkillGlob heading)
    {
        SkillSection[] found = [.. sections.Values.Cast<SkillSection>().Where(section => heading.Matches(section.Heading))];
        return found switch
        {
            [] => null,
            [var only] => only.Text,
            _ => string.Join("\n\n", found.Select(static section => $"{new string('#', section.Level)} {section.Heading}\n\n{section.Text}")),
        };
    }

    // How far the headings of a name are numbered is kept: a file may have one of them ten thousand times.
    private static void Add(OrderedDictionary sections, Dictionary<string, int> numbers, SkillSection section)
    {
        string name = section.Heading;
        int number = numbers.GetValueOrDefault(name, 1);
        while (sections.Contains(name))
        {
            number++;
            name = string.Create(CultureInfo.InvariantCulture, $"{section.Heading} ({number})");
        }

        numbers[section.Heading] = number;

        sections.Add(name, section);
    }

    private static string LessonsText(IReadOnlyList<string> lessons) =>
        string.Join('\n', lessons.Select(static lesson => "- " + lesson.Replace("\n", "\n  ", StringComparison.Ordinal)));
}
