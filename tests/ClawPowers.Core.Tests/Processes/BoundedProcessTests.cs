using System.Text;
using ClawPowers.Core.Processes;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Processes;

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

    [Theory]
    [InlineData("setsid sleep 600 & ")]
    [InlineData("(setsid sh -c 'sleep 600 & sleep 600' &) ; ")]
    [InlineData("sh -c '(sh -c \"trap : TERM INT HUP; while :; do sleep 1; done\" &)' ; ")]
    [InlineData("setsid sh -c 'trap : TERM; env -i sleep 600 & env -i sh -c \"sleep 600; :\"' & ")]
    public void Those_that_left_its_tree_are_ended_too(string forks)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nobody tells who has left.");
        string marker = Guid.NewGuid().ToString("n");
        var output = new MemoryStream();

        BoundedResult result = BoundedProcess.Run(
            new BoundedRun
            {
                Program = "/bin/sh",
                Arguments = ["-c", $"{forks}echo begun; sleep 600", marker],
                Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["MARK"] = marker },
                WorkingDirectory = _scratch.WorkingDirectory,
                Limit = TimeSpan.FromSeconds(3),
                Sink = bytes => output.Write(bytes.Span),
                Marker = marker,
            },
            CancellationToken.None);

        Assert.True(result.TookTooLong);
        Assert.Equal("begun\n", Encoding.UTF8.GetString(output.ToArray()));
        Assert.Empty(Inside(_scratch.WorkingDirectory));
    }

    [Fact]
    public void What_it_leaves_running_does_not_hold_it_up_when_its_output_has_a_sink()
    {
        var output = new MemoryStream();

        BoundedResult result = Run("sleep 600 & echo $!; exit 4", sink: bytes => output.Write(bytes.Span));

        Assert.Equal((4, false), (result.ExitCode, result.TookTooLong));
        using var left = System.Diagnostics.Process.GetProcessById(int.Parse(Encoding.UTF8.GetString(output.ToArray()), System.Globalization.CultureInfo.InvariantCulture));
        Assert.False(left.HasExited);
        left.Kill();
    }

    [Fact]
    public void Nothing_is_kept_of_what_goes_to_a_sink()
    {
        long length = 0;

        BoundedResult result = Run("head -c 30000000 /dev/zero; echo error >&2", sink: bytes => length += bytes.Length);

        Assert.Equal(30_000_006, length);
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
    }

    private BoundedResult Run(string script, byte[]? input = null, Dictionary<string, string>? environment = null, TimeSpan? limit = null, Action<ReadOnlyMemory<byte>>? sink = null, CancellationToken cancellation = default)
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
                Sink = sink,
            },
            cancellation);
    }

    // All work in the folder that the test alone knows, whatever else they changed.
    private static List<string> Inside(string folder)
    {
        List<string> found = [];
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            try
            {
                if (new FileInfo(process + "/cwd").LinkTarget == folder)
                {
                    found.Add(process);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile.
            }
        }

        return found;
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
