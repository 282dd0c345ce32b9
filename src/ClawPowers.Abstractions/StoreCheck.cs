namespace ClawPowers;

/// <summary>The outcome of one check of a store.</summary>
public record StoreCheck
{
    /// <summary>What was checked: <c>Exists</c>, <c>Opens</c>, <c>Schema</c>, <c>Integrity</c>, <c>References</c>, <c>History</c>, <c>SearchIndex</c>, <c>Permissions</c>, <c>Journal</c> or <c>Disk</c>.</summary>
    public required string Check { get; init; }

    /// <summary>Whether all is well.</summary>
    public required bool Passed { get; init; }

    /// <summary>What was found.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do about it; null if the check passed.</summary>
    public string? Recommendation { get; init; }
}
