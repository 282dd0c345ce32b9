namespace ClawPowers.Core.Sessions.Context;

/// <summary>What a session is to be told.</summary>
public sealed record ContextRequest
{
    /// <summary>The agent whose session it is; null for none in particular.</summary>
    public ClawAgent? Agent { get; init; }

    /// <summary>The session's id; null if unknown.</summary>
    public string? SessionId { get; init; }

    /// <summary>The greatest length of the text, in UTF-16 units; null for what the mode allows. Never more than <see cref="SessionContextComposer.MostCharacters"/>.</summary>
    public int? MaxCharacters { get; init; }

    /// <summary>How much; null leaves it to <c>CLAWPOWERS_BOOTSTRAP</c>, the project's setting, else brief.</summary>
    public ContextMode? Mode { get; init; }

    /// <summary>Whether the store is left alone: only what needs none.</summary>
    public bool StaticOnly { get; init; }
}
