using ClawPowers.Core.Sessions.Identity.Processes;

namespace ClawPowers.Core.Tests.Sessions.Identity;

public sealed class AncestryTests
{
    [Fact]
    public void A_process_comes_before_those_above_it()
    {
        FakeProcesses processes = new FakeProcesses().Chain((1, "systemd"), (5, "claude"), (9, "sh"), (12, "pwsh"));

        Assert.Equal([12, 9, 5, 1], Ids(processes));
    }

    [Fact]
    public void The_way_ends_at_a_process_that_has_vanished()
    {
        FakeProcesses processes = new FakeProcesses().Chain((1, "systemd"), (5, "claude"), (9, "sh"), (12, "pwsh"));
        processes.End(9);

        Assert.Equal([12], Ids(processes));
    }

    [Fact]
    public void A_number_that_was_given_to_a_later_process_is_not_the_parents()
    {
        FakeProcesses processes = new FakeProcesses().Chain((1, "systemd"), (5, "claude"), (9, "sh"), (12, "pwsh"));
        processes.Start(9, parent: 1, started: 13, "another");

        Assert.Equal([12], Ids(processes));
    }

    [Fact]
    public void A_parent_that_started_in_the_same_tick_is_the_parent()
    {
        FakeProcesses processes = new FakeProcesses { OwnId = 3 }.Start(2, parent: 0, started: 7, "claude").Start(3, parent: 2, started: 7, "pwsh");

        Assert.Equal([3, 2], Ids(processes));
    }

    [Fact]
    public void A_circle_and_a_process_that_is_its_own_parent_end()
    {
        FakeProcesses circle = new FakeProcesses { OwnId = 3 }.Start(2, parent: 3, started: 7, "a").Start(3, parent: 2, started: 7, "b");
        FakeProcesses own = new FakeProcesses { OwnId = 3 }.Start(3, parent: 3, started: 7, "a");

        Assert.Equal(Ancestry.MaximumDepth, Ids(circle).Length);
        Assert.Empty(Ids(own));
    }

    [Theory]
    [InlineData("claude", "sh", "pwsh", "clawpowers")]
    [InlineData("node", "bash", "pwsh")]
    [InlineData("codex", "zsh", "env", "timeout", "dotnet")]
    [InlineData("gemini.exe", "cmd.exe", "PowerShell.exe", "clawpowers.exe")]
    [InlineData("copilot", "-bash", "pwsh-preview")]
    [InlineData("cursor (helper)", "sh", "busybox", "sudo", "script", "pwsh")]
    [InlineData("opencode", "pwsh")]
    public void The_agent_is_the_nearest_above_that_is_no_shell_and_no_wrapper(params string[] names)
    {
        FakeProcesses processes = Chain(["systemd", "bash", "tmux: server", .. names]);

        Assert.Equal(names[0], AgentProcess.Above(processes)?.Name);
    }

    [Theory]
    [InlineData("sshd")]
    [InlineData("tmux: server")]
    [InlineData("WindowsTerminal.exe")]
    [InlineData("systemd")]
    public void Who_runs_a_hook_from_a_terminal_is_no_agent(string terminal) =>
        Assert.Null(AgentProcess.Above(Chain(["node", terminal, "bash", "pwsh"])));

    [Fact]
    public void Of_two_agents_one_in_the_other_the_nearer_one_runs_the_hook() =>
        Assert.Equal("codex", AgentProcess.Above(Chain(["claude", "zsh", "codex", "sh", "pwsh"]))?.Name);

    [Fact]
    public void The_hook_itself_is_no_agent_whatever_it_is_called() =>
        Assert.Equal("claude", AgentProcess.Above(Chain(["claude", "sh", "renamed"]))?.Name);

    private static int[] Ids(FakeProcesses processes) => [.. Ancestry.From(processes, processes.OwnId).Select(process => process.Id)];

    private static FakeProcesses Chain(string[] names) => new FakeProcesses().Chain([.. names.Select((name, index) => (index + 1, name))]);
}
