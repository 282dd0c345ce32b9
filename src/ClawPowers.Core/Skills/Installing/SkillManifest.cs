using ClawPowers.Core.Skills.Repositories;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>What ClawPowers put into one folder of skills: everything there that is ours.</summary>
internal sealed class SkillManifest
{
    /// <summary>The file's name. It stands beside the skills' folders, where no agent looks for a skill.</summary>
    public const string FileName = ".clawpowers-skills.json";

    /// <summary>The skills by name.</summary>
    public SortedDictionary<string, ManifestSkill> Skills { get; } = new(StringComparer.Ordinal);

    /// <summary>The folders on the way to this one that were not there before, relative to the home or project.</summary>
    public SortedSet<string> FoldersMade { get; } = new(StringComparer.Ordinal);
}

/// <summary>One installed skill.</summary>
internal sealed record ManifestSkill
{
    /// <summary>The agents that asked for it.</summary>
    public required IReadOnlyList<ClawAgent> Agents { get; init; }

    /// <summary>The folder that it came from, relative to the home or project if it is in there; null if it came with the program or from a repository.</summary>
    public string? Source { get; init; }

    /// <summary>Whether it came from a repository, which stands in the lock file beside this one.</summary>
    public bool IsLocked { get; init; }

    /// <summary>What the lock file says of it; null if nothing.</summary>
    public SkillPin? Pin { get; init; }

    /// <summary>Whether its removal has begun.</summary>
    public bool IsLeaving { get; init; }

    /// <summary>The folders in it that were made for it, without the skill's own.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Its files by path.</summary>
    public required SortedDictionary<string, ManifestFile> Files { get; init; }
}

/// <summary>One file of an installed skill.</summary>
internal sealed record ManifestFile
{
    /// <summary>The hash of what was written there; null if the file is the user's own, or not written yet.</summary>
    public string? Hash { get; init; }

    /// <summary>The hash of what is about to be written there; null once it is.</summary>
    public string? Pending { get; init; }

    /// <summary>Of a file that someone changed: the hash of the new version that was last put beside it.</summary>
    public string? Offered { get; init; }

    /// <summary>The file that this one is a new version of, beside it; null if it is the skill's own file.</summary>
    public string? NewVersionOf { get; init; }

    /// <summary>Whether it was written as one that can be run.</summary>
    public bool Executable { get; init; }

    /// <summary>Whether it holds lessons, which are no part of the skill itself.</summary>
    public bool IsLessons { get; init; }
}
