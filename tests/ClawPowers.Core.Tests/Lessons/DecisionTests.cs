using ClawPowers.Core.Errors;
using ClawPowers.Core.Lessons;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Tests.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Lessons;

public sealed class DecisionTests
{
    private static readonly SkillParameter Pieces = new("piece_tokens", 1000, 8000);

    [Fact]
    public void Approving_puts_the_lesson_in_force_and_keeps_who_when_and_why()
    {
        using var bench = new LessonBench();
        long? id = bench.Propose();
        bench.Time.Move(TimeSpan.FromHours(1));

        SkillRecommendation approved = bench.Approve(id, reason: "It rings true.");

        Assert.Equal(RecommendationState.Approved, approved.State);
        Assert.True(approved.IsInForce);
        Assert.Equal(1, approved.LessonVersion);
        Assert.Equal("Rest first.", approved.Text);
        Assert.Equal(("session-1", "tester", "It rings true."), (approved.SessionId, approved.Agent, approved.Reason));
        Assert.Equal(bench.Time.Now, approved.DecidedAt);
        Assert.Equivalent(bench.Get(id), approved, strict: true);
        Assert.Matches("^[0-9a-f]{16}$", bench.Hash());
    }

    [Fact]
    public void Own_words_take_the_place_of_the_proposed_ones()
    {
        using var bench = new LessonBench();

        SkillRecommendation approved = bench.Approve(bench.Propose(), text: "  Sleep.\r\nThen look again. ");

        Assert.Equal("Sleep.\nThen look again.", approved.Text);
    }

    [Fact]
    public void A_new_text_on_what_is_in_force_is_a_new_version_and_the_old_one_stays_on_record()
    {
        using var bench = new LessonBench();
        long? id = bench.Propose();
        bench.Approve(id);
        string? before = bench.Hash();

        SkillRecommendation changed = bench.Approve(id, text: "Sleep first.");

        Assert.Equal((2L, "Sleep first.", RecommendationState.Approved), (changed.LessonVersion, changed.Text, changed.State));
        Assert.NotEqual(before, bench.Hash());
        Assert.Equal(2, bench.Write(transaction => ClawPowers.Core.Storage.SqlCommands.ReadLong(transaction.Connection, "SELECT count(*) FROM lesson")));
        Assert.Equal(["Sleep first."], new LessonReader(bench.Scratch.Context).InForce(LessonBench.Skill).Select(static lesson => lesson.Text));
    }

    [Fact]
    public void A_parameter_gets_the_proposed_value_or_ones_own_within_its_bounds()
    {
        using var bench = new LessonBench();
        long? proposed = bench.Propose("a", parameter: Pieces, value: 3000);
        Assert.Equal(3000, bench.Approve(proposed).Value);
        Assert.Equal(1000, bench.Approve(proposed, value: 1000).Value);
        Assert.Equal(8000, bench.Approve(proposed, value: 8000).Value);

        Assert.Equal(3, bench.Get(proposed).LessonVersion);
    }

