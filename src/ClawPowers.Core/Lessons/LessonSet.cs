using System.Globalization;
using System.Text;
using ClawPowers.Core.Skills;

namespace ClawPowers.Core.Lessons;

/// <summary>The lessons that a run is made under: what was in force for its skill, as seen from its scope.</summary>
internal sealed class LessonSet
{
    private LessonSet(IReadOnlyList<LessonRow> lessons) => Lessons = lessons;

    /// <summary>The lessons, in the order of their recommendations.</summary>
    public IReadOnlyList<LessonRow> Lessons { get; }

    /// <summary>
    /// The hash of what the lessons say, whichever recommendations they came from: 16 hexadecimal digits; null without
    /// lessons. Why a parameter has its value is no part of it.
    /// </summary>
    public string? Hash => Lessons.Count == 0 ? null : SkillFile.Digest(Encoding.UTF8.GetBytes(string.Join('\0', Lessons.Select(Statement).Order(StringComparer.Ordinal))));

    /// <summary>Makes a set. Of several values for one parameter the project's counts, else the one approved last.</summary>
    public static LessonSet Of(IEnumerable<LessonRow> lessons) => new(
    [
        .. lessons
            .GroupBy(static lesson => lesson.Parameter ?? string.Create(CultureInfo.InvariantCulture, $"\0{lesson.RecommendationId}"), StringComparer.Ordinal)
            .Select(static same => same.OrderBy(static lesson => lesson.Project.Length > 0).ThenBy(static lesson => lesson.From).ThenBy(static lesson => lesson.RecommendationId).Last())
            .OrderBy(static lesson => lesson.RecommendationId),
    ]);

    // A text has no control character but line feeds, so that what separates the parts is in none of them.
    private static string Statement(LessonRow lesson) => lesson.Parameter is { } parameter
        ? string.Create(CultureInfo.InvariantCulture, $"{parameter}\u0001{lesson.Value:R}")
        : lesson.Text;
}
