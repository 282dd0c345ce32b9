using ClawPowers.Core.Git.Objects;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Merging;

/// <summary>Merges two commits in memory, where it is not plain that nothing can happen.</summary>
internal sealed class PairMerge(Repository repository, GitObjects objects)
{
    private static readonly MergeTreeOptions Options = new() { FindRenames = true, RenameThreshold = 50, TargetLimit = 1000, SkipReuc = true };

    // "true" moves such files without a word, "false" leaves them where they are; either way nothing is in conflict.
    private readonly bool _heedsMovedFolders = (repository.Config.Get<string>("merge.directoryRenames")?.Value ?? "conflict").Equals("conflict", StringComparison.OrdinalIgnoreCase);
    private readonly Dictionary<(string Base, string Tip), SideChanges> _changes = [];

    public BranchForecast Forecast(NamedCommit one, NamedCommit other)
    {
        Commit? fork = repository.ObjectDatabase.FindMergeBase(one.Commit, other.Commit);
        if (fork is null)
        {
            return new BranchForecast { Branch = one.Name, Other = other.Name, SharedFiles = [], Conflicts = [] };
        }

        SideChanges mine = Changes(fork, one.Commit);
        SideChanges theirs = Changes(fork, other.Commit);
        string[] shared = [.. mine.Paths.Intersect(theirs.Paths, StringComparer.Ordinal)];
        var conflicts = new SortedDictionary<string, MergeConflictKind>(StringComparer.Ordinal);
        if (fork.Id != one.Commit.Id && fork.Id != other.Commit.Id)
        {
            // Merging is slow where there are many files. It is needed only if both touched a path, or one made a file of the other's folder, or the histories crossed.
            if (shared.Length > 0 || Nested(mine.Paths, theirs.Paths) || Nested(theirs.Paths, mine.Paths) || !MergeBases.AreOne(objects, NameOf(one.Commit), NameOf(other.Commit)))
            {
                Merge(one.Commit, other.Commit, mine, theirs, conflicts);
            }

            if (_heedsMovedFolders)
            {
                AddMovedFolders(mine, theirs, conflicts);
                AddMovedFolders(theirs, mine, conflicts);
            }
        }

        return new BranchForecast
        {
            Branch = one.Name,
            Other = other.Name,
            MergeBase = fork.Sha,
            SharedFiles = [.. shared.Select(static path => new GitPath(path).ToString())],
            Conflicts = [.. conflicts.Select(static conflict => new MergeConflict { Path = new GitPath(conflict.Key).ToString(), Kind = conflict.Value })],
        };
    }

    private static ObjectName NameOf(Commit commit) => ObjectName.Parse(commit.Sha);

    // Whether a path of one is a folder on the way to a path of the other.
    private static bool Nested(SortedSet<string> folders, SortedSet<string> paths) =>
        paths.Any(path => new GitPath(path).Folders().Any(folder => folders.Contains(folder.Raw)));

    private static void AddMovedFolders(SideChanges mover, SideChanges adder, SortedDictionary<string, MergeConflictKind> conflicts)
    {
        foreach (GitPath path in MovedFolders.ArePossible(mover, adder) ? MovedFolders.Conflicts(mover, adder) : [])
        {
            conflicts.TryAdd(path.Raw, MergeConflictKind.FileLocation);
        }
    }

    private void Merge(Commit one, Commit other, SideChanges mine, SideChanges theirs, SortedDictionary<string, MergeConflictKind> conflicts)
    {
        using TransientIndex index = repository.ObjectDatabase.MergeCommitsIntoIndex(one, other, Options);
        if (!index.IsFullyMerged)
        {
            foreach ((GitPath path, MergeConflictKind kind) in new ConflictKinds(mine, theirs).Of(index.Conflicts))
            {
                conflicts.Add(path.Raw, kind);
            }
        }
    }

    private SideChanges Changes(Commit fork, Commit tip)
    {
        if (!_changes.TryGetValue((fork.Sha, tip.Sha), out SideChanges? changes))
        {
            changes = new SideChanges(objects, NameOf(fork), NameOf(tip));
            _changes.Add((fork.Sha, tip.Sha), changes);
        }

        return changes;
    }
}
