using System.Runtime.InteropServices;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Lessons;

/// <summary>One version of a lesson, with the time in which it was in force: from <paramref name="From"/> until before <paramref name="Until"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LessonRow(
    long RecommendationId,
    long Version,
    string Project,
    long From,
    long? Until,
    string? Parameter,
    double? Value,
    string Text)
{
    public bool IsInForce => Until is null;

    public bool WasInForceAt(long moment) => From <= moment && !(Until <= moment);

    public SkillLesson ToLesson(string skill) => new()
    {
        Skill = skill,
        RecommendationId = RecommendationId,
        Version = Version,
        Text = Text,
        Parameter = Parameter,
        Value = Value,
        Scope = StoredEntry.ScopeOf(Project),
        Project = StoredEntry.ProjectOf(Project),
    };
}
