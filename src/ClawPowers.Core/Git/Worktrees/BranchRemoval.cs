using LibGit2Sharp;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>Removes a branch that nothing is lost with.</summary>
internal static class BranchRemoval
{
    /// <summary>Removes it if it is still where it was looked at, and is checked out nowhere. Somebody may have gone on with it meanwhile.</summary>
    /// <returns>Whether it is gone.</returns>
    public static bool Delete(Repository repository, string branch, string tip)
    {
        string name = WorktreeFiles.Branches + branch;
        try
        {
            if (repository.Refs[name]?.ResolveToDirectReference()?.TargetIdentifier != tip || WorktreeFiles.List(WorktreeFiles.CommonOf(repository)).Any(entry => entry is { IsBare: false } && entry.Reference == name))
            {
                return false;
            }

            try
            {
                repository.Branches.Remove(branch);
            }
            catch (LibGit2SharpException)
            {
                // It stumbles over a worktree that another process is just making.
                repository.Refs.Remove(name);
            }

            return true;
        }
        catch (LibGit2SharpException)
        {
            return false;
        }
    }
}
