namespace ClawPowers;

/// <summary>A path that a merge can't decide.</summary>
public sealed record MergeConflict
{
    /// <summary>The path inside the repository, with <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Why.</summary>
    public required MergeConflictKind Kind { get; init; }

    /// <summary>The path and why, on one line.</summary>
    /// <returns><c>path (kind)</c></returns>
    public override string ToString() => $"{Path} ({Kind})";
}