    [Theory]
    [InlineData(999)]
    [InlineData(8001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_outside_of_the_bounds_is_refused_with_what_is_allowed(double value)
    {
        using var bench = new LessonBench();
        long? id = bench.Propose(parameter: Pieces, value: 3000);

        Assert.Contains("1000 to 8000", bench.FailToApprove("ParameterOutOfBounds", id, value: value).Message, StringComparison.Ordinal);
        Assert.Equal(RecommendationState.Proposed, bench.Get(id).State);
    }

    [Fact]
    public void A_second_value_for_one_parameter_takes_the_place_of_the_first()
    {
        using var bench = new LessonBench();
        long? first = bench.Propose("low", parameter: Pieces, value: 2000);
        long? second = bench.Propose("high", parameter: Pieces, value: 6000);
        bench.Approve(first);

        bench.Approve(second);

        Assert.Equal(RecommendationState.Reverted, bench.Get(first).State);
        Assert.Equal($"Recommendation {second} took its place.", bench.Get(first).Reason);
        SkillLesson lesson = Assert.Single(new LessonReader(bench.Scratch.Context).InForce(LessonBench.Skill));
        Assert.Equal(second, lesson.RecommendationId);
        Assert.Equal(6000d, lesson.Value);
    }

    [Theory]
    [InlineData("", "blank")]
    [InlineData("  \n ", "blank")]
    [InlineData("a\tb", "control characters")]
    [InlineData("a\u001b[31mb", "control characters")]
    [InlineData("\u0000", "control characters")]
    public void A_text_that_can_not_be_shown_is_refused(string text, string why)
    {
        using var bench = new LessonBench();
        long? id = bench.Propose();

        Assert.Contains(why, bench.FailToApprove("InvalidLesson", id, text: text).Message, StringComparison.Ordinal);
        Assert.Contains(why, bench.FailToApprove("InvalidLesson", id, reason: text).Message, StringComparison.Ordinal);
        Assert.Equal(RecommendationState.Proposed, bench.Get(id).State);
    }

    [Fact]
    public void A_text_may_have_500_characters_and_no_more()
    {
        using var bench = new LessonBench();
        long? id = bench.Propose();

        Assert.Contains("501", bench.FailToApprove("InvalidLesson", id, text: new string('x', 501)).Message, StringComparison.Ordinal);
        Assert.Equal(500, bench.Approve(id, text: new string('x', 500)).Text.Length);
    }

    [Fact]
    public void A_secret_is_refused_in_text_and_reason()
    {
        using var bench = new LessonBench();
        long? id = bench.Propose();
        string token = "ghp_" + new string('a', 36);

        Assert.Contains("GitHub token", bench.FailToApprove("SecretInValue", id, text: token).Message, StringComparison.Ordinal);
        bench.FailToApprove("SecretInValue", id, reason: token);
        Failure.Of("SecretInValue", () => bench.Deny(id, token));
        Assert.Equal(RecommendationState.Proposed, bench.Get(id).State);
    }

    [Fact]
    public void A_lesson_has_no_value()
    {
        using var bench = new LessonBench();

        bench.FailToApprove("InvalidLesson", bench.Propose(), value: 1);
    }

    [Fact]
    public void Denying_a_proposal_turns_it_down()
    {
        using var bench = new LessonBench();
        long? id = bench.Propose();

        SkillRecommendation denied = bench.Deny(id, "Not so.");

        Assert.Equal((RecommendationState.Denied, "Not so.", false), (denied.State, denied.Reason, denied.IsInForce));
        Assert.Null(bench.Hash());
    }

    [Fact]
    public void Denying_what_is_in_force_takes_it_back()
    {
        using var bench = new LessonBench();
        long? id = bench.Propose();
        bench.Approve(id);

        SkillRecommendation reverted = bench.Deny(id);

        Assert.Equal((RecommendationState.Reverted, false, 1L), (reverted.State, reverted.IsInForce, reverted.LessonVersion));
        Assert.Null(bench.Hash());
        Assert.Empty(new LessonReader(bench.Scratch.Context).InForce());
    }

    [Fact]
    public void What_is_decided_is_not_decided_twice_and_the_message_says_what_can_be_done()
    {
        using var bench = new LessonBench();
        long? approved = bench.Propose("a");
        long? denied = bench.Propose("b");
        long? reverted = bench.Propose("c");
        bench.Approve(approved);
        bench.Deny(denied);
        bench.Approve(reverted);
        bench.Deny(reverted);

        Assert.Contains("deny it to take it back", bench.FailToApprove("RecommendationNotOpen", approved).Message, StringComparison.Ordinal);
        bench.FailToApprove("RecommendationNotOpen", approved, text: "Rest first.");
        Assert.Contains("by tester", bench.FailToApprove("RecommendationNotOpen", denied).Message, StringComparison.Ordinal);
        Assert.Contains("twice as many runs", bench.FailToApprove("RecommendationNotOpen", reverted, text: "x").Message, StringComparison.Ordinal);
        Failure.Of("RecommendationNotOpen", () => bench.Deny(denied));
        Failure.Of("RecommendationNotOpen", () => bench.Deny(reverted));
    }

    [Fact]
    public void An_unknown_number_fails_alone_and_the_rest_of_the_commit_is_kept()
    {
        using var bench = new LessonBench();
        long? id = bench.Propose();
        object target = new();

        IReadOnlyList<RecommendationOutcome> outcomes = bench.Store.Approve(
            [new ApproveRequest { Id = 99, Target = target }, new ApproveRequest { Id = id!.Value }]);

        Assert.Equal("RecommendationNotFound", outcomes[0].Error!.ErrorId);
        Assert.Same(target, outcomes[0].Error!.Target);
        Assert.Equal(RecommendationState.Approved, outcomes[1].Recommendation!.State);
        Failure.Of("RecommendationNotFound", () => bench.Get(99));
    }

    [Fact]
    public void Deciding_where_there_is_no_store_fails_and_makes_none()
    {
        using var bench = new LessonBench();

        Failure.Of("RecommendationNotFound", () => bench.Deny(1));
        bench.FailToApprove("RecommendationNotFound", 1);
        Failure.Of("RecommendationNotFound", () => bench.Get(1));
        Assert.Empty(bench.All());
        Assert.Empty(new LessonReader(bench.Scratch.Context).InForce());
        Assert.False(File.Exists(bench.Scratch.Location.File));
    }

    [Fact]
    public void A_store_older_than_recommendations_has_none_and_stays_as_it_is()
    {
        using Scratch scratch = OlderStoreTests.AtVersion1();
        var store = new RecommendationStore(scratch.Context);

        Assert.Empty(store.Read(new RecommendationQuery()));
        Assert.Empty(new LessonReader(scratch.Context).InForce());
        Assert.Equal("RecommendationNotFound", store.Approve([new ApproveRequest { Id = 1 }])[0].Error!.ErrorId);
        Assert.Equal(1, scratch.Maintenance.Status().SchemaVersion);
    }

    [Fact]
    public void Asking_what_would_happen_changes_nothing()
    {
        using var bench = new LessonBench();
        long? id = bench.Propose();

        RecommendationOutcome outcome = bench.Store.Approve([new ApproveRequest { Id = id!.Value }], commit: false)[0];

        Assert.Equal(RecommendationState.Approved, outcome.Recommendation!.State);
        Assert.Equal(RecommendationState.Proposed, bench.Get(id).State);
    }

    [Fact]
    public async Task Of_many_who_approve_at_once_one_wins_and_the_others_hear_so()
    {
        using var bench = new LessonBench();
        long? id = bench.Propose();

        ClawException?[] errors = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            new RecommendationStore(bench.Scratch.Context with { Agent = $"agent-{i}" })
                .Approve([new ApproveRequest { Id = id!.Value }])[0].Error)));

