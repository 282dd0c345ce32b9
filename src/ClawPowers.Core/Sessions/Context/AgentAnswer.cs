using ClawPowers.Core.Agents;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>A context as the answer that an agent reads, in ASCII alone.</summary>
/// <param name="Json">The answer, one JSON object on one line.</param>
/// <param name="Context">What is in it.</param>
public sealed record AgentAnswer(string Json, SessionContext Context)
{
    /// <summary>Composes a context whose answer the agent takes whole.</summary>
    /// <param name="composer">Composes.</param>
    /// <param name="request">For whom; the agent must be named.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static AgentAnswer Compose(SessionContextComposer composer, ContextRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(composer);
        var agent = AgentDefinition.Of(request.Agent ?? throw new ArgumentException("The agent must be named.", nameof(request)));
        SessionContext context = composer.Compose(request, cancellation);
        var answer = FittedAnswer.Of(
            context.Text,
            most => (context = composer.Compose(request with { MaxCharacters = most }, cancellation)).Text,
            text => FittedAnswer.Write(agent, text));
        return new AgentAnswer(answer.Json, context);
    }
}
