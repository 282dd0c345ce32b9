namespace ClawPowers.Core.Sessions.Identity;

/// <summary>Whose session a command belongs to.</summary>
/// <param name="Id">The session's id; null if unknown.</param>
/// <param name="Agent">The agent, by its name on a command line or as it was given; null if unknown.</param>
/// <param name="Source">How the session was found.</param>
public sealed record SessionIdentity(string? Id, string? Agent, SessionSource Source);
