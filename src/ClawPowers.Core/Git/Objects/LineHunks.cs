namespace ClawPowers.Core.Git.Objects;

/// <summary>Finds where two texts differ, line by line: just what <c>git blame</c> and <c>git diff --unified=0</c> find.</summary>
internal static class LineHunks
{
    private const int TailBlock = 1024;
    private const int MostPairs = 400;

    /// <summary>The stretches in which they differ, in order.</summary>
    public static List<LineHunk> Between(byte[] old, byte[] present) => Plain(old, present) ?? Thorough(old, present);

    /// <summary>How many lines a text has; one at its end without a line feed counts.</summary>
    public static int Count(ReadOnlySpan<byte> text) => text.Count((byte)'\n') + (text.Length > 0 && text[^1] != '\n' ? 1 : 0);

    // Most changes are of one place. If nothing in it is the same, and it can't be moved up or down, there is but one answer.
    private static List<LineHunk>? Plain(ReadOnlySpan<byte> old, ReadOnlySpan<byte> present)
    {
        int before = old.CommonPrefixLength(present);
        if (before == old.Length && before == present.Length)
        {
            return [];
        }

        before = old[..before].LastIndexOf((byte)'\n') + 1;
        int after = CommonTail(old[before..], present[before..]);
        ReadOnlySpan<byte> gone = old[before..^after];
        ReadOnlySpan<byte> come = present[before..^after];
        if (CanMove(old, before, gone.Length) || CanMove(present, before, come.Length))
        {
            return null;
        }

        int lines = old[..before].Count((byte)'\n');
        int oldCount = Count(gone);
        int newCount = Count(come);
        return oldCount * (long)newCount <= MostPairs && !HaveLineInCommon(gone, come) ? [new LineHunk(lines, oldCount, lines, newCount)] : null;
    }

    // Git leaves out whole equal blocks at the end before it compares, but for the rest of the line that the last of them begins in. It shows.
    private static List<LineHunk> Thorough(ReadOnlySpan<byte> old, ReadOnlySpan<byte> present)
    {
        int equal = 0;
        int shorter = Math.Min(old.Length, present.Length);
        while (equal + TailBlock <= shorter && old[..^equal][^TailBlock..].SequenceEqual(present[..^equal][^TailBlock..]))
        {
            equal += TailBlock;
        }

        int kept = equal == 0 ? 0 : old[^equal..].IndexOf((byte)'\n') + 1;
        kept = equal > 0 && kept == 0 ? equal : kept;
        return NativeGit.Compare(old[..^(equal - kept)], present[..^(equal - kept)]);
    }

    // In bytes; begins at the start of a line of both.
    private static int CommonTail(ReadOnlySpan<byte> old, ReadOnlySpan<byte> present)
    {
        const int block = 64;
        int i = old.Length;
        int j = present.Length;
        while (i >= block && j >= block && old.Slice(i - block, block).SequenceEqual(present.Slice(j - block, block)))
        {
            i -= block;
            j -= block;
        }

        while (i > 0 && j > 0 && old[i - 1] == present[j - 1])
        {
            i--;
            j--;
        }

        if ((i == 0 || old[i - 1] == '\n') && (j == 0 || present[j - 1] == '\n'))
        {
            return old.Length - i;
        }

        int end = old[i..].IndexOf((byte)'\n');
        return end < 0 ? 0 : old.Length - i - end - 1;
    }

    private static bool CanMove(ReadOnlySpan<byte> text, int start, int length)
    {
        if (length == 0)
        {
            return false;
        }

        ReadOnlySpan<byte> stretch = text.Slice(start, length);
        ReadOnlySpan<byte> first = stretch[..(stretch.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : stretch.Length)];
        ReadOnlySpan<byte> last = stretch[(stretch[..^1].LastIndexOf((byte)'\n') + 1)..];
        ReadOnlySpan<byte> before = start == 0 ? default : text[(text[..(start - 1)].LastIndexOf((byte)'\n') + 1)..start];
        return text[(start + length)..].StartsWith(first) || (start > 0 && before.SequenceEqual(last));
    }

    private static bool HaveLineInCommon(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        while (Next(ref one, out ReadOnlySpan<byte> line))
        {
            ReadOnlySpan<byte> rest = other;
            while (Next(ref rest, out ReadOnlySpan<byte> candidate))
            {
                if (line.SequenceEqual(candidate))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Next(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> line)
    {
        int end = text.IndexOf((byte)'\n');
        line = end < 0 ? text : text[..(end + 1)];
        text = text[line.Length..];
        return line.Length > 0;
    }
}
