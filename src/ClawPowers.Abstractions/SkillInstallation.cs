namespace ClawPowers;

/// <summary>One skill in one folder that agents read, and what a command did with it or would do.</summary>
public record SkillInstallation
{
    /// <summary>The skill's name.</summary>
    public required string Skill { get; init; }

    /// <summary>The agents that it is installed for; of one that was removed, those that it was removed for.</summary>
    public required IReadOnlyList<ClawAgent> Agents { get; init => field = Indexable.Of(value); }

    /// <summary>For the user or for the project.</summary>
    public required SkillScope Scope { get; init; }

    /// <summary>The skill's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>How it stands.</summary>
    public required SkillInstallationState State { get; init; }

    /// <summary>Whether it was done; false if it was only asked what would be.</summary>
    public required bool IsDone { get; init; }

    /// <summary>The files that something happened to, or that are not as they were installed; in order of their paths.</summary>
    public required IReadOnlyList<SkillFileChange> Files { get; init => field = Indexable.Of(value); }

    /// <summary>The Git repository that it comes from: a URL or a path; null if it comes from none.</summary>
    public string? Repository { get; init; }

    /// <summary>The branch, tag or commit of the repository that it follows; null without a repository.</summary>
    public string? Ref { get; init; }

    /// <summary>The commit that it is, or would become; null without a repository.</summary>
    public string? Commit { get; init; }

    /// <summary>What its repository brings; null if that is nothing new, or without a repository.</summary>
    public SkillReview? Review { get; init; }

    /// <summary>What else there is to know; null for nothing.</summary>
    public string? Message { get; init; }

    /// <summary>The skill's name, so that an installation can stand where a name is asked for.</summary>
    /// <returns><see cref="Skill"/>.</returns>
    public sealed override string ToString() => Skill;
}

/// <summary>How an installed skill stands after a command.</summary>
public enum SkillInstallationState
{
    /// <summary>It was installed.</summary>
    Installed,

    /// <summary>It was brought up to date.</summary>
    Updated,

    /// <summary>It is up to date already.</summary>
    Current,

    /// <summary>Files in it are not as they were installed, because someone changed or removed them; they were left so. The rest is up to date.</summary>
    Edited,

    /// <summary>It was removed.</summary>
    Removed,

    /// <summary>It stays, wholly or in part: other agents use it, someone changed it, or its source is not there.</summary>
    Kept,
}
