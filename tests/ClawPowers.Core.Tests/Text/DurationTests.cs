using ClawPowers.Core.Errors;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Tests.Text;

public sealed class DurationTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7_200)]
    [InlineData("30d", 2_592_000)]
    [InlineData("1w", 604_800)]
    [InlineData("1.5h", 5_400)]
    [InlineData(".5m", 30)]
    [InlineData("1500ms", 1.5)]
    [InlineData("1h30m", 5_400)]
    [InlineData("1d12h", 129_600)]
    [InlineData(" 2H ", 7_200)]
    [InlineData("00:10:00", 600)]
    [InlineData("1.02:00:00", 93_600)]
    [InlineData("36525d", 3_155_760_000)]
    public void A_number_with_a_unit_is_a_duration(string text, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Duration.Parse(text));
        Assert.True(Duration.TryParse(text, out TimeSpan duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("10 m")]
    [InlineData("10x")]
    [InlineData("1.2.3h")]
    [InlineData("1,5h")]
    [InlineData("-5m")]
    [InlineData("5m-")]
    [InlineData("1e3s")]
    [InlineData("10:00")]
    [InlineData("٣m")]
    [InlineData("99999999999999999999999999999999h")]
    public void Anything_else_is_refused_and_the_message_shows_how_to_write_it(string? text)
    {
        ClawException error = Assert.Throws<ClawException>(() => Duration.Parse(text));
        Assert.Equal("InvalidDuration", error.ErrorId);
        Assert.Equal(ClawErrorKind.InvalidArgument, error.Kind);
        Assert.Contains($"'{text}' is not a duration", error.Message, StringComparison.Ordinal);
        Assert.Contains("30d", error.Message, StringComparison.Ordinal);
        Assert.False(Duration.TryParse(text, out TimeSpan duration));
        Assert.Equal(TimeSpan.Zero, duration);
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("0.00000001ms")]
    [InlineData("-00:10:00")]
    [InlineData("36526d")]
    [InlineData("9999999999999999w")]
    public void Nothing_and_more_than_a_century_are_out_of_range(string text)
    {
        ClawException error = Assert.Throws<ClawException>(() => Duration.Parse(text));
        Assert.Equal("InvalidDuration", error.ErrorId);
        Assert.Contains("out of range", error.Message, StringComparison.Ordinal);
        Assert.False(Duration.TryParse(text, out _));
    }
}
