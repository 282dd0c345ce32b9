namespace ClawPowers.Core.Transfer;

/// <summary>What to export, and where to.</summary>
public sealed record ExportRequest
{
    /// <summary>The file to make, absolute; null to write to <see cref="Output"/>.</summary>
    public string? Path { get; init; }

    /// <summary>Where to write if no file is named. Stays open.</summary>
    public Stream? Output { get; init; }

    /// <summary>Whether a file that is there may be replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Keys and globs: only entries that match one of them, and no runs. Null or empty for everything.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>The scope to export; null for all, unless a project is named.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to export, if not that of the location.</summary>
    public string? Project { get; init; }

    /// <summary>Whether superseded versions are exported too.</summary>
    public bool History { get; init; } = true;

    /// <summary>Whether secrets are written as they are, instead of masked.</summary>
    public bool IncludeSecrets { get; init; }
}
