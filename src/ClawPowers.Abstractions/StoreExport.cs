namespace ClawPowers;

/// <summary>A store, or a part of it, as JSON Lines.</summary>
public record StoreExport
{
    /// <summary>The file; null if it was written to a stream.</summary>
    public string? Path { get; init; }

    /// <summary>The identity of the store that was exported.</summary>
    public required string StoreId { get; init; }

    /// <summary>Whether everything in the store was exported; false if only some scopes or keys were asked for.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Whether superseded versions were asked for.</summary>
    public required bool HasHistory { get; init; }

    /// <summary>How many entries it holds, removed and expired ones included.</summary>
    public required long Entries { get; init; }

    /// <summary>How many superseded versions of entries and runs it holds.</summary>
    public required long Versions { get; init; }

    /// <summary>How many runs it holds.</summary>
    public required long Metrics { get; init; }

    /// <summary>How many recommendations it holds.</summary>
    public required long Recommendations { get; init; }

    /// <summary>How many calls for feedback it holds.</summary>
    public required long FeedbackRuns { get; init; }

    /// <summary>In how many lines something that looks like a secret was masked.</summary>
    public required long Masked { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long SizeBytes { get; init; }
}
