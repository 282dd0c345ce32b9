namespace ClawPowers;

/// <summary>One file of an installed skill, and what a command did with it or would do.</summary>
public sealed record SkillFileChange
{
    /// <summary>The file, relative to the skill's folder, with <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What happened to it.</summary>
    public required SkillFileAction Action { get; init; }

    /// <summary>The file beside it that holds the new version; null if there is none.</summary>
    public string? NewPath { get; init; }

    /// <summary>It in words.</summary>
    /// <returns>The path and what happened.</returns>
    public override string ToString() => Action switch
    {
        SkillFileAction.Added => $"{Path}: added",
        SkillFileAction.Replaced => $"{Path}: replaced by its new version",
        SkillFileAction.Removed => $"{Path}: removed",
        SkillFileAction.Offered => $"{Path}: kept as it is here; its new version is {NewPath}",
        SkillFileAction.Absent => $"{Path}: left away, since someone removed it here",
        _ => $"{Path}: kept as it is here",
    };
}

/// <summary>What happened to a file of an installed skill.</summary>
public enum SkillFileAction
{
    /// <summary>It was not there and is now.</summary>
    Added,

    /// <summary>It was as installed, and is now as in the skill's present version.</summary>
    Replaced,

    /// <summary>It was as installed, and is gone.</summary>
    Removed,

    /// <summary>Someone changed it: it was kept, and the new version is beside it.</summary>
    Offered,

    /// <summary>Someone changed it: it was kept, and there is no new version to be looked at.</summary>
    Kept,

    /// <summary>Someone removed it: it stays away.</summary>
    Absent,
}
