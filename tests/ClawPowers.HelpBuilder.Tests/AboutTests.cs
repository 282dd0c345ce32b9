using ClawPowers.HelpBuilder.About;
using ClawPowers.HelpBuilder.Pages;
using Xunit;

namespace ClawPowers.HelpBuilder.Tests;

public sealed class AboutTests
{
    [Fact]
    public void The_fifth_line_is_the_synopsis_that_Get_Help_lists() =>
        Assert.Equal(
            ["TOPIC", "    about_Sample", "", "SHORT DESCRIPTION", "    A memory for agents."],
            Write(PageText.About).Split('\n').Take(5));

    [Fact]
    public void Text_is_wrapped_at_76_columns_and_lists_hang_under_their_mark()
    {
        string text = Write(PageText.About);
        Assert.All(text.Split('\n'), static line => Assert.True(line.Length <= 76, line));
        Assert.Contains("    - another item that is so long that it must be wrapped somewhere near\n      the end of its line, I think\n", text, StringComparison.Ordinal);
        Assert.Contains("    1. First\n\n       Continued paragraph", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_and_tables_keep_their_lines_and_comments_are_left_out()
    {
        string text = Write(PageText.About);
        Assert.Contains("\n        Get-ClawState x |\n            Remove-ClawState\n", text, StringComparison.Ordinal);
        Assert.Contains("\n        Name         Meaning\n        -----------  ----------\n        a            the first\n        longer name  the second\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("fails", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# about_Sample\n\n## WHY\n\nx\n", "must begin with \"## SHORT DESCRIPTION\"")]
    [InlineData("# about_Sample\n\n## SHORT DESCRIPTION\n\nThis is longer than the seventy-two characters that it may have at the most, I fear.\n", "at most 72")]
    [InlineData("# about_Other\n", "must begin with the title")]
    [InlineData("", "must begin with the title")]
    public void A_page_that_Get_Help_could_not_list_is_refused(string markdown, string problem) =>
        Assert.Contains(problem, Assert.Throws<PageException>(() => Write(markdown)).Problem, StringComparison.Ordinal);

    private static string Write(string markdown) => AboutText.Write(PageSource.Parse("docs/about_Sample.md", markdown));
}
