using LibGit2Sharp;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>
/// How far two commits are apart in a clone whose history ends early. libgit2 before 1.7 goes on to commits that are not there; Git ends at those
/// that its file <c>shallow</c> names, and so does this.
/// </summary>
internal sealed class ShallowHistory
{
    private readonly Repository _repository;
    private readonly HashSet<string> _ends;

    private ShallowHistory(Repository repository, IEnumerable<string> ends)
    {
        _repository = repository;
        _ends = [.. ends];
    }

    /// <summary>For a clone that is shallow; null for one that is whole.</summary>
    public static ShallowHistory? Of(Repository repository)
    {
        string file = Path.Combine(WorktreeFiles.CommonOf(repository), "shallow");
        return File.Exists(file) ? new ShallowHistory(repository, File.ReadLines(file).Select(static line => line.Trim()).Where(static line => line.Length > 0)) : null;
    }

    /// <summary>How many commits each has that the other lacks.</summary>
    public (int Ahead, int Behind) Distance(Commit tip, Commit other, CancellationToken cancellation)
    {
        HashSet<string> mine = Reachable(tip, cancellation);
        HashSet<string> theirs = Reachable(other, cancellation);
        return (mine.Count(id => !theirs.Contains(id)), theirs.Count(id => !mine.Contains(id)));
    }

    private HashSet<string> Reachable(Commit from, CancellationToken cancellation)
    {
        HashSet<string> seen = [from.Sha];
        Stack<string> open = new([from.Sha]);
        while (open.TryPop(out string? id))
        {
            cancellation.ThrowIfCancellationRequested();
            if (_ends.Contains(id) || _repository.Lookup<Commit>(id) is not { } commit)
            {
                continue;
            }

            foreach (Commit parent in commit.Parents)
            {
                if (seen.Add(parent.Sha))
                {
                    open.Push(parent.Sha);
                }
            }
        }

        return seen;
    }
}
