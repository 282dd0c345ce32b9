namespace ClawPowers;

/// <summary>A worktree that calls for something to be done.</summary>
public record StaleWorktree
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its folder.</summary>
    public required string Path { get; init; }

    /// <summary>What it calls for it by.</summary>
    public required string Reason { get; init; }

    /// <summary>What to do.</summary>
    public required string Advice { get; init; }

    /// <summary>When something last happened in it; null if unknown.</summary>
    public DateTimeOffset? LastActivity { get; init; }

    /// <summary>The name, so that it can stand where a worktree is asked for.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public sealed override string ToString() => Name;
}
