using ClawPowers.Core.Git.Objects;

namespace ClawPowers.Core.Git.Merging;

/// <summary>What one side of a merge has changed since the common commit.</summary>
internal sealed class SideChanges
{
    private readonly GitObjects _objects;
    private readonly Renames _renames;
    private readonly TreePaths _paths;
    private readonly Lazy<Dictionary<GitPath, GitPath>> _moves;

    public SideChanges(GitObjects objects, ObjectName fork, ObjectName tip)
    {
        _objects = objects;
        _renames = new Renames(objects);
        _paths = new TreePaths(objects);
        Fork = objects.Commit(fork).Tree;
        Tip = objects.Commit(tip).Tree;
        List<TreeChange> changes = TreeDifference.Between(objects, Fork, Tip);
        Paths = new SortedSet<string>(changes.Select(static change => change.Path.Raw), StringComparer.Ordinal);
        Gone = changes.FindAll(static change => change.New.IsNone);
        Added = changes.FindAll(static change => change.Old.IsNone);
        GoneFolders = [.. Gone.SelectMany(static change => change.Path.Folders())];
        _moves = new Lazy<Dictionary<GitPath, GitPath>>(FindMoves);
    }

    public ObjectName Fork { get; }

    public ObjectName Tip { get; }

    /// <summary>The paths that differ, as bytes.</summary>
    public SortedSet<string> Paths { get; }

    public List<TreeChange> Gone { get; }

    public List<TreeChange> Added { get; }

    /// <summary>The folders out of which something went.</summary>
    public HashSet<GitPath> GoneFolders { get; }

    /// <summary>Renamed files: from the new path to the old one.</summary>
    public IReadOnlyDictionary<GitPath, GitPath> Moves => _moves.Value;

    /// <summary>Whether a path is a folder on this side.</summary>
    public bool HasFolder(GitPath path) => _paths.Find(Tip, _paths.Add(path)).IsFolder;

    /// <summary>Whether a path was a folder before.</summary>
    public bool HadFolder(GitPath path) => _paths.Find(Fork, _paths.Add(path)).IsFolder;

    /// <summary>Whether a file of this side has no lines.</summary>
    public bool IsBinary(GitPath path) => _paths.Find(Tip, _paths.Add(path)) is { IsFile: true } file && !_objects.IsText(file.Name);

    private Dictionary<GitPath, GitPath> FindMoves()
    {
        Dictionary<GitPath, GitPath> moves = [];
        List<TreeChange> gone = [.. Gone];
        foreach (TreeChange added in Added)
        {
            if (_renames.Source(gone, added.Path, added.New) is { } source)
            {
                gone.Remove(source);
                moves.Add(added.Path, source.Path);
            }
        }

        return moves;
    }
}
