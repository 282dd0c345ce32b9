namespace ClawPowers;

/// <summary>Where a skill was found.</summary>
public enum SkillSource
{
    /// <summary>In a folder of the project.</summary>
    Project,

    /// <summary>In a folder of the user.</summary>
    User,

    /// <summary>Among those that come with the program.</summary>
    Bundled,

    /// <summary>Where the caller said.</summary>
    Path,
}
