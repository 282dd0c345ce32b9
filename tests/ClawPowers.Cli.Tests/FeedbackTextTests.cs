using ClawPowers.Cli.Output;
using ClawPowers.Cli.Reports;
using ClawPowers.Core;
using ClawPowers.Core.Storage;

namespace ClawPowers.Cli.Tests;

/// <summary>How reports look, on reports that are made up.</summary>
public sealed class FeedbackTextTests
{
    [Fact]
    public void A_skill_is_a_line_with_a_bar_and_its_findings_are_below() => Assert.Equal(
        """
        skill                0%        100%  rate interval  runs  verdict
        systematic-debugging .......===#===   75%   53-94%    20  AtRisk
          5 failed, 1 skipped, half took up to 12m, 95% up to 1h30m, declining
          warning, decline: Success fell from 90% to 55% on 2026-11-03. (runs 19, 18)
            recommendation #4: Try the last change of the skill without its second
              part, and compare what the runs since then say with the ones before.
          fact: The last failure was run 19: pool exhausted.
          since 2026-11-02T08:00:00.000Z: The verdict was Healthy.

        No runs: brainstorming.

        """.ReplaceLineEndings("\n"),
        Text(isTerminal: false, Debugging, Unused));

    [Fact]
    public void A_terminal_gets_more_than_ascii()
    {
        string[] lines = Text(isTerminal: true, Debugging).Split('\n');
        Assert.Contains("·······▒▒▒█▒▒▒", lines[1], StringComparison.Ordinal);
        Assert.All(Text(isTerminal: false, Debugging), static c => Assert.InRange(c, '\n', '~'));
    }

    [Theory]
    [InlineData(0, 0, 0.1, "#=............")]
    [InlineData(1, 0.9, 1, "............=#")]
    [InlineData(0.5, 0, 1, "=======#======")]
    [InlineData(0.5, 0.499, 0.501, "......=#......")]
    public void The_bar_shows_the_interval_and_the_rate_in_it(double rate, double low, double high, string bar) =>
        Assert.Contains($" {bar} ", Text(isTerminal: false, Debugging with { Rate = rate, Interval = new Interval(low, high) }), StringComparison.Ordinal);

    [Fact]
    public void Runs_that_were_all_skipped_have_no_rate() => Assert.EndsWith(
        "systematic-debugging ..............     -        -     0  NeedMoreData\n  3 skipped\n  About 14 more runs settle the verdict at this rate.\n",
        Text(isTerminal: false, Debugging with { Runs = 0, Failures = 0, Skipped = 3, DurationP50 = null, DurationP95 = null, Trend = SkillTrend.Unknown, Rate = null, Interval = null, Verdict = SkillVerdict.NeedMoreData, RunsNeeded = 14, Findings = [], Facts = [], Changes = [] }),
        StringComparison.Ordinal);

    [Fact]
    public void Lines_fit_eighty_columns_and_nothing_is_cut()
    {
        const string LongName = "finishing-a-development-branch-of-a-rather-long-name";
        SkillFinding wordy = Decline with { Summary = string.Join(' ', Enumerable.Repeat("word", 60)), Ids = [.. Enumerable.Range(100_000, 20).Select(static id => (long)id)] };
        string text = Text(isTerminal: false, Debugging with { Skill = LongName, Runs = 2000, Rate = 1, Interval = new Interval(0.94, 1), Findings = [wordy] });
        Assert.All(text.Split('\n'), static line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains(LongName, text, StringComparison.Ordinal);
        Assert.All(wordy.Ids, id => Assert.Contains(Figures.Count(id), text, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_noted_can_not_steer_the_terminal() => Assert.DoesNotContain(
        '\u001b',
        Text(isTerminal: false, Debugging with { Facts = [Decline with { Summary = "The last failure: \u001b[31mred\r\nand more" }] }));

    [Theory]
    [InlineData(0.004, "1%")]
    [InlineData(0.996, "99%")]
    [InlineData(0, "0%")]
    [InlineData(1, "100%")]
    [InlineData(0.655, "66%")]
    public void A_rate_is_none_or_all_only_if_it_is_just_that(double rate, string text) => Assert.Equal(text, Figures.Percent(rate));

    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(0.35, "350ms")]
    [InlineData(1.5, "1.5s")]
    [InlineData(59.97, "1m")]
    [InlineData(720, "12m")]
    [InlineData(725, "12m05s")]
    [InlineData(3599.6, "1h")]
    [InlineData(3900, "1h05m")]
    [InlineData(86_399, "1d")]
    [InlineData(273_600, "3d04h")]
    public void A_length_of_time_is_said_in_its_two_largest_units(double seconds, string text) => Assert.Equal(text, Figures.Span(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(42, "42")]
    [InlineData(-3, "-3")]
    [InlineData(1234.56, "1234.56")]
    [InlineData(123456.7, "123457")]
    [InlineData(1234567, "1.23e6")]
    [InlineData(0.0000123, "1.23e-5")]
    [InlineData(0.012345, "0.0123")]
    public void A_figure_is_short(double number, string text) => Assert.Equal(text, Figures.Measure(number));

    private static SkillFinding Decline { get; } = new()
    {
        Skill = "systematic-debugging",
        Analyzer = "decline",
        Summary = "Success fell from 90% to 55% on 2026-11-03.",
        Severity = FindingSeverity.Warning,
        IsFact = false,
        Recommendation = "Try the last change of the skill without its second part, and compare what the runs since then say with the ones before.",
        RecommendationId = 4,
        Ids = [19, 18],
        N = 20,
    };

    private static SkillReport Debugging { get; } = new()
    {
        Skill = "systematic-debugging",
        Verdict = SkillVerdict.AtRisk,
        Runs = 20,
        Successes = 15,
        Failures = 5,
        Partials = 0,
        Skipped = 1,
        Rate = 0.75,
        Interval = new Interval(0.531, 0.941),
        Trend = SkillTrend.Declining,
        DurationP50 = TimeSpan.FromMinutes(12),
        DurationP95 = TimeSpan.FromMinutes(90),
        ComparedWith = new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero),
        Sources = [],
        Findings = [Decline],
        Facts = [Decline with { Summary = "The last failure was run 19: pool exhausted.", IsFact = true, Recommendation = null, Ids = [19] }],
        Changes = ["The verdict was Healthy."],
    };

    private static SkillReport Unused { get; } = Debugging with { Skill = "brainstorming", Runs = 0, Skipped = 0, Rate = null, Interval = null, Verdict = SkillVerdict.NeedMoreData, Findings = [], Facts = [], Changes = [] };

    private static string Text(bool isTerminal, params SkillReport[] reports)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var shell = new Shell
        {
            Out = output,
            Error = output,
            OpenInput = static () => Stream.Null,
            Variable = static _ => null,
            Context = static () => new ClawContext { Store = new StoreLocation("nowhere"), WorkingDirectory = "." },
            UsesColor = false,
            IsTerminal = isTerminal,
        };
        new FeedbackText(output, shell).Write(reports);
        return output.ToString();
    }
}
