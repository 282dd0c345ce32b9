using ClawPowers.Core.Metrics;

namespace ClawPowers.Core.Tests.Metrics;

public sealed class FailureNotesTests
{
    [Fact]
    public void Nothing_failed_is_no_note()
    {
        Assert.Null(FailureNotes.Of([]));
    }

    [Fact]
    public void Each_part_is_a_line_with_its_name_and_the_first_line_of_its_message()
    {
        Assert.Equal(
            "login.refuses: Expected 1, but got 2.\nlogin.times out\nno name, only words",
            FailureNotes.Of([new("login.refuses", "\nExpected 1, but got 2.\r\nat line 3"), new(" login.times out ", " "), new(Name: null, "no name, only words")]));
    }

    [Fact]
    public void After_ten_parts_it_says_how_many_more_there_are()
    {
        string notes = FailureNotes.Of(Enumerable.Range(1, 13).Select(static number => new FailedPart($"test {number}", "failed")))!;

        string[] lines = notes.Split('\n');
        Assert.Equal(11, lines.Length);
        Assert.Equal("test 10: failed", lines[9]);
        Assert.Equal("and 3 more", lines[10]);
    }

    [Fact]
    public void A_long_line_is_cut_and_a_character_is_never_cut_in_half()
    {
        string line = FailureNotes.Of([new(Name: null, new string('x', 296) + "🦞" + new string('y', 100))])!;

        Assert.Equal(new string('x', 296) + "...", line);
    }

    [Fact]
    public void A_secret_is_masked_even_where_the_line_is_cut()
    {
        string secret = "AKIA" + "IOSFODNN7EXAMPLE";

        Assert.DoesNotContain("IOSFO", FailureNotes.Of([new("test", $"Denied for {secret}.")]), StringComparison.Ordinal);
        Assert.DoesNotContain("IOSFO", FailureNotes.Of([new("test", new string('x', 275) + " " + secret)]), StringComparison.Ordinal);
    }
}
