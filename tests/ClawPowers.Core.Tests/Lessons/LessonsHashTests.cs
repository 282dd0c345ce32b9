using ClawPowers.Core.Lessons;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Tests.Skills;

namespace ClawPowers.Core.Tests.Lessons;

public sealed class LessonsHashTests
{
    private const string Project = "example.org/a";

    private static readonly SkillParameter Pieces = new("piece_tokens", 1000, 8000);

    [Fact]
    public void The_hash_is_of_what_the_lessons_say_and_not_of_the_order_in_which_they_came()
    {
        using var one = new LessonBench();
        using var other = new LessonBench();
        one.Approve(one.Propose("a", text: "A."));
        one.Approve(one.Propose("b", text: "B."));
        other.Approve(other.Propose("b", text: "B."));
        Assert.NotEqual(one.Hash(), other.Hash());

        other.Approve(other.Propose("a", text: "A."));

        Assert.Equal(one.Hash(), other.Hash());
    }

    [Fact]
    public void A_project_sees_the_global_lessons_with_its_own_and_no_other_projects()
    {
        using var bench = new LessonBench();
        bench.Approve(bench.Propose("a"));
        string? global = bench.Hash();
        Assert.Equal(global, bench.Hash(Project));

        bench.Approve(bench.Propose("b", text: "B.", project: Project));

        Assert.Equal(global, bench.Hash());
        Assert.Equal(global, bench.Hash("example.org/other"));
        Assert.NotEqual(global, bench.Hash(Project));
        Assert.Null(bench.Hash(Project, "planning"));
    }

    [Fact]
    public void A_projects_value_for_a_parameter_hides_the_global_one()
    {
        using var bench = new LessonBench();
        bench.Approve(bench.Propose("low", parameter: Pieces, value: 2000, project: Project));
        string? own = bench.Hash(Project);
        bench.Approve(bench.Propose("high", parameter: Pieces, value: 6000));

        Assert.Equal(own, bench.Hash(Project));
        Assert.Equal([2000d], new LessonReader(bench.Scratch.Context).InForce(LessonBench.Skill, project: Project).Select(static lesson => lesson.Value!.Value));
        Assert.Equal([6000d], new LessonReader(bench.Scratch.Context).InForce(LessonBench.Skill).Select(static lesson => lesson.Value!.Value));
    }

    [Fact]
    public void Taking_a_lesson_back_brings_the_former_hash_back()
    {
        using var bench = new LessonBench();
        bench.Approve(bench.Propose("a", text: "A."));
        string? former = bench.Hash();
        long? second = bench.Propose("b", text: "B.");
        bench.Approve(second);
        Assert.NotEqual(former, bench.Hash());

        bench.Deny(second);

        Assert.Equal(former, bench.Hash());
    }

    [Fact]
    public void The_text_of_the_skill_is_read_before_the_store_is_locked()
    {
        using var bench = new LessonBench();
        string path = SkillFolder.Write(bench.Scratch.Bundled(), LessonBench.Skill);
        SkillTexts texts = new SkillTexts(bench.Scratch.Context).Read([LessonBench.Skill, "nowhere"]);
        string expected = new SkillCatalogue(bench.Scratch.Context).Find(LessonBench.Skill)!.Hash;
        File.Delete(path);

        Assert.Equal((expected, null), bench.Write(transaction => new SkillVariant(transaction, texts).Of(LessonBench.Skill, "")));
        Assert.Equal((null, null), bench.Write(transaction => new SkillVariant(transaction, texts).Of("nowhere", "")));
    }

    [Fact]
    public void Lessons_in_force_are_read_for_every_skill_or_one()
    {
        using var bench = new LessonBench();
        long? first = bench.Propose("a", text: "A.");
        long? second = bench.Propose("b", text: "B.", skill: "planning", project: Project);
        bench.Propose("c", text: "Only proposed.");
        bench.Approve(first);
        bench.Approve(second);
        bench.Approve(second, text: "B2.");
        var reader = new LessonReader(bench.Scratch.Context);

        Assert.Equal([(first, 1, "A.")], reader.InForce().Select(static lesson => ((long?)lesson.RecommendationId, (int)lesson.Version, lesson.Text)));
        Assert.Equal(
            [(LessonBench.Skill, "A.", (string?)null), ("planning", "B2.", Project)],
            reader.InForce(project: Project).Select(static lesson => (lesson.Skill, lesson.Text, lesson.Project)));
        Assert.Empty(reader.InForce("planning"));
    }
}
