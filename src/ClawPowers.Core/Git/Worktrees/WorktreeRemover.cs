using ClawPowers.Core.Errors;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>Removes a worktree, unless something would be lost by it.</summary>
/// <param name="repository">The repository, opened by its own folder.</param>
/// <param name="entry">The worktree, as Git's files tell of it.</param>
/// <param name="worktree">How it stands.</param>
/// <param name="others">The other worktrees, the main one among them.</param>
/// <param name="force">Whether work may be lost.</param>
internal sealed class WorktreeRemover(Repository repository, WorktreeEntry entry, ClawWorktree worktree, IReadOnlyList<WorktreeEntry> others, bool force)
{
    private const int MostNamed = 5;

    /// <summary>Whether its branch has nothing that is not elsewhere, and is not the one that others go to.</summary>
    public bool DeletesBranch => worktree is { Branch: not null, Commit: not null, IsMerged: true } && entry.Reference?.StartsWith(WorktreeFiles.Branches, StringComparison.Ordinal) == true && !IsBase;

    // Whether it is a base itself: work goes to it, and it goes nowhere.
    private bool IsBase => WorktreeInspector.BasesIn(repository).Any(candidate => candidate.Name == worktree.Branch);

    /// <summary>Finds out whether it can go.</summary>
    /// <exception cref="ClawException">What stands against it.</exception>
    public void Check()
    {
        if (entry.IsMain)
        {
            throw WorktreeErrors.IsMain(worktree.Name, worktree.Path);
        }

        // What is in there is not this one's, and may be ignored here. Nobody who forces the removal of one means the other.
        string folder = WorktreePaths.Real(entry.Path);
        if (!entry.IsOrphaned && others.FirstOrDefault(other => !other.IsOrphaned && (IsIn(other.Path) || IsIn(other.GitFolder))) is { } inner)
        {
            throw WorktreeErrors.HasAnother(worktree.Name, worktree.Path, inner.Path);
        }

        bool IsIn(string path) => WorktreePaths.IsIn(WorktreePaths.Real(path), folder);

        if (force)
        {
            return;
        }

        if (worktree.IsLocked)
        {
            throw WorktreeErrors.Locked(worktree.Name, worktree.Path, worktree.LockReason);
        }

        if (worktree.IsCurrent)
        {
            throw WorktreeErrors.InUse(worktree.Name, worktree.Path);
        }

        // Where the folder is gone there are no files to lose, and its branch stays. A commit by itself has no other name.
        if (entry.IsOrphaned)
        {
            if (worktree is { IsDetached: true, IsMerged: false, Commit: { } lost } && !IsReachable(lost))
            {
                throw NotMerged(lost);
            }

            return;
        }

        if (worktree.Changes is not { } changes)
        {
            throw WorktreeErrors.NotKnown(worktree.Name, worktree.Path, worktree.Problem ?? "it can't be opened");
        }

        if (HasSubmodules())
        {
            throw WorktreeErrors.Submodules(worktree.Name, worktree.Path);
        }

        if (changes > 0)
        {
            throw WorktreeErrors.Dirty(worktree.Name, worktree.Path, changes, Changed());
        }

        if (HiddenFiles.Changed(entry) is { Count: > 0 } hidden)
        {
            throw WorktreeErrors.Dirty(worktree.Name, worktree.Path, hidden.Count, [.. hidden.Take(MostNamed)]);
        }

        if (!worktree.IsMerged && worktree.Commit is { } commit && !IsBase && !(worktree.IsDetached && IsReachable(commit)))
        {
            throw NotMerged(commit);
        }
    }

    private ClawException NotMerged(string commit) =>
        WorktreeErrors.NotMerged(worktree.Name, worktree.Path, worktree.Branch is { } branch ? $"'{branch}'" : $"its commit {commit[..10]}", worktree.Base, worktree.Base is null ? null : worktree.Ahead);

    /// <summary>Removes folder, record and, if it is merged, the branch. What Git keeps goes last, so that a removal that was stopped can be done again.</summary>
    public WorktreeRemoval Remove()
    {
        string? left = LeftOver();
        try
        {
            if (!entry.IsOrphaned)
            {
                FolderRemoval.Delete(entry.Path);
                FolderRemoval.DeleteIfOurPlace(Path.GetDirectoryName(entry.Path)!);
            }

            FolderRemoval.Delete(entry.GitFolder);
            FolderRemoval.DeleteIfEmpty(Path.GetDirectoryName(entry.GitFolder)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw WorktreeErrors.NotRemoved(worktree.Name, entry.Path, exception);
        }

        return DeletesBranch && BranchRemoval.Delete(repository, worktree.Branch!, worktree.Commit!)
            ? new WorktreeRemoval(worktree, IsBranchDeleted: true, Message: null)
            : new WorktreeRemoval(worktree, IsBranchDeleted: false, left);
    }

    /// <summary>What would be left after a removal; null for nothing that matters.</summary>
    public string? LeftOver() => worktree switch
    {
        { IsMerged: true } or { Commit: null } => null,
        { Branch: { } branch } when !IsBase => $"The branch '{branch}' is not merged and was kept. To see what it has: git log {worktree.Base ?? "HEAD"}..{branch}. If it is not wanted: git branch -D {branch}",
        { IsDetached: true, Commit: { } commit } when !IsReachable(commit) => $"No branch has the commit {commit}; Git will delete it some time. To keep it: git branch <name> {commit}",
        _ => null,
    };

    private bool IsReachable(string commit) =>
        repository.Lookup<Commit>(commit) is { } found && repository.Refs.ReachableFrom(repository.Refs.Where(static reference => reference.IsLocalBranch || reference.IsRemoteTrackingBranch || reference.IsTag), [found]).Any();

    // As Git does: those that were fetched in there, and those that are merely named.
    private bool HasSubmodules()
    {
        string modules = Path.Combine(entry.GitFolder, "modules");
        if (Directory.Exists(modules) && Directory.EnumerateFileSystemEntries(modules).Any())
        {
            return true;
        }

        using var own = new Repository(entry.Path);
        return own.Index.Any(static file => file.Mode == Mode.GitLink);
    }

    private string[] Changed()
    {
        using var own = new Repository(entry.Path);
        return [.. WorktreeInspector.Changed(own, entry).Take(MostNamed)];
    }
}
