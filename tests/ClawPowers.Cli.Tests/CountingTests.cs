using System.Globalization;
using System.Text;

namespace ClawPowers.Cli.Tests;

[Collection(AloneCollection.Name)]
public sealed class CountingTests
{
    private const int Agents = 20;

    // A process starts in a tenth of a second of work, so nine of ten steps share one.
    [Fact]
    public async Task Twenty_agents_that_count_to_fifty_at_once_make_exactly_a_thousand()
    {
        using var cli = new ScratchCli();
        byte[] nine = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"op\":\"incr\",\"key\":\"dispatch:done\"}\n", 9)));
        long[][] seen = await Task.WhenAll(Enumerable.Range(0, Agents).Select(async _ =>
        {
            List<long> numbers = [];
            for (int round = 0; round < 5; round++)
            {
                CliResult one = await cli.SpawnAsync("store", "incr", "dispatch:done");
                Assert.Equal(string.Empty, one.Error);
                numbers.Add(long.Parse(one.Output.TrimEnd('\n'), CultureInfo.InvariantCulture));

                CliResult many = await cli.SpawnWithAsync(nine, "store", "apply", "-", "--json");
                Assert.Equal(string.Empty, many.Error);
                numbers.AddRange(many.Json.EnumerateArray().Select(static change => change.GetProperty("entry").GetProperty("value").GetInt64()));
            }

            return numbers.ToArray();
        }));

        cli.Run("store", "get", "dispatch:done").Prints("1000\n");
        Assert.Equal(Enumerable.Range(1, 1000).Select(static number => (long)number), seen.SelectMany(static numbers => numbers).Order());
    }
}
