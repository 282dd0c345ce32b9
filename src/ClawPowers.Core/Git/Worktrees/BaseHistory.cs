using System.Collections.Concurrent;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>
/// Tells whether what a branch has done is in another, though its commits are not: squashed into one, or made again by a rebase. What it finds out about a commit
/// it keeps for the next branch; may be asked from several threads, each with a repository of its own.
/// </summary>
internal sealed class BaseHistory
{
    // A branch that is further away than this, in either direction, is told merged by its commits or by its content only.
    private const int MostCommits = 1000;

    private readonly ConcurrentDictionary<string, string> _outlines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>How the work of a branch came into a base.</summary>
    /// <param name="repository">The repository, of this thread.</param>
    /// <param name="tip">The branch's last commit.</param>
    /// <param name="other">The base's last commit.</param>
    /// <param name="divergence">How far they are apart.</param>
    /// <param name="cancellation">Ends the work.</param>
    public WorktreeMerge MergeOf(Repository repository, Commit tip, Commit other, HistoryDivergence divergence, CancellationToken cancellation)
    {
        if (divergence is not { AheadBy: > 0 and { } ahead, BehindBy: { } behind })
        {
            return divergence.AheadBy == 0 ? WorktreeMerge.Merge : WorktreeMerge.None;
        }

        if (behind == 0 || divergence.CommonAncestor is not { } fork)
        {
            return WorktreeMerge.None;
        }

        // One that took its work back has nothing that could have come into the base, and its commits are nowhere else.
        IReadOnlyList<TreeEntryChanges> all = PatchName.Changes(repository, fork.Tree, tip.Tree);
        if (all.Count == 0)
        {
            return WorktreeMerge.None;
        }

        if (ahead <= MostCommits && behind <= MostCommits)
        {
            Commit[] mine = [.. Between(repository, other, tip, cancellation)];
            Commit[] theirs = [.. Between(repository, tip, other, cancellation)];
            if (mine.Length > 0 && Array.TrueForAll(mine, commit => Has(repository, theirs, Outline(repository, commit), () => Name(repository, commit), cancellation)))
            {
                // One commit alone looks the same both ways; who made it, and when, a rebase keeps.
                return mine is not [{ } only] || Array.Exists(theirs, commit => commit.Author.When == only.Author.When && commit.Author.Email == only.Author.Email) ? WorktreeMerge.Rebase : WorktreeMerge.Squash;
            }

            string? name = null;
            if (Has(repository, theirs, PatchName.Outline(all), () => name ??= PatchName.Of(repository, all), cancellation))
            {
                return WorktreeMerge.Squash;
            }
        }

        return all.All(change => IsIn(other.Tree, change)) ? WorktreeMerge.Squash : WorktreeMerge.None;
    }

    // Without merges, which bring nothing of their own.
    private static IEnumerable<Commit> Between(Repository repository, Commit without, Commit upTo, CancellationToken cancellation)
    {
        var filter = new CommitFilter { IncludeReachableFrom = upTo, ExcludeReachableFrom = without, SortBy = CommitSortStrategies.Topological };
        foreach (Commit commit in repository.Commits.QueryBy(filter))
        {
            cancellation.ThrowIfCancellationRequested();
            if (commit.Parents.Skip(1).FirstOrDefault() is null)
            {
                yield return commit;
            }
        }
    }

    private static bool IsIn(Tree tree, TreeEntryChanges change)
    {
        TreeEntry? there = tree[change.Path];
        return change.Mode == Mode.Nonexistent ? there is null : there is not null && there.Mode == change.Mode && there.Target.Id == change.Oid;
    }

    private bool Has(Repository repository, Commit[] commits, string outline, Func<string> name, CancellationToken cancellation) => Array.Exists(commits, commit =>
    {
        cancellation.ThrowIfCancellationRequested();
        return Outline(repository, commit) == outline && Name(repository, commit) == name();
    });

    private string Outline(Repository repository, Commit commit) =>
        _outlines.TryGetValue(commit.Sha, out string? known) ? known : _outlines[commit.Sha] = PatchName.Outline(Changes(repository, commit));

    private string Name(Repository repository, Commit commit) =>
        _names.TryGetValue(commit.Sha, out string? known) ? known : _names[commit.Sha] = PatchName.Of(repository, Changes(repository, commit));

    private static IReadOnlyList<TreeEntryChanges> Changes(Repository repository, Commit commit) =>
        PatchName.Changes(repository, commit.Parents.FirstOrDefault()?.Tree, commit.Tree);
}
