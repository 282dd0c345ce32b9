namespace ClawPowers.Core.Git.Worktrees;

/// <summary>Removes folders with what is in them. Links are removed and never followed.</summary>
internal static class FolderRemoval
{
    /// <summary>Removes a folder, if it is there.</summary>
    public static void Delete(string folder)
    {
        var info = new DirectoryInfo(folder);
        if (!info.Exists)
        {
            return;
        }

        if (info.LinkTarget is not null)
        {
            info.Delete();
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            // What is read-only can't be deleted there.
            var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
            foreach (FileInfo file in info.EnumerateFiles("*", options).Where(static file => file.IsReadOnly))
            {
                file.IsReadOnly = false;
            }
        }

        info.Delete(recursive: true);
    }

    /// <summary>Removes the place beside a repository that worktrees are put in, if there is none left.</summary>
    public static void DeleteIfOurPlace(string folder)
    {
        if (folder.EndsWith(".worktrees", StringComparison.Ordinal))
        {
            DeleteIfEmpty(folder);
        }
    }

    /// <summary>Removes a folder if there is nothing in it.</summary>
    public static void DeleteIfEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }
}
