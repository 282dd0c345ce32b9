using System.Runtime.InteropServices;

namespace ClawPowers.Core.Git.Objects;

/// <summary>
/// Finds the old path of a file that a commit renamed, as Git's rename detection does: the same bytes first, then a file of the same name that is alike by
/// three quarters, then whichever is most alike, by half at least. How alike two files are is how many bytes of equal lines they share, of the larger one's.
/// </summary>
internal sealed class Renames(GitObjects objects)
{
    private const double Least = 0.5;
    private const double LeastOfSameName = 0.75;
    private const int LongestPiece = 64;
    private const int MostCandidates = 1000;

    private readonly Dictionary<(ObjectName Old, ObjectName New), List<TreeChange>> _gone = [];

    /// <summary>The path at which the file was before; null if it was nowhere.</summary>
    /// <param name="old">The tree before.</param>
    /// <param name="present">The tree after.</param>
    /// <param name="path">The path after, which is not in the tree before.</param>
    /// <param name="file">What is there.</param>
    public TreeChange? Source(ObjectName old, ObjectName present, GitPath path, TreeEntry file) => Source(Gone(old, present), path, file);

    /// <summary>The same among paths that are known to be gone.</summary>
    public TreeChange? Source(IReadOnlyList<TreeChange> gone, GitPath path, TreeEntry file)
    {
        if (file.IsFolder || file.IsSubmodule || gone.Count == 0)
        {
            return null;
        }

        TreeChange[] same = [.. gone.Where(candidate => candidate.Old.Name.Equals(file.Name) && candidate.Old.IsLike(file))];
        if (same.Length > 0)
        {
            int named = Array.FindIndex(same, candidate => candidate.Path.FileName == path.FileName);
            return same[Math.Max(named, 0)];
        }

        return file.IsFile && gone.Count <= MostCandidates * MostCandidates ? MostAlike([.. gone.Where(static candidate => candidate.Old.IsFile)], path, file) : null;
    }

    private TreeChange? MostAlike(TreeChange[] gone, GitPath path, TreeEntry file)
    {
        byte[] text = objects.Text(file.Name);
        Dictionary<ulong, int>? pieces = null;
        TreeChange[] named = [.. gone.Where(candidate => candidate.Path.FileName == path.FileName)];
        if (named is [var only] && Likeness(only) >= LeastOfSameName)
        {
            return only;
        }

        TreeChange? best = null;
        (double Score, bool IsNamed) most = (0, false);
        foreach (TreeChange candidate in gone)
        {
            (double Score, bool IsNamed) score = (Likeness(candidate), candidate.Path.FileName == path.FileName);
            if (score.Score >= Least && score.CompareTo(most) > 0)
            {
                (best, most) = (candidate, score);
            }
        }

        return best;

        double Likeness(TreeChange candidate)
        {
            byte[] other = objects.Text(candidate.Old.Name);
            int larger = Math.Max(other.Length, text.Length);
            int smaller = Math.Min(other.Length, text.Length);
            if (smaller == 0 || larger * (1 - Least) < larger - smaller)
            {
                return 0;
            }

            pieces ??= Pieces(text);
            long shared = 0;
            foreach ((ulong piece, int bytes) in Pieces(other))
            {
                shared += Math.Min(bytes, pieces.GetValueOrDefault(piece));
            }

            return (double)shared / larger;
        }
    }

    // Lines, or stretches of 64 bytes of longer ones, and how many bytes of the file each makes up. A carriage return before a line feed does not count.
    private static Dictionary<ulong, int> Pieces(ReadOnlySpan<byte> text)
    {
        Dictionary<ulong, int> pieces = [];
        bool isText = text[..Math.Min(8000, text.Length)].IndexOf((byte)0) < 0;
        ulong hash = 14_695_981_039_346_656_037; // FNV-1a
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (isText && text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                continue;
            }

            hash = (hash ^ text[i]) * 1_099_511_628_211;
            length++;
            if (length == LongestPiece || text[i] == '\n')
            {
                CollectionsMarshal.GetValueRefOrAddDefault(pieces, hash, out _) += length;
                hash = 14_695_981_039_346_656_037;
                length = 0;
            }
        }

        if (length > 0)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(pieces, hash, out _) += length;
        }

        return pieces;
    }

    private List<TreeChange> Gone(ObjectName old, ObjectName present)
    {
        if (!_gone.TryGetValue((old, present), out List<TreeChange>? gone))
        {
            gone = TreeDifference.Between(objects, old, present);
            gone.RemoveAll(static change => !change.New.IsNone);
            _gone.Add((old, present), gone);
        }

        return gone;
    }
}
