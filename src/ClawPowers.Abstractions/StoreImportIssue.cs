namespace ClawPowers;

/// <summary>Something that is worth knowing about one part of an import.</summary>
public sealed record StoreImportIssue
{
    /// <summary>Of what kind it is.</summary>
    public required ImportIssueKind Kind { get; init; }

    /// <summary>The file that it is about, relative to what was imported.</summary>
    public required string File { get; init; }

    /// <summary>The line in the file, from 1; null if it is about the file as a whole.</summary>
    public long? Line { get; init; }

    /// <summary>The key, the skill or the run that it is about; null if there is none.</summary>
    public string? Key { get; init; }

    /// <summary>What was found.</summary>
    public required string Detail { get; init; }

    /// <summary>What was done about it.</summary>
    public required string Action { get; init; }

    /// <summary>The issue in one line.</summary>
    /// <returns>Where, what and what was done.</returns>
    public override string ToString() =>
        File + (Line is { } line ? FormattableString.Invariant($", line {line}") : string.Empty) + (Key is null ? string.Empty : $", '{Key}'") + $": {Detail}; {Action}.";
}
