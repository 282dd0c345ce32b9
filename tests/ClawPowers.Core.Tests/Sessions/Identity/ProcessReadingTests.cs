using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using ClawPowers.Core.Sessions.Identity.Processes;

namespace ClawPowers.Core.Tests.Sessions.Identity;

public sealed class ProcessReadingTests
{
    private const string Tail = " 1 4242 4242 0 -1 4194560 100 0 0 0 1 2 3 4 20 0 1 0 987654 2568192 221 18446744073709551615 1 1 0 0 0 0 0 4096 0 0 0 0 17 1 0 0 0 0 0";

    [Theory]
    [InlineData("sh")]
    [InlineData("tmux: server")]
    [InlineData("a) S 1 (b")]
    [InlineData("((")]
    [InlineData("))")]
    [InlineData("")]
    [InlineData("line\nbreak")]
    [InlineData("größe")]
    public void A_line_of_Linux_is_read_whatever_the_program_is_called(string name) =>
        Assert.Equal(new ProcessInstance(77, 1, 987654, name), LinuxProcesses.Parse(Encoding.UTF8.GetBytes($"77 ({name}) S{Tail}\n")));

    [Theory]
    [InlineData("77 (sh) Z")]
    [InlineData("77 (sh) X")]
    public void What_has_ended_and_waits_for_its_parent_does_not_run(string begin) =>
        Assert.Null(LinuxProcesses.Parse(Encoding.UTF8.GetBytes(begin + Tail)));

    [Theory]
    [InlineData("")]
    [InlineData("77")]
    [InlineData("(sh) S 1 2")]
    [InlineData("77 )sh( S 1 2")]
    [InlineData("77 (sh)")]
    [InlineData("77 (sh) S")]
    [InlineData("77 (sh) S x 1 1")]
    [InlineData("77 (sh) S 1 4242 4242 0 -1 4194560 100 0 0 0 1 2 3 4 20 0 1 0")]
    public void A_line_that_is_cut_or_of_something_else_is_no_process(string line) =>
        Assert.Null(LinuxProcesses.Parse(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void What_macOS_says_is_read_by_its_layout()
    {
        byte[] info = new byte[136];
        BinaryPrimitives.WriteUInt32LittleEndian(info.AsSpan(4), 2);
        BinaryPrimitives.WriteUInt32LittleEndian(info.AsSpan(12), 77);
        BinaryPrimitives.WriteUInt32LittleEndian(info.AsSpan(16), 5);
        "claude"u8.CopyTo(info.AsSpan(48));
        "claude (helper)"u8.CopyTo(info.AsSpan(64));
        BinaryPrimitives.WriteUInt64LittleEndian(info.AsSpan(120), 1_700_000_000);
        BinaryPrimitives.WriteUInt64LittleEndian(info.AsSpan(128), 250_000);

        Assert.Equal(new ProcessInstance(77, 5, 1_700_000_000_250_000, "claude (helper)"), MacProcesses.Parse(info));

        info.AsSpan(64, 32).Clear();
        Assert.Equal("claude", MacProcesses.Parse(info)?.Name);

        info[4] = 5;
        Assert.Null(MacProcesses.Parse(info));
        Assert.Null(MacProcesses.Parse(info.AsSpan(0, 100)));
    }

    [Fact]
    public void This_process_is_seen_and_its_parent_started_no_later()
    {
        IProcessTable processes = ProcessTable.OfThisSystem;
        Assert.SkipWhen(processes.Host.Length == 0, "The processes of this system are not known.");

        ProcessInstance own = processes.Find(processes.OwnId)!.Value;
        using var child = Process.Start(new ProcessStartInfo("dotnet", "--version") { UseShellExecute = false, RedirectStandardOutput = true })!;
        ProcessInstance? seen = processes.Find(child.Id);
        child.WaitForExit();

        Assert.Equal(Environment.ProcessId, own.Id);
        Assert.True(seen is null || (seen.Value.ParentId == own.Id && seen.Value.Started >= own.Started), $"{seen}");
        Assert.Null(processes.Find(child.Id) is { } later && later.Started == seen?.Started ? later : null);
        Assert.Equal(processes.Host, ProcessTable.OfThisSystem.Host);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_number_of_no_process_finds_none(int id) => Assert.Null(ProcessTable.OfThisSystem.Find(id));
}
