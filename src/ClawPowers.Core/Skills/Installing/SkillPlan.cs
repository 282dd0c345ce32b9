namespace ClawPowers.Core.Skills.Installing;

/// <summary>A file to be written.</summary>
/// <param name="Path">Where, within the skill's folder.</param>
/// <param name="File">What.</param>
/// <param name="Expected">The hash of what is there now and may be replaced; null if nothing may be there.</param>
internal sealed record PlannedWrite(string Path, SourceFile File, string? Expected);

/// <summary>A file to be deleted.</summary>
/// <param name="Path">Which, within the skill's folder.</param>
/// <param name="Expected">The hash of what is there now and may be deleted.</param>
internal sealed record PlannedDelete(string Path, string Expected);

/// <summary>What is to be done with one skill in one folder.</summary>
internal sealed record SkillPlan
{
    /// <summary>What the manifest says now; null for nothing.</summary>
    public required ManifestSkill? Before { get; init; }

    /// <summary>What the manifest says while it is done: true of everything that a crash can leave.</summary>
    public required ManifestSkill? During { get; init; }

    /// <summary>What the manifest says when it is done; null for nothing.</summary>
    public required ManifestSkill? After { get; init; }

    public IReadOnlyList<PlannedWrite> Writes { get; init; } = [];

    public IReadOnlyList<PlannedDelete> Deletes { get; init; } = [];

    /// <summary>Files that a crash left unfinished, by the paths that they were meant for.</summary>
    public IReadOnlyList<string> Leftovers { get; init; } = [];

    /// <summary>Folders to make, outermost first; empty text for the skill's own.</summary>
    public IReadOnlyList<string> NewFolders { get; init; } = [];

    /// <summary>Folders to remove if they are empty, innermost first; empty text for the skill's own.</summary>
    public IReadOnlyList<string> OldFolders { get; init; } = [];

    /// <summary>What it comes to.</summary>
    public required SkillInstallation Result { get; init; }

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsNothing =>
        Writes.Count == 0 && Deletes.Count == 0 && Leftovers.Count == 0 && Before?.Pin == After?.Pin
        && SkillManifestJson.Write(Before).AsSpan().SequenceEqual(SkillManifestJson.Write(After));
}
