namespace ClawPowers;

/// <summary>What a session is told at its start about the project of the location.</summary>
public record SessionContext
{
    /// <summary>The whole text; empty if it is switched off.</summary>
    public required string Text { get; init; }

    /// <summary>The length of the text in UTF-16 units, which is what agents count.</summary>
    public int Characters => Text.Length;

    /// <summary>How much was asked for.</summary>
    public required ContextMode Mode { get; init; }

    /// <summary>The agent it is made for; null for none in particular.</summary>
    public ClawAgent? Agent { get; init; }

    /// <summary>The session it is made for; null if unknown.</summary>
    public string? SessionId { get; init; }

    /// <summary>The project of the location; null outside of one.</summary>
    public string? Project { get; init; }

    /// <summary>The sections, in the order of the text; those without content are absent.</summary>
    public required IReadOnlyList<SessionContextSection> Sections { get; init => field = Indexable.Of(value); }

    /// <summary>What kept the text from saying all, in sentences; empty if nothing did.</summary>
    public IReadOnlyList<string> Issues { get; init => field = Indexable.Of(value); } = [];
}
