using ClawPowers.Core.Sessions.Identity;
using ClawPowers.Core.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Sessions.Identity;

/// <summary>Any life of a tree of processes against a model that knows processes by themselves and not by numbers.</summary>
public sealed class SessionTreeTests
{
    // Few numbers, so that they are given again and again.
    private const int Numbers = 12;

    private static readonly string[] Names = ["claude", "codex", "node", "sh", "pwsh", "env", "tmux: server"];

    [Fact]
    public void Whatever_starts_ends_and_registers_every_command_finds_the_session_of_the_nearest_living_way_up()
    {
        var steps =
            from kind in Gen.Elements("start", "start", "start", "start", "end", "hook", "hook", "own")
            from number in Gen.Choose(1, Numbers)
            from parent in Gen.Choose(1, Numbers)
            from name in Gen.Elements(Names)
            from takesOver in Gen.Elements(true, false)
            select (Kind: kind, Number: number, Parent: parent, Name: name, TakesOver: takesOver);

        Prop.ForAll(Gen.ListOf(steps).Resize(60).ToArbitrary(), given =>
        {
            using var scratch = new Scratch();
            var processes = new FakeProcesses();
            scratch.Context = scratch.Context with { SessionId = null, Agent = null, Surroundings = processes.With() };
            var first = new Expected(1, null, "systemd");
            Dictionary<int, Expected> running = new() { [1] = first };
            processes.Start(1, parent: 0, started: 0, "systemd");
            int time = 0;
            foreach ((string kind, int number, int parent, string name, bool takesOver) in given)
            {
                time++;
                if (kind == "start" && !running.ContainsKey(number) && running.TryGetValue(parent, out Expected? above))
                {
                    running[number] = new Expected(number, above, name);
                    processes.Start(number, parent, started: time, name);
                }
                else if (kind == "end" && number != 1 && running.Remove(number, out Expected? ended))
                {
                    End(ended, first, running, processes, takesOver);
                }
                else if (kind is "hook" or "own" && running.TryGetValue(number, out Expected? caller))
                {
                    processes.OwnId = number;
                    Expected? agent = kind == "own" ? caller : caller.Agent();
                    string? reason = new SessionRegistry(scratch.Context).Register(new HookSession { Id = $"s-{time}", Agent = ClawAgent.Codex, IsOfThisProcess = kind == "own" });
                    Assert.Equal(agent is null, reason is not null);
                    agent?.Session = $"s-{time}";
                }
            }

            foreach (Expected process in running.Values)
            {
                processes.OwnId = process.Number;
                Assert.Equal(process.NearestSession(), new SessionResolver(scratch.Context).Resolve().Id);
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    // Unix gives the children to the first process; Windows leaves them the number.
    private static void End(Expected ended, Expected first, Dictionary<int, Expected> running, FakeProcesses processes, bool takesOver)
    {
        ended.IsAlive = false;
        processes.End(ended.Number);
        foreach (Expected child in takesOver ? running.Values.Where(process => process.Parent == ended) : [])
        {
            child.Parent = first;
            processes.Start(child.Number, first.Number, processes.Find(child.Number)!.Value.Started, child.Name);
        }
    }

    private sealed class Expected(int number, Expected? parent, string name)
    {
        public int Number => number;

        public string Name => name;

        public Expected? Parent { get; set; } = parent;

        public bool IsAlive { get; set; } = true;

        public string? Session { get; set; }

        public string? NearestSession() => IsAlive ? Session ?? Parent?.NearestSession() : null;

        public Expected? Agent()
        {
            Expected? above = Parent;
            while (above is { IsAlive: true, Name: "sh" or "pwsh" or "env" })
            {
                above = above.Parent;
            }

            return above is { IsAlive: true, Name: not ("systemd" or "tmux: server") } ? above : null;
        }
    }
}
