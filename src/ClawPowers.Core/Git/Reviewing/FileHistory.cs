using ClawPowers.Core.Git.Objects;

namespace ClawPowers.Core.Git.Reviewing;

/// <summary>
/// Walks the history of one path back, once, for both questions: which commits changed it (as <c>git log</c> with a path, simplified in its default way), and
/// which of them last changed each of some lines (as <c>git blame</c>). Both follow renames. Only the lines that are asked for are ever compared.
/// </summary>
internal sealed class FileHistory
{
    private readonly GitObjects _objects;
    private readonly TreePaths _paths;
    private readonly Renames _renames;
    private readonly Dictionary<Place, List<LineRange>> _waiting = [];
    private readonly HashSet<Place> _seen = [];
    private readonly PriorityQueue<Place, (long Age, int Order)> _queue = new();
    private readonly Dictionary<GitPath, TreePaths.Node> _nodes = [];
    private readonly HashSet<ObjectName> _commits = [];
    private readonly List<(LineRange Range, GitCommit Commit)> _lines = [];
    private int _order;

    private FileHistory(GitObjects objects, TreePaths paths, Renames renames)
    {
        _objects = objects;
        _paths = paths;
        _renames = renames;
    }

    /// <summary>The commits that changed the path.</summary>
    public List<GitCommit> Commits { get; } = [];

    /// <summary>The lines that were asked for, and the commit of each.</summary>
    public IReadOnlyList<(LineRange Range, GitCommit Commit)> Lines => _lines;

    /// <summary>Walks from a commit to the first one.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="paths">The paths that are looked up in them.</param>
    /// <param name="renames">Where files came from.</param>
    /// <param name="start">The commit to begin with.</param>
    /// <param name="path">The file or folder in it.</param>
    /// <param name="lines">The lines to find the commits of; of a file that is text.</param>
    /// <param name="cancellation">Stops the walk.</param>
    public static FileHistory Of(GitObjects objects, TreePaths paths, Renames renames, GitCommit start, GitPath path, IEnumerable<LineRange> lines, CancellationToken cancellation)
    {
        var history = new FileHistory(objects, paths, renames);
        history.Add(new Place(start.Name, path), start, [.. lines]);
        while (history._queue.TryDequeue(out Place place, out _))
        {
            cancellation.ThrowIfCancellationRequested();
            history.Visit(place);
        }

        return history;
    }

    private void Visit(Place place)
    {
        _waiting.Remove(place, out List<LineRange>? lines);
        bool isNew = _seen.Add(place);
        if (!isNew && lines is null or { Count: 0 })
        {
            return;
        }

        lines ??= [];
        GitCommit commit = _objects.Commit(place.Commit);
        TreePaths.Node node = NodeOf(place.Path);
        TreeEntry file = _paths.Find(commit.Tree, node);
        var parents = new GitCommit[commit.Parents.Length];
        var origins = new TreeChange?[parents.Length];
        for (int i = 0; i < parents.Length; i++)
        {
            parents[i] = _objects.Commit(commit.Parents[i]);
            TreeEntry was = _paths.Find(parents[i].Tree, node);
            if (was == file)
            {
                // Nothing happened on this way; where it comes from another one as well, Git asks no further either.
                Add(new Place(parents[i].Name, place.Path), parents[i], lines);
                return;
            }

            if (!was.IsNone && was.IsLike(file))
            {
                origins[i] = new TreeChange(place.Path, was, file);
            }
        }

        if (_commits.Add(commit.Name))
        {
            Commits.Add(commit);
        }

        for (int i = 0; i < parents.Length; i++)
        {
            origins[i] ??= _renames.Source(parents[i].Tree, commit.Tree, place.Path, file);
        }

        Pass(commit, file, lines, parents, origins);
    }

    // Hands each line to the first parent that has it; what no parent has is the commit's own.
    private void Pass(GitCommit commit, TreeEntry file, List<LineRange> lines, GitCommit[] parents, TreeChange?[] origins)
    {
        // The same content under another name or mode takes all.
        int whole = Array.FindIndex(origins, origin => origin?.Old.Name.Equals(file.Name) == true);
        for (int i = 0; i < parents.Length; i++)
        {
            if (origins[i] is not { } origin)
            {
                continue;
            }

            List<LineRange> passed = [];
            if (whole == i)
            {
                (passed, lines) = (lines, []);
            }
            else if (whole < 0 && lines.Count > 0 && !origins.AsSpan(0, i).ToArray().Any(other => other?.Old.Name.Equals(origin.Old.Name) == true))
            {
                (passed, lines) = Split(lines, LineHunks.Between(_objects.Text(origin.Old.Name), _objects.Text(file.Name)));
            }

            Add(new Place(parents[i].Name, origin.Path), parents[i], passed);
        }

        _lines.AddRange(lines.Select(range => (range, commit)));
    }

    /// <summary>What of some lines is outside of all changes, as the old version counts it, and what is inside.</summary>
    private static (List<LineRange> Outside, List<LineRange> Inside) Split(List<LineRange> lines, List<LineHunk> hunks)
    {
        List<LineRange> outside = new(lines.Count);
        List<LineRange> inside = [];
        foreach (LineRange range in lines)
        {
            int at = range.Start;
            int end = range.Start + range.Count;
            int moved = 0;
            foreach (LineHunk hunk in hunks)
            {
                if (hunk.NewStart >= end)
                {
                    break;
                }

                Take(outside, range, at, hunk.NewStart, moved);
                at = Math.Max(at, hunk.NewStart);
                int last = Math.Min(end, hunk.NewStart + hunk.NewCount);
                Take(inside, range, at, last, 0);
                at = Math.Max(at, last);
                moved += hunk.OldCount - hunk.NewCount;
            }

            Take(outside, range, at, end, moved);
        }

        return (outside, inside);

        static void Take(List<LineRange> into, LineRange range, int from, int to, int moved)
        {
            if (from < to)
            {
                into.Add(new LineRange(from + moved, to - from, range.Origin + from - range.Start));
            }
        }
    }

    private void Add(Place place, GitCommit commit, List<LineRange> lines)
    {
        if (_waiting.TryGetValue(place, out List<LineRange>? waiting))
        {
            waiting.AddRange(lines);
        }
        else if (lines.Count > 0 || !_seen.Contains(place))
        {
            _waiting.Add(place, lines);
            _queue.Enqueue(place, (-commit.CommittedAt, _order++));
        }
    }

    private TreePaths.Node NodeOf(GitPath path)
    {
        if (!_nodes.TryGetValue(path, out TreePaths.Node? node))
        {
            node = _paths.Add(path);
            _nodes.Add(path, node);
        }

        return node;
    }

    private readonly record struct Place(ObjectName Commit, GitPath Path);
}
