using System.Text;
using ClawPowers.Core.Sessions.Proof;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Proof;

public sealed class BoundedProcessTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Bytes_go_in_and_come_out_as_they_are()
    {
        byte[] bytes = [0, 1, 0xFF, 0xFE, (byte)'\r', (byte)'\n', 0xC3, 0x28, (byte)'x'];

        BoundedResult result = Run("cat; echo late >&2; exit 3", bytes);

        Assert.Equal(bytes, result.Output);
        Assert.Equal("late\n", Encoding.UTF8.GetString(result.Errors));
        Assert.Equal(3, result.ExitCode);
        Assert.False(result.TookTooLong);
        Assert.Null(result.Failure);
    }

    [Fact]
    public void Its_environment_is_what_it_is_given_and_no_more()
    {
        Environment.SetEnvironmentVariable("CLAW_TEST_OUTSIDE", "outside");

        BoundedResult result = Run("echo \"$CLAW_TEST_OUTSIDE|$INSIDE|$PWD\"", environment: new() { ["INSIDE"] = "in & 'side'" });

        Assert.Equal($"|in & 'side'|{_scratch.WorkingDirectory}\n", Encoding.UTF8.GetString(result.Output));
    }

    [Fact]
    public void What_takes_too_long_is_ended_with_all_that_it_started()
    {
        string file = _scratch.PathOf("pid");

        BoundedResult result = Run($"sleep 600 & echo $! > '{file}'; echo begun; wait", limit: TimeSpan.FromSeconds(2));

        Assert.True(result.TookTooLong);
        Assert.Null(result.ExitCode);
        Assert.Equal("begun\n", Encoding.UTF8.GetString(result.Output));
        int child = int.Parse(File.ReadAllText(file), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(IsGone(child));
    }

    [Fact]
    public void A_program_that_reads_nothing_and_writes_much_is_no_trouble()
    {
        BoundedResult result = Run("head -c 3000000 /dev/zero", new byte[500_000]);

        Assert.Equal(BoundedProcess.MaximumBytes, result.Output.Length);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void What_can_not_start_says_so()
    {
        BoundedResult result = BoundedProcess.Run(
            new BoundedRun { Program = _scratch.PathOf("nothing"), Arguments = [], Environment = new Dictionary<string, string>(), WorkingDirectory = _scratch.Root, Limit = TimeSpan.FromSeconds(9) },
            CancellationToken.None);

        Assert.Contains("nothing", result.Failure, StringComparison.Ordinal);
        Assert.Null(result.ExitCode);
    }

    [Fact]
    public void A_stop_ends_it()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        Assert.ThrowsAny<OperationCanceledException>(() => Run("sleep 600", cancellation: stop.Token));
    }

    private BoundedResult Run(string script, byte[]? input = null, Dictionary<string, string>? environment = null, TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for sh.");
        return BoundedProcess.Run(
            new BoundedRun
            {
                Program = "/bin/sh",
                Arguments = ["-c", script],
                Input = input,
                Environment = environment is null ? new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" } : environment,
                WorkingDirectory = _scratch.WorkingDirectory,
                Limit = limit ?? TimeSpan.FromMinutes(2),
            },
            cancellation);
    }

    // A process that has ended may still be listed until someone asks how.
    private static bool IsGone(int id)
    {
        for (int tries = 0; tries < 100; tries++)
        {
            string stat = $"/proc/{id}/stat";
            if (!File.Exists(stat) || File.ReadAllText(stat).Contains(") Z", StringComparison.Ordinal))
            {
                return true;
            }

            Thread.Sleep(50);
        }

        return false;
    }
}
