using ClawPowers.Core.Lessons;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Tests.Lessons;

public sealed class LessonEffectTests
{
    private const string Project = "example.org/a";

    [Fact]
    public void Runs_before_are_compared_with_runs_since_without_skipped_ones()
    {
        using var bench = new LessonBench();
        bench.Runs(12, 28, skipped: 5);
        long? id = bench.Propose();
        bench.Approve(id);
        bench.Runs(18, 2, skipped: 3);

        LessonEffect effect = bench.Get(id).Effect!;

        Assert.Equal((40, 0.3, 20, 0.9), (effect.RunsBefore, effect.RateBefore, effect.RunsAfter, effect.RateAfter));
        Assert.Equal(0.6, effect.Difference!.Value, 12);

        // Newcombe's hybrid score interval out of the Wilson intervals [0.6990, 0.9721] and [0.1807, 0.4543].
        Assert.Equal(0.3466, effect.Interval!.Value.Low, 4);
        Assert.Equal(0.7394, effect.Interval!.Value.High, 4);
    }

    [Fact]
    public void Before_is_the_last_200_runs_before_the_approval()
    {
        using var bench = new LessonBench();
        bench.Runs(0, 50);
        bench.Runs(150, 50);
        bench.Approve(bench.Propose());

        LessonEffect effect = bench.All().Single().Effect!;

        Assert.Equal((200, 0.75, 0), (effect.RunsBefore, effect.RateBefore, effect.RunsAfter));
        Assert.Null(effect.RateAfter);
        Assert.Null(effect.Interval);
    }

    [Fact]
    public void There_is_no_comparison_before_an_approval_or_without_any_run()
    {
        using var bench = new LessonBench();
        bench.Approve(bench.Propose("a"));
        Assert.Null(bench.All().Single().Effect);

        bench.Runs(5, 5);

        Assert.Null(bench.Get(bench.Propose("b")).Effect);
    }

    [Fact]
    public void A_run_that_does_not_carry_the_lesson_counts_for_neither_side()
    {
        using var bench = new LessonBench();
        bench.Runs(10, 10);
        long? id = bench.Propose();
        bench.Approve(id);
        bench.Runs(0, 30, known: false);
        bench.Runs(4, 0);

        LessonEffect effect = bench.Get(id).Effect!;

        Assert.Equal((20, 4, 1d), (effect.RunsBefore, effect.RunsAfter, effect.RateAfter!.Value));
    }

    [Fact]
    public void Other_lessons_that_come_and_go_do_not_end_the_comparison()
    {
        using var bench = new LessonBench();
        bench.Runs(10, 10);
        long? id = bench.Propose("a", text: "A.");
        bench.Approve(id);
        bench.Runs(3, 0);
        long? other = bench.Propose("b", text: "B.");
        bench.Approve(other);
        bench.Runs(4, 0);
        bench.Deny(other);
        bench.Runs(5, 0);

        Assert.Equal((20, 12), (bench.Get(id).Effect!.RunsBefore, bench.Get(id).Effect!.RunsAfter));
        Assert.Equal((23, 4), (bench.Get(other).Effect!.RunsBefore, bench.Get(other).Effect!.RunsAfter));
    }

    [Fact]
    public void A_new_version_begins_anew_and_is_compared_with_the_time_without_any()
    {
        using var bench = new LessonBench();
        bench.Runs(10, 10);
        long? id = bench.Propose();
        bench.Approve(id);
        bench.Runs(7, 1);
        bench.Approve(id, text: "Sleep first.");
        bench.Runs(5, 0);

        Assert.Equal((20, 5), (bench.Get(id).Effect!.RunsBefore, bench.Get(id).Effect!.RunsAfter));
    }

    [Fact]
    public void What_was_taken_back_keeps_the_comparison_of_its_time()
    {
        using var bench = new LessonBench();
        bench.Runs(10, 10);
        long? id = bench.Propose();
        bench.Approve(id);
        bench.Runs(7, 1);
        bench.Deny(id);
        bench.Runs(5, 5);

        Assert.Equal((20, 8), (bench.Get(id).Effect!.RunsBefore, bench.Get(id).Effect!.RunsAfter));
    }

    [Fact]
    public void A_lesson_of_a_project_is_judged_by_its_runs_and_a_global_one_by_all()
    {
        using var bench = new LessonBench();
        bench.Runs(10, 10);
        bench.Runs(6, 6, project: Project);
        long? own = bench.Propose("a", text: "A.", project: Project);
        long? global = bench.Propose("b", text: "B.");
        bench.Approve(own);
        bench.Approve(global);
        bench.Runs(3, 0);
        bench.Runs(4, 0, project: Project);

        Assert.Equal((12, 4), (bench.Get(own).Effect!.RunsBefore, bench.Get(own).Effect!.RunsAfter));
        Assert.Equal((32, 7), (bench.Get(global).Effect!.RunsBefore, bench.Get(global).Effect!.RunsAfter));
    }

    [Fact]
    public void A_global_value_that_a_project_hides_is_not_judged_by_that_project()
    {
        using var bench = new LessonBench();
        var pieces = new Core.Skills.SkillParameter("piece_tokens", 1000, 8000);
        bench.Runs(10, 10);
        bench.Approve(bench.Propose("low", parameter: pieces, value: 2000, project: Project));
        long? global = bench.Propose("high", parameter: pieces, value: 6000);
        bench.Approve(global);
        bench.Runs(3, 0);
        bench.Runs(0, 9, project: Project);

        Assert.Equal(3, bench.Get(global).Effect!.RunsAfter);
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_mix_up_which_lessons_stood_when()
    {
        using var bench = new LessonBench();
        bench.Runs(10, 10);
        long? id = bench.Propose("a", text: "A.");
        bench.Approve(id);
        bench.Runs(4, 0);
        bench.Time.Move(TimeSpan.FromDays(-1));
        long? other = bench.Propose("b", text: "B.");
        bench.Approve(other);
        bench.Time.Move(TimeSpan.FromDays(2));
        bench.Runs(5, 0);

        Assert.Equal((20, 9), (bench.Get(id).Effect!.RunsBefore, bench.Get(id).Effect!.RunsAfter));
        Assert.Equal(5, bench.Get(other).Effect!.RunsAfter);
    }

    [Fact]
    public void At_most_2000_runs_since_are_compared()
    {
        using var bench = new LessonBench();
        bench.Runs(10, 10);
        bench.Approve(bench.Propose());
        bench.Runs(0, 5);
        bench.Runs(2000, 0);

        LessonComparison runs = bench.Write(static transaction => LessonComparison.Of(transaction.Connection, RecommendationRow.Find(transaction.Connection, 1)!)!);

        Assert.Equal((2000, 2000), (runs.SuccessesAfter, runs.RunsAfter));
        Assert.Equal(20, runs.Ids.Count);
        Assert.Equal(bench.Write(static transaction => transaction.Connection.ReadLong("SELECT max(id) FROM metric")), runs.Ids[0]);
    }
}
