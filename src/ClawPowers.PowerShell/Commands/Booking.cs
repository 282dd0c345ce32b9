using ClawPowers.Core;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Whom a command books its changes to.</summary>
internal static class Booking
{
    /// <summary>The context with what the caller typed in the place of what the environment says.</summary>
    public static ClawContext BookedTo(this ClawContext context, string? sessionId, string? agent) =>
        context with
        {
            SessionId = Given(sessionId) ?? context.SessionId,
            SessionSource = Given(sessionId) is null ? context.SessionSource : SessionSource.Given,
            Agent = Given(agent) ?? context.Agent,
        };

    /// <summary>The text; null if it is blank, which is unknown, as it is in the environment.</summary>
    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
