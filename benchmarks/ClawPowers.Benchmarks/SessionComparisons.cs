using ClawPowers.Core.Agents;

namespace ClawPowers.Benchmarks;

/// <summary>The start of a session, as an agent or a terminal waits for it, with 100,000 keys and 1,000,000 runs in the project's store.</summary>
internal static class SessionComparisons
{
    private static readonly string[] Bare = ["-NoProfile", "-NonInteractive", "-Command", "exit"];

    public static IEnumerable<Comparison> All(Scratch scratch, string? powerShell)
    {
        var world = new Lazy<SessionWorld>(() => new SessionWorld(scratch));
        string? node = ModuleComparisons.Find("node");
        if (SessionWorld.NativeProgram is { } native && node is not null)
        {
            yield return new Comparison
            {
                Name = "session: native hook run / node -e 0",
                Target = 0.3,
                Pairs = 31,
                Baseline = () => world.Value.Quiet(world.Value.Plain, node, "-e", "0"),
                Subject = () => world.Value.Answer(world.Value.Plain, native, "hook", "run", "--agent", "claude-code"),
            };
        }

        if (powerShell is null)
        {
            yield break;
        }

        double Nothing() => world.Value.Quiet(world.Value.Plain, powerShell, Bare);
        if (SessionWorld.NativeProgram is not null)
        {
            yield return new Comparison
            {
                Name = "session: session-start.ps1 with the native program / bare pwsh",
                Target = 1.25,
                Pairs = 21,
                Baseline = Nothing,
                Subject = () => Script(world.Value, world.Value.WithNative!, powerShell),
            };
        }

        yield return new Comparison
        {
            Name = "session: session-start.ps1 without it / bare pwsh",
            Target = 1.8,
            Pairs = 21,
            Baseline = Nothing,
            Subject = () => Script(world.Value, world.Value.Plain, powerShell),
        };

        if (SessionWorld.NativeProgram is not null && ModuleComparisons.Find("sh") is { } sh && Path.GetFileNameWithoutExtension(powerShell) == "pwsh")
        {
            yield return new Comparison
            {
                Name = "session: the registered command by sh / sh and bare pwsh",
                Target = 1.25,
                Pairs = 21,
                Baseline = () => world.Value.Quiet(world.Value.Plain, sh, "-c", "pwsh " + string.Join(' ', Bare)),
                Subject = () => world.Value.Answer(world.Value.WithNative!, sh, "-c", HookCommand.For(ClawAgent.ClaudeCode)),
            };
        }

        yield return new Comparison
        {
            Name = "session: a profile that dot-sources it / an empty profile",
            Target = 15,
            IsDifference = true,
            Pairs = 31,
            Baseline = () => Profile(world.Value, powerShell, world.Value.EmptyProfile),
            Subject = () => Profile(world.Value, powerShell, world.Value.Profile),
        };
    }

    private static double Script(SessionWorld world, string modules, string powerShell) =>
        world.Answer(modules, powerShell, "-NoProfile", "-NonInteractive", "-File", Path.Combine(modules, "ClawPowers", "hooks", "session-start.ps1"), "-Agent", "ClaudeCode");

    private static double Profile(SessionWorld world, string powerShell, string profile) =>
        world.Quiet(world.Plain, powerShell, "-NoProfile", "-Command", $". '{profile}'; exit");
}
