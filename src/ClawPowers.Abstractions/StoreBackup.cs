namespace ClawPowers;

/// <summary>A copy of a store.</summary>
public record StoreBackup
{
    /// <summary>The copy's file.</summary>
    public required string Path { get; init; }

    /// <summary>The identity of the store that was copied.</summary>
    public required string StoreId { get; init; }

    /// <summary>The version of the copy's schema.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>How many live entries the copy holds.</summary>
    public required long Entries { get; init; }

    /// <summary>The copy's size in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The file's path, so that a backup can stand where a path is asked for.</summary>
    /// <returns><see cref="Path"/>.</returns>
    public sealed override string ToString() => Path;
}
