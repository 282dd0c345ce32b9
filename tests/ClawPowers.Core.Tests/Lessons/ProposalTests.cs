using ClawPowers.Core.Lessons;
using ClawPowers.Core.Skills;

namespace ClawPowers.Core.Tests.Lessons;

public sealed class ProposalTests
{
    [Fact]
    public void What_is_proposed_waits_with_what_it_rests_on_and_is_not_in_force()
    {
        using var bench = new LessonBench();

        SkillRecommendation made = bench.Get(bench.Propose());

        Assert.Equal(RecommendationState.Proposed, made.State);
        Assert.Equal(RecommendationKind.Lesson, made.Kind);
        Assert.Equal("Rest first.", made.Text);
        Assert.Equal("drivers", made.Analyzer);
        Assert.Equal(LessonBench.Skill, made.Skill);
        Assert.Equal(bench.Time.Now, made.ProposedAt);
        Assert.False(made.IsInForce);
        Assert.Null(made.LessonVersion);
        Assert.Null(made.DecidedAt);
        Assert.Null(made.Effect);
        Assert.Equal((40, -0.4, "points", 0.001, 0.01), (made.Evidence.N, made.Evidence.Effect, made.Evidence.EffectUnit, made.Evidence.P, made.Evidence.Q));
        Assert.Equal(new Interval(-0.6, -0.2), made.Evidence.Interval);
        Assert.Equal([3, 2, 1], made.Evidence.Ids);
        Assert.Null(bench.Hash());
    }

    [Fact]
    public void The_same_proposed_again_is_the_same_recommendation_with_newer_evidence()
    {
        using var bench = new LessonBench();
        long? id = bench.Propose(n: 40, text: "Rest first.");
        DateTimeOffset proposed = bench.Time.Now;
        bench.Time.Move(TimeSpan.FromDays(1));

        Assert.Equal(id, bench.Propose(n: 44, text: "Rest well first."));

        SkillRecommendation refreshed = Assert.Single(bench.All());
        Assert.Equal(44, refreshed.Evidence.N);
        Assert.Equal("Rest well first.", refreshed.Text);
        Assert.Equal(proposed, refreshed.ProposedAt);
    }

    [Fact]
    public void Another_direction_skill_or_project_is_another_recommendation()
    {
        using var bench = new LessonBench();

        long?[] ids =
        [
            bench.Propose("tired:down"), bench.Propose("tired:up"), bench.Propose("tired:down", skill: "planning"),
            bench.Propose("late:down", project: "example.org/a"), bench.Propose("late:down", project: "example.org/b"),
        ];

        Assert.Equal(5, ids.Distinct().Count());
        Assert.DoesNotContain(null, ids);
    }

    [Fact]
    public void What_is_in_force_is_not_proposed_again()
    {
        using var bench = new LessonBench();
        long? id = bench.Propose(n: 40);
        bench.Approve(id);

        Assert.Null(bench.Propose(n: 4000));
        Assert.Equal("Rest first.", Assert.Single(bench.All()).Text);
    }

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    public void What_was_turned_down_is_proposed_again_only_on_twice_the_runs(int n, bool again)
    {
        using var bench = new LessonBench();
        long? id = bench.Propose(n: 40);
        bench.Deny(id);

        long? next = bench.Propose(n: n);

        Assert.Equal(again, next is not null);
        Assert.NotEqual(id, next);
        Assert.Equal(RecommendationState.Denied, bench.Get(id).State);
    }

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    public void What_was_taken_back_is_proposed_again_only_on_twice_the_runs(int n, bool again)
    {
        using var bench = new LessonBench();
        long? id = bench.Propose(n: 40);
        bench.Approve(id);
        bench.Deny(id);

        Assert.Equal(again, bench.Propose(n: n) is not null);
    }

    [Fact]
    public void What_was_taken_back_is_not_proposed_again_on_the_runs_that_were_made_under_it()
    {
        using var bench = new LessonBench();
        bench.Runs(30, 10);
        long? id = bench.Propose(n: 40);
        bench.Approve(id);
        bench.Runs(10, 30, skipped: 5);
        bench.Deny(id, "It did harm.");
        bench.Runs(30, 10);

        Assert.Null(bench.Propose(n: 159));
        Assert.NotNull(bench.Propose(n: 160));
    }

