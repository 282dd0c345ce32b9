namespace ClawPowers.Core.Sessions.Context;

/// <summary>What the sections of one context are about, and what they may look at.</summary>
internal sealed record ContextSubject
{
    /// <summary>From where, and whose.</summary>
    public required ClawContext Context { get; init; }

    /// <summary>How much is wanted; never off.</summary>
    public required ContextMode Mode { get; init; }

    /// <summary>The agent; null for none in particular.</summary>
    public required ClawAgent? Agent { get; init; }

    /// <summary>The session; null if unknown.</summary>
    public required string? SessionId { get; init; }

    /// <summary>The project; null outside of one.</summary>
    public required string? Project { get; init; }

    /// <summary>The store; null if there is none, or it can't or shan't be read.</summary>
    public required StoreLook? Store { get; init; }

    /// <summary>What the skill about all skills says.</summary>
    public required UsingSkill Guide { get; init; }

    /// <summary>How commands are called from the agent's shell.</summary>
    public required CommandForms Commands { get; init; }

    /// <summary>Ends the work.</summary>
    public required CancellationToken Cancellation { get; init; }

    /// <summary>Whether more of everything is wanted.</summary>
    public bool IsFull => Mode is ContextMode.Full;

    /// <summary>One of two numbers, after the mode.</summary>
    public int Choose(int brief, int full) => IsFull ? full : brief;
}
