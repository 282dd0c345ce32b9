using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>The worktrees of a repository: reading, making and removing them. Made anew for every command.</summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class WorktreeStore(ClawContext context)
{
    /// <summary>The worktrees that match: the repository's own first, the others by their folders. Nothing is changed.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Worktrees, with all that is known of them.</returns>
    /// <exception cref="ClawException"><c>WorktreeNotFound</c>: one that is named without a pattern is not there. Or the repository can't be opened; see <see cref="GitRepositories"/>.</exception>
    public IReadOnlyList<ClawWorktree> Read(WorktreeQuery query, CancellationToken cancellation = default)
    {
        using Repository repository = GitRepositories.Open(context.WorkingDirectory);
        (WorktreeEntry Entry, WorktreeRow? Row)[] all = Known(repository, cancellation, out IReadOnlyList<RunningTask> tasks);
        (WorktreeEntry Entry, WorktreeRow? Row)[] wanted = query.Names is null ? all : [.. query.Names.SelectMany(name => Matching(all, name, repository)).DistinctBy(static one => one.Entry.GitFolder)];
        IReadOnlyList<ClawWorktree> found = new WorktreeInspector(repository).Look([.. wanted.Select(static one => one.Entry)], cancellation);
        string here = WorktreePaths.Real(context.WorkingDirectory);
        return [.. found.Select((worktree, i) => Owned(worktree, wanted[i].Row, tasks, Current(all, here)))];
    }

    /// <summary>The names of the worktrees that are seen from here.</summary>
    /// <returns>Names; none outside of a repository.</returns>
    public IReadOnlyList<string> Names()
    {
        try
        {
            using Repository repository = GitRepositories.Open(context.WorkingDirectory);
            return [.. Known(repository, CancellationToken.None, out _).Where(static one => !one.Entry.IsMain).Select(static one => NameOf(one.Entry, one.Row))];
        }
        catch (ClawException)
        {
            return [];
        }
    }

    /// <summary>Makes a worktree with its branch, and records who made it for what. If anything fails, nothing of it stays.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellation">Ends the work before the files are written.</param>
    /// <returns>The worktree; if nothing is to be made, as it would be.</returns>
    /// <exception cref="ClawException">
    /// <c>InvalidWorktreeName</c>, <c>WorktreeExists</c>, <c>WorktreeBranchInUse</c>, <c>WorktreeBranchExists</c>, <c>GitReferenceNotFound</c>, <c>WorktreeNotMade</c>.
    /// Or the repository or the store can't be used.
    /// </exception>
    public ClawWorktree Create(NewWorktreeRequest request, CancellationToken cancellation = default)
    {
        using Repository repository = GitRepositories.Open(context.WorkingDirectory);
        if (request.Commit)
        {
            WorktreeMaker.ClearLeftovers(repository);
        }

        string common = WorktreeFiles.CommonOf(repository);
        IReadOnlyList<WorktreeEntry> there = WorktreeFiles.List(common);
        var plan = WorktreePlan.Of(repository, there, request, context.WorkingDirectory);
        var row = new WorktreeRow { Id = 0, Name = plan.Name, Folder = plan.Folder, Branch = plan.Branch, Base = plan.Commit.Sha, Plan = request.Plan, Task = request.Task, CreatedAt = 0 };
        if (!request.Commit)
        {
            return new ClawWorktree { Name = plan.Name, Path = plan.Folder, Branch = plan.Branch, Commit = plan.Commit.Sha, IsMain = false, IsDetached = plan.Branch is null, Plan = request.Plan, Task = request.Task };
        }

        cancellation.ThrowIfCancellationRequested();
        string project = ProjectIdentity.Find(common) ?? string.Empty;
        WorktreeMaker.Make(repository, plan, () => StoreTransaction.Run(
            context,
            commit: true,
            transaction =>
            {
                WorktreeRegister.NoteGone(transaction, project, there);
                WorktreeRegister.Add(transaction, project, row);
                return true;
            },
            cancellation));
        return Read(new WorktreeQuery { Names = [plan.Folder] }, CancellationToken.None)[0];
    }

    /// <summary>Removes a worktree, and its branch if that is merged. Refuses where work would be lost.</summary>
    /// <param name="request">Which one.</param>
    /// <param name="cancellation">Ends the work before anything is removed.</param>
    /// <returns>How it was, and what is left of it.</returns>
    /// <exception cref="ClawException">
    /// <c>WorktreeNotFound</c>, <c>WorktreeAmbiguous</c>, <c>WorktreeIsMain</c>, <c>WorktreeLocked</c>, <c>WorktreeInUse</c>, <c>WorktreeDirty</c>, <c>WorktreeHasSubmodules</c>,
    /// <c>WorktreeNotMerged</c>, <c>WorktreeNotRemoved</c>. Or the repository or the store can't be used.
    /// </exception>
    public WorktreeRemoval Remove(RemoveWorktreeRequest request, CancellationToken cancellation = default)
    {
        using Repository repository = GitRepositories.Open(context.WorkingDirectory);
        if (request.Commit)
        {
            WorktreeMaker.ClearLeftovers(repository);
        }

        (WorktreeEntry Entry, WorktreeRow? Row)[] all = Known(repository, cancellation, out IReadOnlyList<RunningTask> tasks);
        (WorktreeEntry entry, WorktreeRow? row) = Find(all, request.Name, repository);
        ClawWorktree worktree = Owned(new WorktreeInspector(repository).Look([entry], cancellation)[0], row, tasks, Current(all, WorktreePaths.Real(context.WorkingDirectory)));

        // Its folder may have been moved, and one stands in it where it is now.
        if (WorktreePaths.AreSame(WorktreePaths.Real(repository.Info.Path), WorktreePaths.Real(entry.GitFolder)))
        {
            worktree = worktree with { IsCurrent = true };
        }

        // The repository is opened anew where the folder of this one is to go.
        using var main = new Repository(WorktreeFiles.CommonOf(repository));
        var remover = new WorktreeRemover(main, entry, worktree, [.. all.Select(static one => one.Entry).Where(one => one != entry)], request.Force);
        remover.Check();
        cancellation.ThrowIfCancellationRequested();
        if (!request.Commit)
        {
            return new WorktreeRemoval(worktree, remover.DeletesBranch, remover.LeftOver());
        }

        WorktreeRemoval removal = remover.Remove();
        new WorktreeRecord(context with { WorkingDirectory = all[0].Entry.Path }, ProjectIdentity.Find(all[0].Entry.GitFolder) ?? string.Empty).Removed(removal.Worktree, row, [.. all.Select(static one => one.Entry).Where(one => one != entry)]);
        return removal;
    }

    // What Git knows, with what the store knows of it.
    private (WorktreeEntry Entry, WorktreeRow? Row)[] Known(Repository repository, CancellationToken cancellation, out IReadOnlyList<RunningTask> tasks)
    {
        string common = WorktreeFiles.CommonOf(repository);
        (IReadOnlyList<WorktreeRow> rows, tasks) = WorktreeRegister.Read(context, ProjectIdentity.Find(common), cancellation);
        return [.. WorktreeFiles.List(common).Select(entry => (entry, rows.FirstOrDefault(row => row.RemovedAt is null && !entry.IsMain && row.IsOf(entry))))];
    }

    private IEnumerable<(WorktreeEntry Entry, WorktreeRow? Row)> Matching((WorktreeEntry Entry, WorktreeRow? Row)[] all, string name, Repository repository)
    {
        if (name.AsSpan().IndexOfAny('*', '?', '[') >= 0)
        {
            var glob = new SkillGlob(name);
            return all.Where(one => glob.Matches(NameOf(one.Entry, one.Row)) || (one.Entry.Branch is { } branch && glob.Matches(branch)));
        }

        return [Find(all, name, repository)];
    }

    // By its name, else its branch, else what Git calls it or its folder's name, else its folder.
    private (WorktreeEntry Entry, WorktreeRow? Row) Find((WorktreeEntry Entry, WorktreeRow? Row)[] all, string name, Repository repository)
    {
        string folder = WorktreePaths.Real(Path.GetFullPath(name, context.WorkingDirectory));
        Func<(WorktreeEntry Entry, WorktreeRow? Row), bool>[] ways =
        [
            one => NameOf(one.Entry, one.Row) == name,
            one => one.Entry.Branch == name,
            one => !one.Entry.IsMain && (one.Entry.Id == name || one.Entry.Leaf == name),
            one => WorktreePaths.AreSame(one.Entry.Path, folder),
        ];
        foreach (Func<(WorktreeEntry Entry, WorktreeRow? Row), bool> way in ways)
        {
            switch (all.Where(way).ToArray())
            {
                case [var one]:
                    return one;
                case [_, _, ..] several:
                    throw WorktreeErrors.Ambiguous(name, several.Select(static one => one.Entry.Path));
            }
        }

        throw WorktreeErrors.NotFound(name, GitReferences.Folder(repository), [.. all.Where(static one => !one.Entry.IsMain).Select(static one => NameOf(one.Entry, one.Row))]);
    }

    private static string NameOf(WorktreeEntry entry, WorktreeRow? row) => row?.Name ?? entry.Leaf;

    // A worktree may be inside of another one; the innermost is the one that one is in.
    private static string? Current((WorktreeEntry Entry, WorktreeRow? Row)[] all, string here) =>
        all.Select(static one => one.Entry.Path).Where(folder => WorktreePaths.IsIn(here, WorktreePaths.Real(folder))).MaxBy(static folder => folder.Length);

    private static ClawWorktree Owned(ClawWorktree worktree, WorktreeRow? row, IReadOnlyList<RunningTask> tasks, string? current)
    {
        string folder = WorktreePaths.Real(worktree.Path);
        RunningTask? task = tasks.FirstOrDefault(task => WorktreePaths.IsIn(WorktreePaths.Real(task.Folder), folder));
        return worktree with
        {
            Name = row?.Name ?? worktree.Name,
            IsCurrent = worktree.Path == current,
            Plan = task?.Plan ?? row?.Plan,
            Task = task is null ? row?.Task : task.Task,
            Agent = task is null ? row?.Agent : task.Agent,
            SessionId = task is null ? row?.Session : task.Session,
            CreatedAt = row is null ? worktree.CreatedAt : StoredEntry.Moment(row.CreatedAt),
        };
    }
}
