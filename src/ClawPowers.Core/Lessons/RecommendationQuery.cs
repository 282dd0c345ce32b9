namespace ClawPowers.Core.Lessons;

/// <summary>Which recommendations to read. What is null does not narrow.</summary>
public sealed record RecommendationQuery
{
    /// <summary>Their numbers. Asked for by number, they are found in every scope unless one is named.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Their skills: names or globs; null or none for all.</summary>
    public IReadOnlyList<string>? Skills { get; init; }

    /// <summary>Their states.</summary>
    public IReadOnlyList<RecommendationState>? States { get; init; }

    /// <summary>The scope to look in; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to look in, if not that of the location.</summary>
    public string? Project { get; init; }
}
