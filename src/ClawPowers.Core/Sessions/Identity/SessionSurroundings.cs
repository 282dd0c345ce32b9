using ClawPowers.Core.Sessions.Identity.Processes;

namespace ClawPowers.Core.Sessions.Identity;

/// <summary>Where a session can be found if nobody names it: the variables that agents set, and the processes above this one.</summary>
/// <param name="variable">Reads an environment variable; null if it is not set.</param>
public sealed class SessionSurroundings(Func<string, string?> variable)
{
    /// <summary>Those of this process.</summary>
    public static SessionSurroundings OfProcess { get; } = new(ClawContext.Variable) { Processes = ProcessTable.OfThisSystem };

    /// <summary>The processes; null if they are not to be looked at.</summary>
    internal IProcessTable? Processes { get; init; }

    /// <summary>An environment variable; null if it is not set or holds no possible id.</summary>
    internal string? Variable(string name) => variable(name) is { } text && SessionName.Normalize(text) is { } id ? id : null;
}
