namespace ClawPowers;

/// <summary>One section of what a session is told at its start.</summary>
public record SessionContextSection
{
    /// <summary>The section's name: <c>bootstrap</c>, <c>commands</c>, <c>skills</c>, <c>plans</c>, <c>investigations</c>, <c>leases</c>, <c>feedback</c>, <c>recall</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The section as it stands in the whole, with its heading.</summary>
    public required string Text { get; init; }

    /// <summary>How many items it names; 0 for one that is prose.</summary>
    public required int Items { get; init; }

    /// <summary>How many more there are that found no room.</summary>
    public required int Omitted { get; init; }
}
