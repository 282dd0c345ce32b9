namespace ClawPowers;

/// <summary>How the work of a branch came into the branch it was made for.</summary>
public enum WorktreeMerge
{
    /// <summary>It did not, or not all of it.</summary>
    None,

    /// <summary>Its commits are there.</summary>
    Merge,

    /// <summary>One commit there makes all of its changes, or they are there in some other way: merging it would add nothing.</summary>
    Squash,

    /// <summary>Each of its commits is there under another name: they were rebased or picked.</summary>
    Rebase,
}
