using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ClawPowers.Cli.Tests;

/// <summary>Bytes in and out of the real program.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task Chinese_and_emoji_go_in_and_out_as_utf8_whatever_the_locale()
    {
        using var cli = new ScratchCli();
        cli.Environment["LANG"] = "C";
        cli.Environment["LC_ALL"] = "C";
        (await cli.SpawnAsync("store", "set", "调试:登录:原因", "连接未关闭 🦀")).Prints(string.Empty);
        (await cli.SpawnAsync("store", "get", "调试:登录:原因")).Prints("连接未关闭 🦀\n");
        (await cli.SpawnAsync("store", "list-values", "调试:")).Prints("调试:登录:原因=连接未关闭 🦀\n");
        Assert.Contains("\"value\":\"连接未关闭 ", (await cli.SpawnAsync("store", "list", "--json")).Output, StringComparison.Ordinal);
        (await cli.SpawnWithAsync(Encoding.UTF8.GetBytes("从管道 🐚\n"), "store", "set", "k", "-")).Prints(string.Empty);
        (await cli.SpawnAsync("store", "get", "k")).Prints("从管道 🐚\n");
        (await cli.SpawnAsync("store", "get", "没有")).Fails("没有");
    }

    [Fact]
    public async Task Output_is_utf8_without_a_mark_and_lines_end_in_a_newline_alone()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "k", "é");
        using Process process = cli.Start(ScratchCli.ProgramPath, "store", "list-values");
        process.StandardInput.Close();
        using var bytes = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        Assert.Equal("k=é\n"u8.ToArray(), bytes.ToArray());
    }

    [Fact]
    public async Task Ten_megabytes_go_through()
    {
        using var cli = new ScratchCli();
        byte[] value = new byte[10 << 20];
        Array.Fill(value, (byte)'x');
        (await cli.SpawnWithAsync(value, "store", "set", "big", "-")).Prints(string.Empty);
        Assert.Equal(value.Length + 1, (await cli.SpawnAsync("store", "get", "big")).Output.Length);
    }

    [Fact]
    public async Task A_reader_that_leaves_early_is_no_failure_of_ours()
    {
        using var cli = new ScratchCli();
        string lines = string.Concat(Enumerable.Range(0, 5000).Select(static i => $"{{\"op\":\"set\",\"key\":\"k:{i}\",\"value\":\"some text to fill the pipe\"}}\n"));
        cli.RunWith(lines, "store", "apply", "-").Prints("Applied 5000 changes.\n");
        using Process process = cli.Start(ScratchCli.ProgramPath, "store", "list-values");
        process.StandardInput.Close();
        process.StandardOutput.Close();
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("store list > /dev/full", "The output can't be written: No space left on device")]
    [InlineData("store list --json > /dev/full", "{\"error\":{\"id\":\"OutputFailed\",\"message\":\"The output can't be written: ")]
    [InlineData("store get absent > /dev/full", "There is no entry 'absent'")]
    [InlineData("store list > /dev/full 2>&1", "")]
    public async Task A_full_disk_under_the_output_is_named_and_fails(string line, string message)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full.");
        using var cli = new ScratchCli();
        cli.Run("store", "set", "k", "v").Prints(string.Empty);
        using Process process = cli.Start("/bin/sh", "-c", $"'{ScratchCli.ProgramPath}' {line}");
        process.StandardInput.Close();
        CliResult result = (await ScratchCli.EndAsync(process)).Fails(message);
        Assert.True(result.Error.Count(static c => c == '\n') == (message.Length == 0 ? 0 : 1), result.Error);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_command_that_waits_with_130_and_nothing_stored()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no signal to send.");
        using var cli = new ScratchCli();
        cli.Run("init");
        using Process process = cli.Start(ScratchCli.ProgramPath, "store", "set", "k", "-");

        // More than a pipe holds: when it is written, the command reads, and has long since said what Ctrl+C is to do.
        await process.StandardInput.BaseStream.WriteAsync(new byte[1 << 20], TestContext.Current.CancellationToken);
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        CliResult result = await ScratchCli.EndAsync(process);
        Assert.Equal((130, string.Empty, "Stopped.\n"), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(1, cli.Run("store", "exists", "k").ExitCode);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\r\n", "a")]
    [InlineData("a\n\n", "a\n")]
    [InlineData("a\nb\n", "a\nb")]
    [InlineData(" a ", " a ")]
    [InlineData("\uFEFFa", "a")]
    public void A_value_from_standard_input_is_whole_without_the_last_newline(string input, string value)
    {
        using var cli = new ScratchCli();
        cli.RunWith(input, "store", "set", "k", "-").Prints(string.Empty);
        cli.Run("store", "get", "k").Prints(value + "\n");
        cli.RunWith(input, "store", "append", "l", "-").Prints(string.Empty);
        cli.Run("store", "get", "l").Prints(value + "\n");
    }

    [Fact]
    public void Standard_input_that_is_not_utf8_is_refused_and_not_changed()
    {
        using var cli = new ScratchCli();
        cli.RunWith([(byte)'a', 0xFF, 0xFE], "store", "set", "k", "-").Fails("not UTF-8", "byte 2");
        cli.RunWith([0xC3, 0x28], "store", "apply", "-").Fails("not UTF-8");
        Assert.Equal(1, cli.Run("store", "exists", "k").ExitCode);
    }
}
