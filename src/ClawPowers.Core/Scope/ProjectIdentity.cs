namespace ClawPowers.Core.Scope;

/// <summary>
/// Tells which project a folder belongs to. Reads Git's own files, so that it needs neither Git nor a native library
/// and costs a few file look-ups.
/// </summary>
public static class ProjectIdentity
{
    /// <summary>Finds the project of a folder.</summary>
    /// <param name="directory">The folder; it or one above it may be a repository, a worktree or a bare repository.</param>
    /// <returns>
    /// The remote <c>origin</c> as host and path in lower case, without user, port or <c>.git</c>; without a remote the
    /// path of the repository; null outside of any repository. All clones and worktrees of one repository agree.
    /// </returns>
    public static string? Find(string directory)
    {
        try
        {
            return GitFolder.Find(directory) is { } gitFolder ? IdentityOf(GitFolder.CommonOf(gitFolder)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // A repository that can't be read, or points to no possible path, is none.
        }
    }

    /// <summary>Finds the top folder of the working tree that a folder is in.</summary>
    /// <param name="directory">The folder; absolute or relative.</param>
    /// <returns>The nearest folder, itself included, that is a repository or a worktree; null outside of any.</returns>
    internal static string? TopFolder(string directory)
    {
        try
        {
            string? folder = Path.GetFullPath(directory);
            while (folder is not null && GitFolder.Of(folder) is null)
            {
                folder = Path.GetDirectoryName(folder);
            }

            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string IdentityOf(string commonFolder)
    {
        string config = Path.Combine(commonFolder, "config");
        string? origin = File.Exists(config) ? GitConfig.Read(File.ReadAllText(config), "remote", "origin", "url") : null;
        return (string.IsNullOrWhiteSpace(origin) ? null : RemoteUrl.Identity(origin, WorkFolderOf(commonFolder)))
            ?? RemoteUrl.LocalIdentity(commonFolder);
    }

    // What a relative remote is relative to.
    private static string WorkFolderOf(string commonFolder) =>
        Path.GetFileName(commonFolder) == ".git" ? Path.GetDirectoryName(commonFolder)! : commonFolder;
}
