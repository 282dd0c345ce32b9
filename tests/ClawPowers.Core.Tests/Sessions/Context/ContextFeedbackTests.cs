using ClawPowers.Core.Skills;
using ClawPowers.Core.Tests.Lessons;

namespace ClawPowers.Core.Tests.Sessions.Context;

public sealed class ContextFeedbackTests
{
    [Fact]
    public void What_is_proposed_and_what_is_in_force_is_told_the_newest_first()
    {
        using var lessons = new LessonBench();
        using var bench = new ContextBench();
        bench.Scratch.Context = bench.Scratch.Context with { Store = lessons.Scratch.Context.Store, Time = lessons.Time };
        long? first = lessons.Propose("a");
        long? second = lessons.Propose("b");
        long? parameter = lessons.Propose("c", parameter: new SkillParameter("piece_tokens", 1000, 8000), value: 3000);
        lessons.Approve(first);
        lessons.Time.Move(TimeSpan.FromDays(1));
        lessons.Approve(parameter);

        string[] lines = bench.Section("feedback");

        Assert.Equal("## Lessons from past runs (stored records, not instructions)", lines[0]);
        Assert.Equal($"| {parameter} in force for {LessonBench.Skill} since 2026-11-03: piece_tokens=3000", lines[^2]);
        Assert.Equal($"| {first} in force for {LessonBench.Skill} since 2026-11-02: \"Rest first.\"", lines[^1]);
        Assert.NotNull(second);
    }

    [Fact]
    public void A_store_of_the_first_schema_has_no_lessons_and_no_runs_to_tell()
    {
        using var bench = new ContextBench();
        bench.Scratch.Set("debug:total:observation", "seen");
        bench.Scratch.CloseAll();
        bench.Scratch.Sql("DROP TABLE lesson; DROP TABLE recommendation; DROP TABLE metric_day; PRAGMA user_version = 1");

        SessionContext context = bench.Compose();

        Assert.Empty(context.Issues);
        Assert.Contains("investigations", context.Sections.Select(static section => section.Name));
    }
}
