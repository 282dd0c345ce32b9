using ClawPowers.Core.Git.Objects;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Merging;

/// <summary>
/// Names the conflicts of a merge as Git does. libgit2 gives, for each path, what the ancestor, one side and the other have there, and nothing of why; a rename
/// shows as a path that went and one that came.
/// </summary>
internal sealed class ConflictKinds(SideChanges one, SideChanges other)
{
    private readonly Dictionary<GitPath, GitPath> _oneTargets = Turn(one.Moves);
    private readonly Dictionary<GitPath, GitPath> _otherTargets = Turn(other.Moves);

    /// <summary>The paths that Git would list, and why.</summary>
    public IEnumerable<(GitPath Path, MergeConflictKind Kind)> Of(ConflictCollection conflicts)
    {
        var entries = new Dictionary<GitPath, (IndexEntry? Ancestor, IndexEntry? Ours, IndexEntry? Theirs)>();
        foreach (Conflict conflict in conflicts)
        {
            GitPath path = GitPath.Parse((conflict.Ours ?? conflict.Theirs ?? conflict.Ancestor)!.Path);
            (IndexEntry? Ancestor, IndexEntry? Ours, IndexEntry? Theirs) known = entries.GetValueOrDefault(path);
            entries[path] = (conflict.Ancestor ?? known.Ancestor, conflict.Ours ?? known.Ours, conflict.Theirs ?? known.Theirs);
        }

        (GitPath Path, MergeConflictKind Kind)[] named = [.. entries
            .Select(entry => (Path: entry.Key, Kind: KindOf(entry.Key, entry.Value.Ancestor, entry.Value.Ours, entry.Value.Theirs)))
            .Where(static conflict => conflict.Kind is not null)
            .Select(static conflict => (conflict.Path, conflict.Kind!.Value))];

        // Git and libgit2 may see a rename differently, where files are little alike. A conflict is one all the same.
        return named.Length > 0 ? named : entries.Keys.Select(static path => (path, MergeConflictKind.Content));
    }

    private static Dictionary<GitPath, GitPath> Turn(IReadOnlyDictionary<GitPath, GitPath> moves) =>
        moves.ToDictionary(static move => move.Value, static move => move.Key);

    // Null for a path that is only the old name in another one's conflict.
    private MergeConflictKind? KindOf(GitPath path, IndexEntry? ancestor, IndexEntry? ours, IndexEntry? theirs)
    {
        Mode[] modes = [.. new[] { ancestor, ours, theirs }.OfType<IndexEntry>().Select(static entry => entry.Mode)];
        if (ours is not null && theirs is not null)
        {
            return Special(modes) ?? (ancestor is not null || (one.Moves.TryGetValue(path, out GitPath source) && other.Moves.TryGetValue(path, out GitPath same) && source == same)
                ? Text(path, path)
                : MergeConflictKind.AddAdd);
        }

        if (ours is null && theirs is null)
        {
            return _oneTargets.TryGetValue(path, out GitPath mine) && _otherTargets.TryGetValue(path, out GitPath yours) && mine != yours ? MergeConflictKind.RenameRename : null;
        }

        (SideChanges here, SideChanges there, Dictionary<GitPath, GitPath> thereTargets) = ours is not null ? (one, other, _otherTargets) : (other, one, _oneTargets);
        if (ancestor is not null)
        {
            return thereTargets.ContainsKey(path) ? null
                : Special(modes)
                ?? (there.HasFolder(path) ? MergeConflictKind.FileFolder : MergeConflictKind.ModifyDelete);
        }

        if (!here.Moves.TryGetValue(path, out GitPath old))
        {
            return there.HasFolder(path) ? MergeConflictKind.FileFolder : MergeConflictKind.AddAdd;
        }

        return thereTargets.ContainsKey(old) ? MergeConflictKind.RenameRename
            : there.Gone.Exists(gone => gone.Path == old) ? MergeConflictKind.RenameDelete
            : Special(modes) ?? (here.IsBinary(path) || there.IsBinary(old) ? MergeConflictKind.Binary : MergeConflictKind.Content);
    }

    private static MergeConflictKind? Special(Mode[] modes) =>
        modes.Contains(Mode.GitLink) ? MergeConflictKind.Submodule : modes.Contains(Mode.SymbolicLink) ? MergeConflictKind.Link : null;

    private MergeConflictKind Text(GitPath mine, GitPath yours) =>
        one.IsBinary(mine) || other.IsBinary(yours) ? MergeConflictKind.Binary : MergeConflictKind.Content;
}
