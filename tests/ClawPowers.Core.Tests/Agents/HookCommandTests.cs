using System.Text;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Processes;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Agents;

/// <summary>The registered command says the same in every shell that an agent may run it by: those that are here are run, cmd's rules are applied.</summary>
public class HookCommandTests
{
    private const string Said = "what the agent says";

    public static TheoryData<ClawAgent> Agents => [.. Enum.GetValues<ClawAgent>()];

    private static readonly string[] ShellsOfUnix = ["sh", "bash", "dash", "zsh"];

    public static TheoryData<string, ClawAgent> Shells =>
        [.. from shell in ShellsOfUnix from agent in Enum.GetValues<ClawAgent>() select (shell, agent)];

    [Theory]
    [MemberData(nameof(Shells))]
    public void Each_shell_starts_PowerShell_with_the_same_arguments(string shell, ClawAgent agent)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "What stands in for pwsh here is a script of Unix.");
        string? program = ProgramSearch.OfProcess().Find(shell);
        Assert.SkipWhen(program is null, $"There is no {shell} here.");
        using var scratch = new Scratch();
        string folder = Home(scratch);
        string stub = Path.Combine(folder, "pwsh");
        File.WriteAllText(stub, "#!/bin/sh\nfor one in \"$@\"; do printf '%s\\n' \"$one\"; done\ncat\n");
        Permissions.Set(stub, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        BoundedResult result = Run(program!, ["-c", HookCommand.For(agent)], folder);

        Assert.Equal(string.Join('\n', [.. Arguments(agent), Said]), Encoding.UTF8.GetString(result.Output).TrimEnd('\n'));
        Assert.Equal(string.Empty, Encoding.UTF8.GetString(result.Errors));
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData(ClawAgent.Codex)]
    [InlineData(ClawAgent.OpenCode)]
    public void PowerShell_runs_the_script_in_the_home_that_reads_what_the_agent_says(ClawAgent agent)
    {
        string? program = ProgramSearch.OfProcess().Find("pwsh");
        Assert.SkipWhen(program is null, "There is no pwsh here.");
        using var scratch = new Scratch();
        string home = Home(scratch);
        Directory.CreateDirectory(Path.Combine(home, ".clawpowers", "hooks"));
        File.WriteAllText(Path.Combine(home, HookCommand.StarterPath), "\"$args\"; [Console]::In.ReadToEnd()");

        // It puts its own folder before all others of PATH, so that nothing can stand in for it there.
        BoundedResult result = Run(program!, ["-NoProfile", "-NonInteractive", "-Command", HookCommand.For(agent)], home);

        Assert.Equal(["-Agent " + agent, Said], Encoding.UTF8.GetString(result.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(string.Empty, Encoding.UTF8.GetString(result.Errors));
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void The_command_processor_of_Windows_starts_PowerShell_with_the_same_arguments(ClawAgent agent)
    {
        // As agents call it: cmd /d /s /c "<command>". With /s the first quote and the last go, and the rest stays as it is.
        string line = CommandLines.AfterCmd($"\"{HookCommand.For(agent)}\"");

        Assert.Equal(HookCommand.For(agent), line);
        Assert.Equal(["pwsh", .. Arguments(agent)], CommandLines.Arguments(line));
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void It_holds_nothing_that_a_shell_or_an_agent_puts_something_else_for(ClawAgent agent)
    {
        string command = HookCommand.For(agent);

        Assert.StartsWith("pwsh ", command, StringComparison.Ordinal);
        Assert.DoesNotContain(command, static c => c is '$' or '%' or '`' or '\\' or '!' or '<' or '>' or '^' or '\n' or < ' ' or > '~');
        Assert.Equal(2, command.Count(static c => c == '"'));
        Assert.EndsWith("\"", command, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.UserName + "/", command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a b\" c", "a b|c")]
    [InlineData("a\\\\b \"c\\\"d\" e\\", "a\\\\b|c\"d|e\\")]
    [InlineData("\"a\\\\\" b", "a\\|b")]
    public void Windows_divides_a_line_into_arguments_as_these_tests_do(string line, string arguments) =>
        Assert.Equal(arguments.Split('|'), CommandLines.Arguments(line));

    [Theory]
    [InlineData("a & b")]
    [InlineData("a | b")]
    [InlineData("a > b")]
    [InlineData("a %PATH% b")]
    [InlineData("\"a %PATH% b\"")]
    [InlineData("a ^b")]
    [InlineData("\"a\" \"b & c\" (d)")]
    public void These_tests_see_what_the_command_processor_takes_for_more_than_one_plain_command(string line) =>
        Assert.Throws<FormatException>(() => CommandLines.AfterCmd($"\"{line}\""));

    private static string Home(Scratch scratch) => Directory.CreateDirectory(Path.Combine(scratch.Root, "it's a (home) & $HOME 100% \u5F20\u4E09")).FullName;

    private static BoundedResult Run(string program, IReadOnlyList<string> arguments, string home)
    {
        var environment = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in new[] { "SystemRoot", "TEMP", "PATHEXT", "COMSPEC", "DOTNET_ROOT" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        environment["PATH"] = home + Path.PathSeparator + (OperatingSystem.IsWindows() ? Environment.GetEnvironmentVariable("PATH") : "/usr/bin:/bin");
        environment["HOME"] = environment["USERPROFILE"] = home;
        environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        return BoundedProcess.Run(
            new BoundedRun
            {
                Program = program,
                Arguments = arguments,
                Input = Encoding.UTF8.GetBytes(Said),
                Environment = environment,
                WorkingDirectory = home,
                Limit = TimeSpan.FromMinutes(3),
            },
            TestContext.Current.CancellationToken);
    }

    private static string[] Arguments(ClawAgent agent) => ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-Command", HookCommand.Script(agent)];
}
