using ClawPowers.Core.Git.Objects;

namespace ClawPowers.Core.Git.Merging;

/// <summary>
/// Finds files that one side put into a folder which the other has renamed. Git takes that for a conflict (<c>merge.directoryRenames</c>), since the file
/// probably belongs into the renamed one; libgit2 knows nothing of it.
/// </summary>
internal static class MovedFolders
{
    /// <summary>Whether it can have happened, which is quickly told.</summary>
    public static bool ArePossible(SideChanges mover, SideChanges adder) =>
        mover.GoneFolders.Count > 0 && adder.Added.Exists(added => added.Path.Folders().Any(mover.GoneFolders.Contains));

    /// <summary>Where Git would suggest to put the files.</summary>
    public static IEnumerable<GitPath> Conflicts(SideChanges mover, SideChanges adder)
    {
        Dictionary<GitPath, Dictionary<GitPath, int>>? targets = null;

        // As in Git, a folder is of interest only if a file was put right into it; then those put below it follow.
        HashSet<GitPath> folders = [.. adder.Added.Select(static added => added.Path.Folder)];
        folders.RemoveWhere(folder => !mover.GoneFolders.Contains(folder) || !adder.HadFolder(folder) || mover.HasFolder(folder));
        foreach (TreeChange added in adder.Added.Where(added => !mover.Paths.Contains(added.Path.Raw)))
        {
            foreach (GitPath folder in added.Path.Folders().Where(folders.Contains))
            {
                targets ??= Targets(mover);
                if (targets.TryGetValue(folder, out Dictionary<GitPath, int>? counts))
                {
                    int most = counts.Values.Max();
                    GitPath[] best = [.. counts.Where(count => count.Value == most).Select(static count => count.Key)];
                    yield return best.Length == 1 ? best[0].Below(new GitPath(added.Path.Raw[(folder.Raw.Length + 1)..])) : added.Path;
                    break;
                }
            }
        }
    }

    // How many files went from each folder to each other one. A folder above moved too, as long as the names below stayed.
    private static Dictionary<GitPath, Dictionary<GitPath, int>> Targets(SideChanges mover)
    {
        Dictionary<GitPath, Dictionary<GitPath, int>> targets = [];
        foreach ((GitPath present, GitPath old) in mover.Moves)
        {
            (GitPath from, GitPath to) = (old.Folder, present.Folder);
            while (from != to && from.Raw.Length > 0)
            {
                if (!targets.TryGetValue(from, out Dictionary<GitPath, int>? counts))
                {
                    counts = [];
                    targets.Add(from, counts);
                }

                counts[to] = counts.GetValueOrDefault(to) + 1;
                if (to.Raw.Length == 0 || from.FileName != to.FileName)
                {
                    break;
                }

                (from, to) = (from.Folder, to.Folder);
            }
        }

        return targets;
    }
}
