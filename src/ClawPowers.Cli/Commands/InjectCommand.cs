using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Context;

namespace ClawPowers.Cli.Commands;

/// <summary><c>clawpowers inject</c></summary>
internal sealed class InjectCommand : CliCommand
{
    private const int FewestCharacters = 200;

    private readonly Option<string> _agent = new("--agent") { HelpName = "agent", Description = "Print what this agent reads from its hook. Without it the text. Allowed: " + AgentNames.Allowed + "." };
    private readonly Option<string> _most = new("--max-characters") { HelpName = "n", Description = "The greatest length of the text, from 200 to 9500; 3500 if left out, 9500 in the mode full." };
    private readonly Option<string> _mode = new("--mode") { HelpName = "off|brief|full", Description = "How much; if left out CLAWPOWERS_BOOTSTRAP, then the entry clawpowers:bootstrap, else brief." };
    private readonly Option<string> _session = new("--session-id") { HelpName = "id", Description = "The session that it is for." };

    public InjectCommand()
        : base("inject", "Print what a session should know of the project of the current folder.")
    {
        Options.Add(_agent);
        Options.Add(_most);
        Options.Add(_mode);
        Options.Add(_session);
    }

    public override string Details => "With --agent and with --json: one line of JSON, all of it ASCII. Exits with 0 also where the store can't be read, and says so on standard error.";

    public override int Run(Invocation invocation)
    {
        var composer = new SessionContextComposer(invocation.Context);
        var request = new ContextRequest
        {
            Agent = invocation.Text(_agent) is { } agent ? AgentNames.Find(agent) ?? throw CommandLineErrors.Invalid($"'{agent}' is not possible for {_agent.Name}. Allowed: {AgentNames.Allowed}.") : null,
            SessionId = invocation.Text(_session),
            MaxCharacters = Most(invocation),
            Mode = invocation.Text(_mode) is { } mode ? OptionText.Choice<ContextMode>(mode, _mode.Name) : null,
        };
        AgentAnswer? answer = request.Agent is null ? null : AgentAnswer.Compose(composer, request, invocation.Cancellation);
        SessionContext context = answer?.Context ?? composer.Compose(request, invocation.Cancellation);
        string text = answer?.Json ?? (invocation.Json ? SessionContextJson.Text(context) : context.Text);
        if (text.Length > 0)
        {
            invocation.Out.WriteLine(text);
        }

        invocation.Out.Flush();
        foreach (string issue in context.Issues)
        {
            invocation.Shell.Error.WriteLine(issue);
        }

        return CommandHost.Success;
    }

    private int? Most(Invocation invocation) => invocation.Version(_most, FewestCharacters) switch
    {
        null => null,
        > SessionContextComposer.MostCharacters => throw CommandLineErrors.Invalid($"'{invocation.Text(_most)}' is not possible for {_most.Name}. Allowed: a whole number from {FewestCharacters} to {SessionContextComposer.MostCharacters}, since agents cut what is longer."),
        { } most => (int)most,
    };
}
