using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Hooks;

namespace ClawPowers.Cli.Commands.Hooks;

/// <summary><c>clawpowers hook run</c></summary>
internal sealed class HookRunCommand : HookCommand
{
    private readonly Option<string> _agent = new("--agent")
    {
        HelpName = "agent",
        Description = $"The agent that asks: {AgentNames.Allowed}.",
        Required = true,
    };

    public HookRunCommand()
        : base("run", "Answer an agent's session-start hook: its JSON on standard input, our answer on standard output.") =>
        Options.Add(_agent);

    public override string Details =>
        "Agents run it, people seldom. It never fails: what goes wrong is one line on standard error, and the answer is then a valid empty one, or the part of the context that needs no store.";

    public override int Run(Invocation invocation) => Run(invocation.Shell, invocation.Text(_agent), invocation.Cancellation);

    /// <summary>Answers without a look at the rest of the line.</summary>
    /// <param name="shell">The streams and the environment.</param>
    /// <param name="name">The agent's name.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static int Run(Shell shell, string? name, CancellationToken cancellation)
    {
        HookAnswer answer;
        if (AgentNames.Find(name) is { } agent)
        {
            answer = HookRunner.Run(shell.Context, agent, shell.OpenInput, cancellation);
        }
        else
        {
            // An agent that only a newer version knows. An empty object is a valid answer to every agent.
            answer = new HookAnswer { Json = "{}", Failure = $"clawpowers: '{ShellWording.Of(name ?? string.Empty)}' is no agent. Allowed: {AgentNames.Allowed}." };
        }

        try
        {
            shell.Out.Write(answer.Json);
            shell.Out.Write('\n');
            shell.Out.Flush();
        }
        catch (Exception exception) when (exception is ClawException or IOException)
        {
            // The agent has gone; there is nobody left to answer.
        }

        if (answer.Failure is not null)
        {
            Say(shell, answer.Failure);
        }

        return CommandHost.Success;
    }

    private static void Say(Shell shell, string line)
    {
        try
        {
            shell.Error.WriteLine(line);
        }
        catch (IOException)
        {
            // Nor is anybody to be told.
        }
    }
}
