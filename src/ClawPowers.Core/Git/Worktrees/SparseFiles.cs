using System.Buffers.Binary;
using System.Text;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>
/// The files that a sparse checkout leaves out. libgit2 does not know of them and calls them deleted; Git's index marks them, in the format that its
/// documentation calls index-format, versions 2 to 4.
/// </summary>
internal static class SparseFiles
{
    private const int HeaderBytes = 12;
    private const int FixedBytes = 62;
    private const int FlagsAt = 60;
    private const int Extended = 0x4000;
    private const int SkipWorktree = 0x4000;

    /// <summary>Their paths; none where the checkout is whole, or where the index can't be read.</summary>
    /// <param name="gitFolder">Git's folder of the worktree.</param>
    public static IReadOnlySet<string> In(string gitFolder) =>
        File.Exists(Path.Combine(gitFolder, "info", "sparse-checkout")) ? Marked(gitFolder) : new HashSet<string>();

    /// <summary>The paths of all files that are marked so, be it by hand.</summary>
    /// <param name="gitFolder">Git's folder of the worktree.</param>
    public static IReadOnlySet<string> Marked(string gitFolder)
    {
        string index = Path.Combine(gitFolder, "index");
        if (!File.Exists(index))
        {
            return new HashSet<string>();
        }

        try
        {
            return Read(File.ReadAllBytes(index));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return new HashSet<string>();
        }
    }

    private static HashSet<string> Read(ReadOnlySpan<byte> bytes)
    {
        HashSet<string> skipped = new(StringComparer.Ordinal);
        uint version = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        uint count = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        byte[] name = [];
        int at = HeaderBytes;
        for (uint i = 0; i < count; i++)
        {
            int start = at;
            bool isExtended = (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + FlagsAt)..]) & Extended) != 0;
            at += FixedBytes;
            bool isSkipped = isExtended && (BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) & SkipWorktree) != 0;
            at += isExtended ? 2 : 0;
            int kept = version == 4 ? name.Length - Number(bytes, ref at) : 0;
            int length = bytes[at..].IndexOf((byte)0);
            name = [.. name.AsSpan(0, kept), .. bytes.Slice(at, length)];

            // Before version 4 an entry is filled up with zeros, one at least, to a multiple of eight.
            at = version == 4 ? at + length + 1 : start + ((at + length - start + 8) & ~7);
            if (isSkipped)
            {
                skipped.Add(Encoding.UTF8.GetString(name));
            }
        }

        return skipped;
    }

    // Seven bits a byte, the high ones first; each continuation adds one, so that no number can be written in two ways.
    private static int Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        int value = bytes[at] & 0x7f;
        while ((bytes[at++] & 0x80) != 0)
        {
            value = ((value + 1) << 7) | (bytes[at] & 0x7f);
        }

        return value;
    }
}