        Assert.Single(errors, static error => error is null);
        Assert.All(errors.OfType<ClawException>(), static error => Assert.Equal("RecommendationNotOpen", error.ErrorId));
        Assert.Equal(1, bench.Get(id).LessonVersion);
    }

    [Fact]
    public void Reading_gives_open_ones_first_and_only_what_is_asked_for()
    {
        using var bench = new LessonBench();
        long? first = bench.Propose("a");
        long? second = bench.Propose("b", skill: "planning");
        long? third = bench.Propose("c", project: "example.org/a");
        bench.Approve(first);
        RecommendationStore store = bench.Store;

        Assert.Equal([second, third, first], bench.All().Select(static item => (long?)item.Id));
        Assert.Equal([second, first], store.Read(new()).Select(static item => (long?)item.Id));
        Assert.Equal([third], store.Read(new() { Project = "example.org/a" }).Select(static item => (long?)item.Id));
        Assert.Equal([second], store.Read(new() { Skills = ["plan*"] }).Select(static item => (long?)item.Id));
        Assert.Empty(store.Read(new() { Skills = ["plan"] }));
        Failure.Of("InvalidSkillPattern", () => store.Read(new() { Skills = ["plan["] }));
        Assert.Equal([first], store.Read(new() { States = [RecommendationState.Approved] }).Select(static item => (long?)item.Id));
        Assert.Equal([third], store.Read(new() { Ids = [third!.Value] }).Select(static item => (long?)item.Id));
        Assert.Equal("example.org/a", store.Read(new() { Ids = [third!.Value] }).Single().Project);
        Assert.StartsWith($"There is no recommendation {third} in the global scope.", Failure.Of("RecommendationNotFound", () => store.Read(new() { Ids = [third!.Value], Scope = ClawScope.Global })).Message, StringComparison.Ordinal);
    }
}
