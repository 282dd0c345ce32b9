using System.Globalization;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Demo;

/// <summary>Shows commands and what they really print, and notices when that is not what it should be.</summary>
internal sealed class DemoRun(ThisProgram program, TextWriter output, Style style, CancellationToken cancellation)
{
    private const string DefaultAgent = "agent-1";

    /// <summary>How many processes were started.</summary>
    public int Processes { get; private set; }

    /// <summary>How many commands did something else than they should.</summary>
    public int Failures { get; private set; }

    /// <summary>Says what comes next.</summary>
    public void Say(string text)
    {
        output.WriteLine();
        output.WriteLine(style.Heading(text));
    }

    /// <summary>Runs a command in a process of its own and shows both.</summary>
    /// <param name="arguments">The command.</param>
    /// <param name="expect">What it must print; for a refusal, part of the message. Null for nothing at all.</param>
    /// <param name="agent">The agent that runs it.</param>
    /// <param name="refused">Whether it must fail.</param>
    public void Do(string[] arguments, string? expect = null, string agent = DefaultAgent, bool refused = false)
    {
        ShowCommand(arguments, string.Empty);
        Show(Run(arguments, 1, agent)[0], expect, refused);
    }

    /// <summary>Does something that is not shown.</summary>
    public void Prepare(Action<CancellationToken> act)
    {
        output.Flush();
        act(cancellation);
    }

    /// <summary>Runs a command in several processes at the same moment.</summary>
    public void DoAtOnce(string[] arguments, int processes)
    {
        ShowCommand(arguments, string.Create(CultureInfo.InvariantCulture, $"   # {processes} processes at once"));
        foreach (ProgramResult result in Run(arguments, processes, DefaultAgent).Where(static result => result.ExitCode != 0))
        {
            Show(result, expect: null, refused: false);
        }
    }

    private ProgramResult[] Run(string[] arguments, int processes, string agent)
    {
        output.Flush();
        Processes += processes;
        return Task.WhenAll(Enumerable.Range(0, processes).Select(_ => program.RunAsync(agent, arguments, cancellation))).GetAwaiter().GetResult();
    }

    private void ShowCommand(string[] arguments, string remark) => output.WriteLine(
        style.Quiet("$ ") + style.Command("clawpowers " + string.Join(' ', arguments.Select(Quoted))) + style.Quiet(remark));

    private void Show(ProgramResult result, string? expect, bool refused)
    {
        output.Write(result.Output);
        if (result.Error.Length > 0)
        {
            output.Write(style.Bad(result.Error.TrimEnd('\n')) + "\n");
        }

        bool isAsExpected = result.ExitCode == (refused ? 1 : 0)
            && (expect is null ? result.Output.Length + result.Error.Length == 0 : (refused ? result.Error : result.Output).Contains(expect, StringComparison.Ordinal));
        if (!isAsExpected)
        {
            Failures++;
            output.WriteLine(style.Bad(string.Create(CultureInfo.InvariantCulture, $"^ This is not what it should be: exit code {result.ExitCode}, expected {(expect is null ? "nothing to be printed" : $"'{expect}'")}.")));
        }
    }

    private static string Quoted(string argument) => argument.AsSpan().ContainsAny(' ', '*', '"') ? $"\"{argument}\"" : argument;
}
