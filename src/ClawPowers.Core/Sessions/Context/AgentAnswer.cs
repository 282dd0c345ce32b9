using ClawPowers.Core.Agents;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>A context as the answer that an agent reads, in ASCII alone.</summary>
/// <param name="Json">The answer, one JSON object on one line.</param>
/// <param name="Context">What is in it.</param>
public sealed record AgentAnswer(string Json, SessionContext Context)
{
    // Less than this says nothing worth while.
    private const int LeastCharacters = 100;

    /// <summary>
    /// Composes a context whose answer the agent takes whole. What is not ASCII takes six characters for one, so that a text that is
    /// short enough may make an answer that is not; it is then composed again.
    /// </summary>
    /// <param name="composer">Composes.</param>
    /// <param name="request">For whom; the agent must be named.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static AgentAnswer Compose(SessionContextComposer composer, ContextRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(composer);
        var agent = AgentDefinition.Of(request.Agent ?? throw new ArgumentException("The agent must be named.", nameof(request)));
        SessionContext context = composer.Compose(request, cancellation);
        string json = Write(agent, context.Text);
        while (json.Length > SessionContextComposer.MostCharacters)
        {
            int most = (int)((long)context.Text.Length * (SessionContextComposer.MostCharacters - LeastCharacters) / json.Length);
            context = composer.Compose(request with { MaxCharacters = Math.Min(most, context.Text.Length - 1) }, cancellation);
            json = Write(agent, context.Text);
        }

        return new AgentAnswer(json, context);
    }

    private static string Write(AgentDefinition agent, string text) =>
        AsciiJson.Text(writer => agent.WriteAnswer(writer, text.Length == 0 ? null : text));
}
