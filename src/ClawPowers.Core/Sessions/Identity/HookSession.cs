namespace ClawPowers.Core.Sessions.Identity;

/// <summary>A session that begins, as its hook knows it.</summary>
internal sealed record HookSession
{
    /// <summary>The session's id.</summary>
    public required string Id { get; init; }

    /// <summary>The agent; null for a person's terminal.</summary>
    public required ClawAgent? Agent { get; init; }

    /// <summary>The identity of the project it works in; null outside of one.</summary>
    public string? Project { get; init; }

    /// <summary>Why it begins, in the agent's own word, such as <c>startup</c> or <c>clear</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it is the session of this very process, as in a profile, and not of the agent above it.</summary>
    public bool IsOfThisProcess { get; init; }
}
