namespace ClawPowers;

/// <summary>What an import did, or would do.</summary>
public record StoreImport
{
    /// <summary>The folder or file that was imported.</summary>
    public required string Path { get; init; }

    /// <summary>The identity of the store that was exported; null for a folder of clawpowers 1.0.0.</summary>
    public string? SourceId { get; init; }

    /// <summary>Whether it was kept; false if it was only tried.</summary>
    public required bool IsCommitted { get; init; }

    /// <summary>Whether the store was empty and has become the one that was exported: the same identity, ids, versions and times.</summary>
    public required bool IsCopy { get; init; }

    /// <summary>How many entries came in that the store did not have.</summary>
    public required long EntriesAdded { get; init; }

    /// <summary>How many entries the store had otherwise, and that are now as in the source.</summary>
    public required long EntriesReplaced { get; init; }

    /// <summary>How many entries the store has otherwise, and has kept.</summary>
    public required long EntriesKept { get; init; }

    /// <summary>How many entries were the same already.</summary>
    public required long EntriesUnchanged { get; init; }

    /// <summary>How many superseded versions of entries came in.</summary>
    public required long VersionsAdded { get; init; }

    /// <summary>How many runs came in that the store did not have.</summary>
    public required long MetricsAdded { get; init; }

    /// <summary>How many runs the store had otherwise, and that are now as in the source.</summary>
    public required long MetricsReplaced { get; init; }

    /// <summary>How many runs the store has otherwise, or has removed, and that stayed so.</summary>
    public required long MetricsKept { get; init; }

    /// <summary>How many runs were there already.</summary>
    public required long MetricsUnchanged { get; init; }

    /// <summary>How many recommendations came in, with their lessons, or are now as in the source.</summary>
    public required long RecommendationsTaken { get; init; }

    /// <summary>How many recommendations were there already, or stayed as the store has them.</summary>
    public required long RecommendationsUnchanged { get; init; }

    /// <summary>How many calls for feedback came in. They are taken into an empty store only.</summary>
    public required long FeedbackAdded { get; init; }

    /// <summary>How many lines could not be understood and were left out.</summary>
    public required long BadLines { get; init; }

    /// <summary>Everything that is worth knowing, in the order in which it was met.</summary>
    public required IReadOnlyList<StoreImportIssue> Issues { get; init => field = Indexable.Of(value); }
}
