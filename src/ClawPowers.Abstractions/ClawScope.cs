namespace ClawPowers;

/// <summary>Where an entry belongs, and where a command looks for it.</summary>
public enum ClawScope
{
    /// <summary>The project of the current location: all clones and worktrees of one repository.</summary>
    Project,

    /// <summary>No project: visible from everywhere.</summary>
    Global,

    /// <summary>Every project and the global scope. For reading only.</summary>
    All,
}
