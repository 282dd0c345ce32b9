namespace ClawPowers;

/// <summary>Why a merge can't decide.</summary>
public enum MergeConflictKind
{
    /// <summary>Both changed the same lines, or lines next to each other.</summary>
    Content,

    /// <summary>Both put in or renamed a file to this name, and they are not the same.</summary>
    AddAdd,

    /// <summary>One changed what the other deleted.</summary>
    ModifyDelete,

    /// <summary>One renamed what the other deleted.</summary>
    RenameDelete,

    /// <summary>Both renamed it, to different names.</summary>
    RenameRename,

    /// <summary>One put it into a folder that the other renamed; the path is where it probably belongs.</summary>
    FileLocation,

    /// <summary>It is a file for one and a folder for the other.</summary>
    FileFolder,

    /// <summary>Both changed a file that has no lines.</summary>
    Binary,

    /// <summary>It is a file for one and a link for the other, or a link that both changed.</summary>
    Link,

    /// <summary>Both moved a submodule to another commit.</summary>
    Submodule,
}
