using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Sessions.Identity;

/// <summary>
/// Finds out whose session a command belongs to: the one that is given, that of <c>CLAWPOWERS_SESSION</c>, that of the agent's own variable, that of
/// the nearest process above this one that a hook registered, else none. The agent likewise, its other variables included. What a profile called its
/// terminal in <c>CLAWPOWERS_SESSION</c> counts last: an agent that is started in that terminal inherits it, and has a session of its own.
/// </summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class SessionResolver(ClawContext context)
{
    /// <summary>Every variable by which a session or an agent is known, ours first.</summary>
    public static IReadOnlyList<string> Variables { get; } =
    [
        ClawContext.SessionVariable,
        ClawContext.AgentVariable,
        .. Agents.AgentDefinition.ByVariables.SelectMany(static agent => agent.SessionVariables.Concat(agent.MarkerVariables)),
    ];

    /// <summary>Finds the session and the agent. Opens the store for reading only if variables do not tell.</summary>
    /// <param name="sessionId">The session that is given; null for none.</param>
    /// <param name="agent">The agent that is given; null for none.</param>
    /// <returns>What is known; nothing is no failure.</returns>
    /// <exception cref="Errors.ClawException">The store can't be read.</exception>
    public SessionIdentity Resolve(string? sessionId = null, string? agent = null) => Resolve(sessionId, agent, processes =>
    {
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, RegisteredSession.Schema);
        return connection is null ? null : StoreGuard.Call(connection, context.Store, () => RegisteredSession.Nearest(connection, processes));
    });

    /// <summary>Finds the session and the agent by a connection that is open anyway.</summary>
    /// <param name="connection">A connection to a store of the schema of <see cref="RegisteredSession.Schema"/>; null if there is none.</param>
    /// <param name="sessionId">The session that is given; null for none.</param>
    /// <param name="agent">The agent that is given; null for none.</param>
    internal SessionIdentity Resolve(SqliteConnection? connection, string? sessionId = null, string? agent = null) =>
        Resolve(sessionId, agent, processes => connection is null ? null : RegisteredSession.Nearest(connection, processes));

    /// <summary>The context with the session and the agent that its writes are booked to.</summary>
    internal static ClawContext Book(ClawContext context, SqliteConnection connection)
    {
        if (context.Surroundings is null || (context.SessionId is { } id && context.Agent is not null && !TerminalSession.Yields(id, context.HowSessionIsKnown)))
        {
            return context;
        }

        SessionIdentity identity = new SessionResolver(context).Resolve(connection);
        return context with { SessionId = identity.Id, Agent = identity.Agent, SessionSource = identity.Source, Surroundings = null };
    }

    private SessionIdentity Resolve(string? sessionId, string? agent, Func<Processes.IProcessTable, RegisteredSession?> nearest)
    {
        (string? id, SessionSource source) = string.IsNullOrWhiteSpace(sessionId) ? (context.SessionId, context.HowSessionIsKnown) : (sessionId.Trim(), SessionSource.Given);
        agent = string.IsNullOrWhiteSpace(agent) ? context.Agent : agent.Trim();
        bool isSettled = id is not null && !TerminalSession.Yields(id, source);
        if (context.Surroundings is not { } surroundings || (isSettled && agent is not null))
        {
            return new SessionIdentity(id, agent, source);
        }

        List<AgentSign> signs = AgentSign.Of(surroundings);
        bool isClear = signs.Count == 1 && (isSettled || signs[0].SessionId is not null);
        RegisteredSession? registered = isClear || surroundings.Processes is not { } processes ? null : nearest(processes);
        AgentSign? sign = Choose(signs, registered);
        if (!isSettled)
        {
            (id, source) =
                sign?.SessionId is { } own ? (own, SessionSource.AgentVariable)
                : registered is not null ? (registered.Id, SessionSource.Ancestor)
                : (id, source);
        }

        return new SessionIdentity(id, agent ?? sign?.Agent ?? registered?.Agent, source);
    }

    // An agent that another started has the other's variables too. Which is the inner one, only the processes tell.
    private static AgentSign? Choose(List<AgentSign> signs, RegisteredSession? registered)
    {
        int at = signs.FindIndex(sign => sign.Agent == registered?.Agent);
        at = at >= 0 ? at : signs.FindIndex(static sign => sign.SessionId is not null);
        return signs.Count == 0 ? null : signs[Math.Max(at, 0)];
    }
}
