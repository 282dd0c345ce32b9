using System.Text.Json;
using ClawPowers.Cli.Reports;

namespace ClawPowers.Cli.Tests;

/// <summary>How recommendations look, on some that are made up.</summary>
public sealed class RecommendationTextTests
{
    [Fact]
    public void Open_ones_say_what_they_rest_on_and_how_to_decide_and_decided_ones_come_after_in_short() => Assert.Equal(
        """
        #7  requesting-code-review: a lesson
            Ask two reviewers.
            Because: 40% of 50 runs with one reviewer succeeded, 85% of 52 with two.
            In PowerShell: Approve-ClawRecommendation 7  or  Deny-ClawRecommendation 7

        #8  requesting-code-review: piece_tokens = 3500
            Ask two reviewers.
            Because: 40% of 50 runs with one reviewer succeeded, 85% of 52 with two.
            In PowerShell: Approve-ClawRecommendation 8  or  Deny-ClawRecommendation 8

        Decided:
        #3  approved 2026-11-02  requesting-code-review: a lesson. Ask two
            reviewers. (before: 40% of 50, since: 85% of 20)
        #4  denied  requesting-code-review: take back #3. Ask two reviewers.

        """.ReplaceLineEndings("\n"),
        Text(
            Review,
            Review with { Id = 8, Kind = RecommendationKind.Parameter, Parameter = "piece_tokens", Value = 3500 },
            Review with { Id = 3, State = RecommendationState.Approved, DecidedAt = new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero), Effect = new LessonEffect { RunsBefore = 50, RateBefore = 0.4, RunsAfter = 20, RateAfter = 0.85 } },
            Review with { Id = 4, State = RecommendationState.Denied, Kind = RecommendationKind.Revert, TargetId = 3 }));

    [Fact]
    public void If_all_are_decided_it_says_that_none_waits() => Assert.StartsWith(
        "No recommendation waits for a decision.\n\nDecided:\n#7  kept  requesting-code-review: a lesson.",
        Text(Review with { State = RecommendationState.Kept }),
        StringComparison.Ordinal);

    [Fact]
    public void Json_has_every_member()
    {
        using var output = new StringWriter { NewLine = "\n" };
        RecommendationJson.Write(output, [Review with { Effect = new LessonEffect { RunsBefore = 5, RunsAfter = 0, Interval = new Interval(-0.1, 0.2) } }, Review]);
        using JsonDocument document = JsonDocument.Parse(output.ToString());
        JsonElement first = document.RootElement.GetProperty("recommendations")[0];
        Assert.Equal(
            ["id", "skill", "kind", "state", "text", "parameter", "value", "minimum", "maximum", "isInForce", "lessonVersion", "targetId", "evidence", "effect", "proposedAt", "decidedAt", "reason", "sessionId", "agent", "scope", "project"],
            first.EnumerateObject().Select(static member => member.Name));
        Assert.Equal((7, "proposed", "drivers"), (first.GetProperty("id").GetInt64(), first.GetProperty("state").GetString(), first.GetProperty("evidence").GetProperty("analyzer").GetString()));
        Assert.Equal([-0.1, 0.2], first.GetProperty("effect").GetProperty("interval").EnumerateArray().Select(static end => end.GetDouble()));
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("recommendations")[1].GetProperty("effect").ValueKind);
    }

    private static SkillRecommendation Review { get; } = new()
    {
        Id = 7,
        Skill = "requesting-code-review",
        Kind = RecommendationKind.Lesson,
        State = RecommendationState.Proposed,
        Text = "Ask two reviewers.",
        Analyzer = "drivers",
        Evidence = new SkillFinding
        {
            Skill = "requesting-code-review",
            Analyzer = "drivers",
            Summary = "40% of 50 runs with one reviewer succeeded, 85% of 52 with two.",
            Severity = FindingSeverity.Warning,
            IsFact = false,
            Ids = [5, 2],
            N = 102,
        },
        IsInForce = false,
        ProposedAt = new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero),
        Scope = ClawScope.Global,
    };

    private static string Text(params SkillRecommendation[] recommendations)
    {
        using var output = new StringWriter { NewLine = "\n" };
        RecommendationText.Write(output, recommendations);
        return output.ToString();
    }
}
