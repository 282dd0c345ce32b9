using ClawPowers.Core.Agents;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Sessions.Context;
using ClawPowers.Core.Sessions.Identity;

namespace ClawPowers.Core.Sessions.Hooks;

/// <summary>Registers a session that starts, and composes what it is told so that its agent takes it whole.</summary>
/// <param name="context">Which store, which project and which session.</param>
/// <param name="agent">The agent.</param>
/// <param name="shape">Whose answer is written.</param>
internal sealed class HookReply(ClawContext context, AgentDefinition agent, AgentDefinition shape)
{
    /// <summary>Registers the session and composes its context.</summary>
    /// <param name="said">What the agent says.</param>
    /// <param name="isCarried">Whether the session has the context already, and is told nothing.</param>
    /// <param name="cancellation">Ends the work.</param>
    public HookAnswer Compose(HookInput said, bool isCarried, CancellationToken cancellation)
    {
        string? failure = Register(said);
        if (failure == SessionRegistry.SaidAlready)
        {
            (isCarried, failure) = (true, null);
        }

        if (isCarried)
        {
            return new HookAnswer { Json = FittedAnswer.Write(shape, text: null), Failure = HookFailureLine.Of(failure) };
        }

        HookAnswer answer = Compose(said, staticOnly: false, out IReadOnlyList<string> issues, cancellation);
        return answer with { Failure = HookFailureLine.Of(failure ?? (issues.Count > 0 ? issues[0] : null)) };
    }

    /// <summary>Composes the part that needs no store.</summary>
    /// <param name="said">What the agent says.</param>
    /// <param name="failure">Why it is only that part.</param>
    /// <param name="cancellation">Ends the work.</param>
    public HookAnswer ComposeStatic(HookInput said, string failure, CancellationToken cancellation) =>
        Compose(said, staticOnly: true, out _, cancellation) with { Failure = failure };

    private HookAnswer Compose(HookInput said, bool staticOnly, out IReadOnlyList<string> issues, CancellationToken cancellation)
    {
        var composer = new SessionContextComposer(context);
        var request = new ContextRequest { Agent = agent.Agent, SessionId = said.SessionId, StaticOnly = staticOnly };
        SessionContext whole = composer.Compose(request, cancellation);
        issues = whole.Issues;
        var answer = FittedAnswer.Of(whole.Text, most => composer.Compose(request with { MaxCharacters = most }, cancellation).Text, text => FittedAnswer.Write(shape, text));
        return new HookAnswer { Json = answer.Json, Context = answer.Text };
    }

    private string? Register(HookInput said)
    {
        // A proof that a hook works is no session.
        if (said.SessionId is not { } id || id.StartsWith(HookSample.IdPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        string? problem = new SessionRegistry(context).Register(new HookSession
        {
            Id = id,
            Agent = agent.Agent,
            Project = ProjectIdentity.Find(context.WorkingDirectory),
            Reason = said.Source,
        });

        // Who runs a hook by hand is told nothing that concerns agents alone.
        return problem == SessionRegistry.NoAgent ? null : problem;
    }
}
