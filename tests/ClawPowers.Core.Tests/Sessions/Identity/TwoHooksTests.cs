using ClawPowers.Core.Sessions.Identity;
using ClawPowers.Core.Sessions.Identity.Processes;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Identity;

/// <summary>The same hook registered twice, as for the user and in the project: Codex and Copilot CLI run both.</summary>
public sealed class TwoHooksTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void Of_two_hooks_that_run_at_once_the_first_registers_and_the_second_is_told_so()
    {
        Assert.Null(Register(hook: 20, age: 1));
        Assert.Equal(SessionRegistry.SaidAlready, Register(hook: 30, age: 1));
    }

    [Fact]
    public void A_hook_that_was_started_after_the_other_had_registered_is_another_start()
    {
        Assert.Null(Register(hook: 20, age: 1));
        _scratch.Time.Move(TimeSpan.FromSeconds(2));

        Assert.Null(Register(hook: 30, age: 1));
    }

    [Theory]
    [InlineData("s-2", "startup", ClawAgent.Codex, 5)]
    [InlineData("s-1", "compact", ClawAgent.Codex, 5)]
    [InlineData("s-1", "startup", ClawAgent.Copilot, 5)]
    [InlineData("s-1", "startup", ClawAgent.Codex, 6)]
    public void Another_session_reason_agent_or_process_is_another_start(string id, string reason, ClawAgent agent, int process)
    {
        Assert.Null(Register(hook: 20, age: 1));
        Assert.Null(Register(hook: 30, age: 1, id, reason, agent, process));
    }

    [Fact]
    public void A_process_that_asks_again_is_answered_again()
    {
        Assert.Null(Register(hook: 20, age: 1));
        Assert.Null(Register(hook: 20, age: 1));
    }

    [Fact]
    public void Where_the_age_of_a_process_is_not_known_both_register()
    {
        Assert.Null(Register(hook: 20, age: null));
        Assert.Null(Register(hook: 30, age: null));
    }

    [Fact]
    public void This_process_is_as_old_as_its_clock_says()
    {
        IProcessTable processes = ProcessTable.OfThisSystem;
        Assert.SkipWhen(processes.Find(processes.OwnId) is null, "Processes can't be seen here.");

        TimeSpan age = processes.AgeOf(processes.Find(processes.OwnId)!.Value)!.Value;

        TimeSpan expected = DateTime.UtcNow - System.Diagnostics.Process.GetCurrentProcess().StartTime.ToUniversalTime();
        Assert.InRange((age - expected).TotalSeconds, -5, 5);
    }

    public void Dispose() => _scratch.Dispose();

    private string? Register(int hook, double? age, string id = "s-1", string reason = "startup", ClawAgent agent = ClawAgent.Codex, int process = 5)
    {
        var processes = new Hooks(process, hook, age is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        ClawContext context = _scratch.Context with { Surroundings = new SessionSurroundings(static _ => null) { Processes = processes } };

        // Numbers of processes are kept for good, so no test may use another's session.
        return new SessionRegistry(context).Register(new HookSession { Id = id + _scratch.Root, Agent = agent, Reason = reason });
    }

    // An agent, the shell it runs a hook in, and the hook.
    private sealed class Hooks(int agent, int hook, TimeSpan? age) : IProcessTable
    {
        public string Host => "here";

        public int OwnId => hook + 1;

        public ProcessInstance? Find(int id) =>
            id == agent ? new ProcessInstance(agent, 0, agent, "codex")
            : id == hook ? new ProcessInstance(hook, agent, hook, "bash")
            : id == hook + 1 ? new ProcessInstance(hook + 1, hook, hook + 1, "pwsh")
            : null;

        public TimeSpan? AgeOf(ProcessInstance process) => process.Id == hook ? age : throw new InvalidOperationException("The hook began with its shell.");
    }
}
