namespace ClawPowers.Core.Transfer;

/// <summary>What to import, and where to.</summary>
public sealed record ImportRequest
{
    /// <summary>A home folder of clawpowers 1.0.0 or a file of an export, absolute; null for the home where the store is.</summary>
    public string? Path { get; init; }

    /// <summary>What to do where the store says something else.</summary>
    public ImportConflict Conflict { get; init; }

    /// <summary>The scope to import into. Null: the global one for a home; for an export, those that it comes from.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to import into.</summary>
    public string? Project { get; init; }

    /// <summary>False to find out what would happen and keep nothing.</summary>
    public bool Commit { get; init; } = true;
}
