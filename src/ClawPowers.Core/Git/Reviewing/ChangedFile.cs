using ClawPowers.Core.Git.Objects;

namespace ClawPowers.Core.Git.Reviewing;

/// <summary>A file that a change touches, as it was before.</summary>
/// <param name="Path">Its path before the change; of a new file, the folder that it was put in.</param>
/// <param name="Lines">
/// The lines that the change removes or replaces and, where it only puts lines in, the one before and the one after. None for what is new, binary, a submodule or
/// only renamed.
/// </param>
internal sealed record ChangedFile(GitPath Path, IReadOnlyList<LineRange> Lines)
{
    /// <summary>What differs between the two, in the order of paths.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="renames">Where files came from.</param>
    /// <param name="before">The commit before the change.</param>
    /// <param name="after">The last commit of the change.</param>
    /// <param name="isWanted">Whether a path counts; asked of the new one and of the old one.</param>
    public static IReadOnlyList<ChangedFile> Between(GitObjects objects, Renames renames, GitCommit before, GitCommit after, Func<GitPath, bool> isWanted)
    {
        List<TreeChange> changes = TreeDifference.Between(objects, before.Tree, after.Tree);
        List<TreeChange> gone = changes.FindAll(static change => change.New.IsNone);
        var files = new Dictionary<GitPath, List<LineRange>>();
        foreach (TreeChange change in changes.Where(static change => !change.New.IsNone))
        {
            TreeChange source = change;
            if (change.Old.IsNone && renames.Source(gone, change.Path, change.New) is { } old)
            {
                gone.Remove(old);
                source = old;
            }

            if (isWanted(change.Path) || isWanted(source.Path))
            {
                if (source.Old.IsNone)
                {
                    AddFolder(change.Path);
                }
                else
                {
                    Add(source.Path, LinesOf(objects, source.Old, change.New));
                }
            }
        }

        foreach (TreeChange change in gone.Where(change => isWanted(change.Path)))
        {
            Add(change.Path, LinesOf(objects, change.Old, default));
        }

        return [.. files.OrderBy(static file => file.Key.Raw, StringComparer.Ordinal).Select(static file => new ChangedFile(file.Key, file.Value))];

        void Add(GitPath path, List<LineRange> lines) => files[path] = lines;

        // Who works beside a new file knows what it belongs to. Everybody works in the top folder.
        void AddFolder(GitPath path)
        {
            var paths = new TreePaths(objects);
            if (path.Folders().FirstOrDefault(folder => paths.Find(before.Tree, paths.Add(folder)).IsFolder) is { Raw: not null } folder)
            {
                files.TryAdd(folder, []);
            }
        }
    }

    private static List<LineRange> LinesOf(GitObjects objects, TreeEntry old, TreeEntry present)
    {
        if (old.IsSubmodule || !objects.IsText(old.Name) || (!present.IsNone && (present.IsSubmodule || !objects.IsText(present.Name))))
        {
            return [];
        }

        byte[] text = objects.Text(old.Name);
        int count = LineHunks.Count(text);
        if (present.IsNone)
        {
            return count == 0 ? [] : [new LineRange(0, count, 0)];
        }

        List<LineRange> lines = [];
        int next = 0;
        foreach (LineHunk hunk in LineHunks.Between(text, objects.Text(present.Name)))
        {
            (int from, int to) = hunk.OldCount > 0 ? (hunk.OldStart, hunk.OldStart + hunk.OldCount) : (hunk.OldStart - 1, hunk.OldStart + 1);
            from = Math.Max(from, next);
            next = Math.Clamp(to, next, count);
            if (from < next)
            {
                lines.Add(new LineRange(from, next - from, from));
            }
        }

        return lines;
    }
}
