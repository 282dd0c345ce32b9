using ClawPowers.Core.Sessions.Identity;
using ClawPowers.Core.Sessions.Identity.Processes;

namespace ClawPowers.Core.Tests.Sessions.Identity;

/// <summary>Processes that a test makes up.</summary>
internal sealed class FakeProcesses : IProcessTable
{
    private readonly Dictionary<int, ProcessInstance> _running = [];

    public string Host { get; set; } = "here";

    public int OwnId { get; set; }

    /// <summary>How often a process was looked at.</summary>
    public int Looks { get; private set; }

    /// <summary>Starts processes, each by the one before it, and makes the last this one.</summary>
    public FakeProcesses Chain(params ReadOnlySpan<(int Id, string Name)> chain)
    {
        int parent = 0;
        foreach ((int id, string name) in chain)
        {
            Start(id, parent, started: id, name);
            parent = id;
        }

        OwnId = parent;
        return this;
    }

    public FakeProcesses Start(int id, int parent, long started, string name)
    {
        _running[id] = new ProcessInstance(id, parent, started, name);
        return this;
    }

    public void End(int id) => _running.Remove(id);

    public ProcessInstance? Find(int id)
    {
        Looks++;
        return _running.TryGetValue(id, out ProcessInstance process) ? process : null;
    }

    /// <summary>The surroundings of a command among these processes.</summary>
    public SessionSurroundings With(params (string Name, string Value)[] variables) =>
        new(name => Array.Find(variables, variable => variable.Name == name).Value) { Processes = this };
}
