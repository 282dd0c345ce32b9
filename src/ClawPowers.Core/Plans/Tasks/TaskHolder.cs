using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>
/// Whose a claim is: the session's; where none is known the agent's; where nobody is known, nobody's in particular. A session that another agent goes on
/// with is still the session that claimed.
/// </summary>
/// <param name="Session">The session; null if unknown.</param>
/// <param name="Agent">The agent; null if unknown.</param>
internal readonly record struct TaskHolder(string? Session, string? Agent)
{
    /// <summary>Who asks.</summary>
    /// <exception cref="ClawException"><c>InvalidMetricField</c>: a run could not be booked to it.</exception>
    public static TaskHolder Of(ClawContext context) => new(Checked("session", context.SessionId), Checked("agent", context.Agent));

    /// <summary>Whether it is the same one.</summary>
    public bool Is(TaskHolder other) => Session is null ? other.Session is null && Agent == other.Agent : Session == other.Session;

    /// <summary>The holder in words.</summary>
    public override string ToString() => (Agent, Session) switch
    {
        (null, null) => "somebody who is not known by a session or an agent",
        (null, { } session) => "the session " + session,
        ({ } agent, null) => agent,
        ({ } agent, { } session) => $"{agent} (session {session})",
    };

    private static string? Checked(string field, string? text) =>
        text is not null && ShortText.Problem(text, PlannedMetric.MaximumFieldLength) is { } problem ? throw MetricErrors.InvalidField(field, problem, text) : text;
}
