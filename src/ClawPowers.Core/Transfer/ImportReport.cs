namespace ClawPowers.Core.Transfer;

/// <summary>Counts what an import does, and notes what is worth knowing.</summary>
internal sealed class ImportReport(string path)
{
    private readonly List<StoreImportIssue> _issues = [];

    public string? SourceId { get; set; }

    public bool IsCopy { get; set; }

    public Tally Entries { get; } = new();

    public Tally Metrics { get; } = new();

    public Tally Recommendations { get; } = new();

    public long Versions { get; set; }

    public long Feedback { get; set; }

    public void Note(ImportIssueKind kind, string file, long? line, string? key, string detail, string action) =>
        _issues.Add(new StoreImportIssue { Kind = kind, File = file, Line = line, Key = key, Detail = detail, Action = action });

    public StoreImport Finish(bool isCommitted) => new()
    {
        Path = path,
        SourceId = SourceId,
        IsCommitted = isCommitted,
        IsCopy = IsCopy,
        EntriesAdded = Entries.Added,
        EntriesReplaced = Entries.Replaced,
        EntriesKept = Entries.Kept,
        EntriesUnchanged = Entries.Unchanged,
        VersionsAdded = Versions,
        MetricsAdded = Metrics.Added,
        MetricsReplaced = Metrics.Replaced,
        MetricsKept = Metrics.Kept,
        MetricsUnchanged = Metrics.Unchanged,
        RecommendationsTaken = Recommendations.Added + Recommendations.Replaced,
        RecommendationsUnchanged = Recommendations.Unchanged + Recommendations.Kept,
        FeedbackAdded = Feedback,
        BadLines = _issues.LongCount(static issue => issue.Kind is ImportIssueKind.BadLine),
        Issues = _issues,
    };

    /// <summary>What became of the things of one kind.</summary>
    internal sealed class Tally
    {
        public long Added { get; set; }

        public long Replaced { get; set; }

        public long Kept { get; set; }

        public long Unchanged { get; set; }
    }
}
