namespace ClawPowers;

/// <summary>What would happen if two branches were merged.</summary>
public record BranchForecast
{
    /// <summary>The one: a branch, or a commit's first digits where none is checked out.</summary>
    public required string Branch { get; init; }

    /// <summary>The other.</summary>
    public required string Other { get; init; }

    /// <summary>The commit that they have last in common; null if there is none, and then Git refuses to merge them.</summary>
    public string? MergeBase { get; init; }

    /// <summary>The paths that both have changed since, in order, whether they agree or not.</summary>
    public required IReadOnlyList<string> SharedFiles { get; init => field = Indexable.Of(value); }

    /// <summary>The paths that would be in conflict, in order.</summary>
    public required IReadOnlyList<MergeConflict> Conflicts { get; init => field = Indexable.Of(value); }

    /// <summary>Whether a merge would go through.</summary>
    public bool IsClean => MergeBase is not null && Conflicts.Count == 0;

    /// <summary>The pair and what comes of it, on one line.</summary>
    /// <returns><c>branch + other: 2 conflicts</c></returns>
    public sealed override string ToString() => $"{Branch} + {Other}: {this switch
    {
        { MergeBase: null } => "no history in common",
        { Conflicts.Count: 1 } => "1 conflict",
        { Conflicts.Count: > 1 } => $"{Conflicts.Count} conflicts",
        _ => "clean",
    }}";
}
