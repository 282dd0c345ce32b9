namespace ClawPowers.Core.Scope;

/// <summary>Finds the folders in which Git keeps what it knows, from a folder of the user.</summary>
internal static class GitFolder
{
    /// <summary>Git's folder for the repository or worktree that a folder is in; null outside of any.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="ArgumentException">It points to no possible path.</exception>
    public static string? Find(string directory) => Locate(directory)?.GitFolder;

    /// <summary>The top of the repository or worktree that a folder is in, or the bare repository itself; null outside of any.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="ArgumentException">It points to no possible path.</exception>
    public static string? FindTop(string directory) => Locate(directory)?.Top;

    /// <summary>What all worktrees of the repository share.</summary>
    public static string CommonOf(string gitFolder)
    {
        string pointer = Path.Combine(gitFolder, "commondir");
        return File.Exists(pointer) ? Path.GetFullPath(File.ReadAllText(pointer).Trim(), gitFolder) : gitFolder;
    }

    /// <summary>Git's folder for a folder that is the top of a repository or worktree; null if it is none.</summary>
    public static string? Of(string folder)
    {
        string dotGit = Path.Combine(folder, ".git");
        if (Directory.Exists(dotGit))
        {
            return File.Exists(Path.Combine(dotGit, "HEAD")) ? dotGit : null;
        }

        if (File.Exists(dotGit))
        {
            // A worktree or a submodule: "gitdir: <path>".
            const string label = "gitdir:";
            string text = File.ReadAllText(dotGit).Trim();
            return text.StartsWith(label, StringComparison.Ordinal) ? Path.GetFullPath(text[label.Length..].Trim(), folder) : null;
        }

        bool isBare = File.Exists(Path.Combine(folder, "HEAD"))
            && Directory.Exists(Path.Combine(folder, "objects"))
            && Directory.Exists(Path.Combine(folder, "refs"));
        return isBare ? folder : null;
    }

    /// <summary>Whether a top folder has all by which Git knows a repository. False where that can't be read.</summary>
    public static bool IsComplete(string top)
    {
        try
        {
            return Of(top) is { } gitFolder
                && File.Exists(Path.Combine(gitFolder, "HEAD"))
                && CommonOf(gitFolder) is var common
                && Directory.Exists(Path.Combine(common, "objects"))
                && Directory.Exists(Path.Combine(common, "refs"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static (string Top, string GitFolder)? Locate(string directory)
    {
        for (string? folder = Path.GetFullPath(directory); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Of(folder) is { } gitFolder)
            {
                return (folder, gitFolder);
            }
        }

        return null;
    }
}
