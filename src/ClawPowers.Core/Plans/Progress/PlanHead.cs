namespace ClawPowers.Core.Plans.Progress;

/// <summary>A plan without its tasks.</summary>
internal sealed record PlanHead
{
    public required string Name { get; init; }

    public string? Goal { get; init; }

    public required IReadOnlyList<string> DoneWhen { get; init; }

    public string? Path { get; init; }

    public string? Project { get; init; }

    public required ClawScope Scope { get; init; }

    /// <summary>In UTC milliseconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>In UTC milliseconds.</summary>
    public required long UpdatedAt { get; init; }
}
