using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using LibGit2Sharp;

namespace ClawPowers.Core.Git;

/// <summary>Opens Git repositories. No hook is ever run: libgit2 knows none.</summary>
/// <remarks>
/// In the native program all that libgit2 returns in a buffer of its own comes back empty, and a callback that gets a class ends the process. So these of
/// LibGit2Sharp are not used anywhere: Repository.Discover, Describe, Notes, Worktree.LockReason, Branch.TrackedBranch, IsTracking and TrackingDetails
/// (UpstreamBranchCanonicalName and RemoteName do work), Repository.Config for what may stand in another file than the repository's own, and
/// Diff.Compare&lt;Patch&gt; (PatchStats, TreeChanges and ContentChanges do work).
/// </remarks>
internal static class GitRepositories
{
    /// <summary>Opens the repository or worktree that a folder is in.</summary>
    /// <param name="directory">The folder; it or one above it is the top of a repository, of a worktree, or a bare repository.</param>
    /// <returns>The repository, for the caller to dispose.</returns>
    /// <exception cref="ClawException">
    /// <c>GitLibraryMissing</c>, <c>GitRepositoryNotFound</c>, <c>GitRepositoryNotTrusted</c>, <c>GitRepositoryNotSupported</c> or <c>GitRepositoryDamaged</c>.
    /// </exception>
    public static Repository Open(string directory)
    {
        GitLibrary.Load();
        string top = FindTop(directory);
        try
        {
            return new Repository(top);
        }
        catch (LibGit2SharpException exception)
        {
            throw exception.ToOpenError(top);
        }
    }

    private static string FindTop(string directory)
    {
        try
        {
            return GitFolder.FindTop(directory) ?? throw GitErrors.NotFound(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw GitErrors.NotReadable(directory, exception);
        }
    }
}
