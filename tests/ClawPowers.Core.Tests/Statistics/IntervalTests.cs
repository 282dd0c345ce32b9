using System.Text.Json;

namespace ClawPowers.Core.Tests.Statistics;

public sealed class IntervalTests
{
    [Theory]
    [InlineData(0.62, 0.91, "[0.62, 0.91]")]
    [InlineData(0.2552885, 1, "[0.255, 1]")]
    [InlineData(-0.0, 12345.6789, "[0, 12345.679]")]
    [InlineData(-0.00041, 0.0061132, "[-0.00041, 0.00611]")]
    public void An_interval_reads_in_brackets_and_never_rounds_a_small_end_to_0(double low, double high, string expected) =>
        Assert.Equal(expected, new Interval(low, high).ToString());

    [Fact]
    public void Both_ends_belong_to_it()
    {
        var interval = new Interval(0.5, 0.75);

        Assert.True(interval.Contains(0.5) && interval.Contains(0.75));
        Assert.False(interval.Contains(0.4999) || interval.Contains(0.7501));
    }

    [Fact]
    public void As_JSON_it_has_its_two_ends() => Assert.Equal("""{"Low":0.5,"High":0.75}""", JsonSerializer.Serialize(new Interval(0.5, 0.75)));
}
