namespace ClawPowers.Core.Sessions.Identity;

/// <summary>The name that the profile's script gives the session of a terminal where nobody has named one: <c>terminal-</c> and a GUID.</summary>
internal static class TerminalSession
{
    private const string Start = "terminal-";

    /// <summary>Whether a session is only that of the terminal, which everything that is started there inherits, and gives way to an agent's own.</summary>
    /// <param name="id">The session.</param>
    /// <param name="source">How it is known. Who names it on purpose means it.</param>
    public static bool Yields(string id, SessionSource source) =>
        source == SessionSource.Variable && id.StartsWith(Start, StringComparison.Ordinal) && Guid.TryParseExact(id.AsSpan(Start.Length), "D", out _);
}