    [Fact]
    public void What_was_turned_down_on_more_runs_than_can_double_is_proposed_again_on_as_many_new_ones()
    {
        using var bench = new LessonBench();
        bench.Deny(bench.Propose(n: 1_100));
        bench.Runs(500, 599, skipped: 9);

        Assert.Null(bench.Propose(n: 2_000));
        bench.Runs(1, 0);
        Assert.NotNull(bench.Propose(n: 2_000));
    }

    [Fact]
    public void New_runs_of_another_skill_or_project_do_not_bring_a_refused_proposal_back()
    {
        using var bench = new LessonBench();
        bench.Deny(bench.Propose(n: 1_100));
        bench.Runs(600, 600, project: "example.org/a");

        Assert.Null(bench.Propose(n: 2_000));
        Assert.NotNull(bench.Propose(n: 2_000, project: "example.org/a"));
    }

    [Fact]
    public void A_second_refusal_asks_for_twice_the_runs_of_the_second_proposal()
    {
        using var bench = new LessonBench();
        bench.Deny(bench.Propose(n: 40));
        bench.Deny(bench.Propose(n: 90));

        Assert.Null(bench.Propose(n: 179));
        Assert.NotNull(bench.Propose(n: 180));
    }

    [Fact]
    public void What_is_decided_globally_is_not_asked_again_in_a_project()
    {
        using var bench = new LessonBench();
        long? open = bench.Propose("a", text: "Rest first.");
        long? inForce = bench.Propose("b");
        bench.Approve(inForce);
        bench.Deny(bench.Propose("c"));

        Assert.Equal(open, bench.Propose("a", text: "Other words.", project: "example.org/a"));
        Assert.Equal("Rest first.", bench.Get(open).Text);
        Assert.Null(bench.Propose("b", project: "example.org/a"));
        Assert.Null(bench.Propose("c", project: "example.org/a"));
        Assert.NotNull(bench.Propose("c", n: 80, project: "example.org/a"));
    }

    [Fact]
    public void A_value_is_taken_to_the_nearest_that_the_skill_allows()
    {
        using var bench = new LessonBench();

        SkillRecommendation made = bench.Get(bench.Propose(parameter: new SkillParameter("piece_tokens", 1000, 8000), value: 9500));

        Assert.Equal(RecommendationKind.Parameter, made.Kind);
        Assert.Equal(("piece_tokens", 8000d, 1000d, 8000d), (made.Parameter, made.Value, made.Minimum, made.Maximum));
    }

    [Fact]
    public void Secrets_and_control_characters_from_notes_do_not_get_into_a_recommendation()
    {
        using var bench = new LessonBench();
        string token = "ghp_" + new string('a', 36);
        long? id = bench.Write(transaction => Proposals.Keep(transaction, "",
        [
            new Proposal { Finding = LessonBench.Finding(summary: $"Fails with {token}."), Fingerprint = "f", Text = $"Do not\u0007 use {token}." },
        ]))[0];

        SkillRecommendation made = bench.Get(id);

        Assert.Equal("Do not  use <GitHub token>.", made.Text);
        Assert.Equal("Fails with <GitHub token>.", made.Evidence.Summary);
    }

    [Fact]
    public void A_text_that_is_too_long_is_cut()
    {
        using var bench = new LessonBench();

        string text = bench.Get(bench.Propose(text: new string('x', 499) + "\U0001F680 and more")).Text;

        Assert.Equal(new string('x', 499) + "…", text);
    }

    [Fact]
    public void Evidence_without_figures_or_with_open_ends_comes_back_as_it_was()
    {
        SkillFinding bare = new() { Skill = "s", Analyzer = "a", Summary = "x", Severity = FindingSeverity.Info, IsFact = true, Ids = [], N = 0 };
        SkillFinding open = LessonBench.Finding() with { Interval = new Interval(0.5, double.PositiveInfinity), Since = new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero), Recommendation = "Do." };

        Assert.Equivalent(bare, Evidence.Read(Evidence.Write(bare)), strict: true);
        Assert.Equivalent(open, Evidence.Read(Evidence.Write(open)), strict: true);
    }
}
