namespace ClawPowers.Core.Git.Objects;

/// <summary>A path whose file, link or submodule is not the same in two trees.</summary>
/// <param name="Path">The path.</param>
/// <param name="Old">What was there; none if nothing.</param>
/// <param name="New">What is there; none if nothing.</param>
internal readonly record struct TreeChange(GitPath Path, TreeEntry Old, TreeEntry New);

/// <summary>Finds what differs between two trees. Folders that are the same are not read.</summary>
internal static class TreeDifference
{
    /// <summary>The changes, in the order of Git's trees; renames are a path that went and one that came.</summary>
    /// <param name="objects">Where the trees are.</param>
    /// <param name="old">The old tree; none for an empty one.</param>
    /// <param name="present">The new tree; none for an empty one.</param>
    public static List<TreeChange> Between(GitObjects objects, ObjectName old, ObjectName present)
    {
        List<TreeChange> changes = [];
        Compare(objects, default, old, present, changes);
        return changes;
    }

    private static void Compare(GitObjects objects, GitPath folder, ObjectName old, ObjectName present, List<TreeChange> changes)
    {
        if (old.Equals(present))
        {
            return;
        }

        var before = old.IsNone ? [] : objects.Entries(old).ToDictionary(static entry => entry.Key, static entry => entry.Value);
        foreach ((GitPath name, TreeEntry entry) in present.IsNone ? [] : objects.Entries(present))
        {
            before.Remove(name, out TreeEntry was);
            Differ(objects, Below(folder, name), was, entry, changes);
        }

        foreach ((GitPath name, TreeEntry was) in before)
        {
            Differ(objects, Below(folder, name), was, default, changes);
        }

        if (folder.Raw is null)
        {
            changes.Sort(static (one, other) => string.CompareOrdinal(one.Path.Raw, other.Path.Raw));
        }
    }

    private static void Differ(GitObjects objects, GitPath path, TreeEntry old, TreeEntry present, List<TreeChange> changes)
    {
        if (old == present)
        {
            return;
        }

        TreeEntry oldFile = old.IsFolder ? default : old;
        TreeEntry newFile = present.IsFolder ? default : present;
        if (oldFile != newFile)
        {
            changes.Add(new TreeChange(path, oldFile, newFile));
        }

        if (old.IsFolder || present.IsFolder)
        {
            Compare(objects, path, old.IsFolder ? old.Name : default, present.IsFolder ? present.Name : default, changes);
        }
    }

    private static GitPath Below(GitPath folder, GitPath name) => folder.Raw is null ? name : folder.Below(name);
}
