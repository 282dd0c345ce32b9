using System.Management.Automation;
using ClawPowers.Core.Sessions.Context;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Composes what a session should know of the project of the location.</summary>
[Cmdlet(VerbsCommon.Get, "ClawSessionContext")]
[OutputType(typeof(SessionContext), typeof(string))]
public sealed class GetClawSessionContextCommand : ClawCommand
{
    /// <summary>The agent whose session it is.</summary>
    [Parameter(Position = 0)]
    public ClawAgent? Agent { get; set; }

    /// <summary>The greatest length of the text.</summary>
    [Parameter]
    [ValidateRange(200, SessionContextComposer.MostCharacters)]
    public int? MaxCharacters { get; set; }

    /// <summary>How much of everything.</summary>
    [Parameter]
    public ContextMode? Mode { get; set; }

    /// <summary>The session's id.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SessionId { get; set; }

    /// <summary>Emits JSON: what the agent reads from its hook, or without an agent the text and its sections.</summary>
    [Parameter]
    public SwitchParameter Json { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var composer = new SessionContextComposer(CreateContext());
        var request = new ContextRequest { Agent = Agent, SessionId = SessionId, MaxCharacters = MaxCharacters, Mode = Mode };
        AgentAnswer? answer = Json && Agent is not null ? AgentAnswer.Compose(composer, request, Stopped) : null;
        SessionContext context = answer?.Context ?? composer.Compose(request, Stopped);
        foreach (string issue in context.Issues)
        {
            WriteWarning(issue);
        }

        if (Json)
        {
            WriteObject(answer?.Json ?? SessionContextJson.Text(context));
        }
        else
        {
            Emit(context);
        }
    }
}
