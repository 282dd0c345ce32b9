using System.Runtime.InteropServices;

namespace ClawPowers.Core.Git.Objects;

/// <summary>What a tree holds under a name: a file, a folder, a link or a submodule. The default is nothing.</summary>
/// <param name="Name">The object.</param>
/// <param name="Mode">Git's mode, such as octal 100644.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TreeEntry(ObjectName Name, int Mode)
{
    private const int TypeMask = 0xF000;

    /// <summary>Whether there is nothing.</summary>
    public bool IsNone => Mode == 0;

    public bool IsFolder => (Mode & TypeMask) == 0x4000;

    public bool IsFile => (Mode & TypeMask) == 0x8000;

    public bool IsLink => (Mode & TypeMask) == 0xA000;

    public bool IsSubmodule => (Mode & TypeMask) == 0xE000;

    /// <summary>Whether both are files, links, folders or submodules.</summary>
    public bool IsLike(TreeEntry other) => (Mode & TypeMask) == (other.Mode & TypeMask);
}
