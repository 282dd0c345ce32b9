using System.Diagnostics;
using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class VerifyTests : IDisposable
{
    private readonly ScratchCli _cli = new();

    public VerifyTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The gates are for sh.");
        Configure("gates:\n  build: { run: 'echo built' }\n  test: { run: 'echo out; exit 3', needs: [build] }\n  later: { run: 'true', needs: [test] }\n  other: { run: 'exit 1', on: [windows] }\n");
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Without_trust_nothing_runs_and_the_error_says_what_would()
    {
        CliResult result = _cli.Run("verify");

        Assert.Equal((1, string.Empty), (result.ExitCode, result.Output));
        Assert.Contains("\n  test   echo out; exit 3\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("clawpowers verify --trust", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.StoreDirectory));
    }

    [Fact]
    public void Each_gate_is_a_line_and_the_exit_code_says_whether_all_passed()
    {
        CliResult failed = _cli.Run("verify", "--trust");

        Assert.Equal(1, failed.ExitCode);
        string[] lines = failed.Output.Split('\n');
        Assert.Matches("^other  skipped               It is for windows only\\.$", lines[0]);
        Assert.Matches("^build  passed       +[0-9.]+m?s$", lines[1]);
        Assert.Matches("^test   failed       +[0-9.]+m?s  Exit code 3\\.$", lines[2]);
        Assert.Equal(["    echo out; exit 3", "    | out"], lines[3..5]);
        Assert.Matches("^    All of it: .+/verification/1/test\\.log$", lines[5]);
        Assert.Equal("later  skipped               It needs 'test', which failed.", lines[6]);
        Assert.Equal("build  running      echo built\ntest   running      echo out; exit 3\n1 of 3 gates passed.\n", failed.Error);

        Assert.Equal(0, _cli.Run("verify", "--gate", "buil*").ExitCode);
    }

    [Fact]
    public void Json_has_an_object_for_each_gate()
    {
        using var document = JsonDocument.Parse(_cli.Run("verify", "--trust", "--json").Output);

        JsonElement test = document.RootElement.EnumerateArray().Single(result => result.GetProperty("gate").GetString() == "test");
        Assert.Equal(("failed", false, 3, "out"), (test.GetProperty("state").GetString(), test.GetProperty("passed").GetBoolean(), test.GetProperty("exitCode").GetInt32(), test.GetProperty("output").GetString()));
    }

    [Theory]
    [InlineData("y\n", 3)]
    [InlineData("n\n", 0)]
    public void Who_can_be_asked_is_asked(string answer, int runs)
    {
        _cli.CanAsk = true;

        CliResult result = _cli.RunWith(answer, "verify");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("May they run, now and as long as they stay as they are? [y/N] ", result.Output, StringComparison.Ordinal);
        _cli.CanAsk = false;
        Assert.Equal(runs, _cli.Run("metrics", "show").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Gates_are_listed_without_running_and_written_when_they_were_detected()
    {
        Assert.Equal("build  echo built\n       at most 15m\ntest   echo out; exit 3\n       at most 15m; needs build\n", _cli.Run("verify", "--list", "--gate", "test").Output.Split("From")[0]);

        Directory.Delete(Path.Combine(_cli.WorkingDirectory, ".clawpowers"), recursive: true);
        File.WriteAllText(Path.Combine(_cli.WorkingDirectory, "go.mod"), "module x");
        CliResult written = _cli.Run("verify", "--init");

        Assert.Equal(0, written.ExitCode);
        Assert.StartsWith("build  go build ./...\n", written.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_cli.WorkingDirectory, ".clawpowers", "verification.yaml")));
        Assert.Equal(1, _cli.Run("verify", "--init").ExitCode);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_the_gates_too(string signal, int exitCode)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nobody tells who is left.");
        Configure("gates: { long: { run: '(setsid sleep 600 &); touch begun; sleep 600' } }");
        using Process process = _cli.Start(ScratchCli.ProgramPath, "verify", "--trust");
        process.StandardInput.Close();
        for (int tries = 0; tries < 1200 && !File.Exists(Path.Combine(_cli.WorkingDirectory, "begun")); tries++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        using (Process kill = _cli.Start("/bin/sh", "-c", $"kill -{signal} {process.Id}"))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        CliResult result = await ScratchCli.EndAsync(process);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.DoesNotContain(Directory.EnumerateDirectories("/proc"), path => char.IsAsciiDigit(Path.GetFileName(path)[0]) && WorksIn(path, _cli.WorkingDirectory));
    }

    private static bool WorksIn(string process, string folder)
    {
        try
        {
            return new FileInfo(process + "/cwd").LinkTarget == folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Configure(string yaml)
    {
        Directory.CreateDirectory(Path.Combine(_cli.WorkingDirectory, ".clawpowers"));
        File.WriteAllText(Path.Combine(_cli.WorkingDirectory, ".clawpowers", "verification.yaml"), yaml);
    }
}
