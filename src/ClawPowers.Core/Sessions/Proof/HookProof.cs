using ClawPowers.Core.Agents;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Sessions.Proof;

/// <summary>The proof of one hook while it is made.</summary>
internal sealed class HookProof(ClawContext context, ClawHook hook, AgentDefinition? agent, ProgramSearch programs, TimeSpan? timeLimit)
{
    public ClawContext Context => context;

    public ClawHook Hook => hook;

    public AgentDefinition? Agent => agent;

    public ProgramSearch Programs => programs;

    public CheckList Checks { get; } = new();

    /// <summary>The session that the hook is told of.</summary>
    public HookSample Sample { get; } = new()
    {
        SessionId = HookSample.IdPrefix + Guid.NewGuid().ToString("N"),
        WorkingDirectory = context.WorkingDirectory,
        Home = context.HomeDirectory,
        Time = context.Time.GetUtcNow(),
    };

    /// <summary>How long the agent waits.</summary>
    public TimeSpan TimeLimit { get; } = timeLimit ?? TimeSpan.FromSeconds(agent is null ? 10 : 30);

    public int? ExitCode { get; set; }

    public int? Characters { get; set; }

    public TimeSpan? Duration { get; set; }

    /// <summary>What the proof came to.</summary>
    public ClawHookTest Result(int characterLimit) => new()
    {
        Target = hook.Target,
        Scope = hook.Scope,
        Path = hook.Path,
        Command = hook.Command,
        Checks = Checks.All,
        Passed = Checks.All.All(static check => check.Passed is not false),
        ExitCode = ExitCode,
        Characters = Characters,
        CharacterLimit = characterLimit,
        Duration = Duration,
        TimeLimit = TimeLimit,
    };
}

/// <summary>Collects checks.</summary>
internal sealed class CheckList
{
    private readonly List<HookCheck> _checks = [];

    public IReadOnlyList<HookCheck> All => _checks;

    /// <summary>Adds a check.</summary>
    /// <param name="name">What was looked at.</param>
    /// <param name="passed">Whether it is as it should be; null for what is only to be known.</param>
    /// <param name="detail">What was found.</param>
    /// <param name="advice">What to do if it did not pass.</param>
    public void Add(string name, bool? passed, string detail, string? advice = null) =>
        _checks.Add(new HookCheck { Name = name, Passed = passed, Detail = detail, Advice = passed is true ? null : advice });
}
