using System.Buffers.Text;
using System.Text;

namespace ClawPowers.Core.Git.Objects;

/// <summary>A commit as far as history and blame need it.</summary>
internal sealed class GitCommit
{
    private readonly byte[] _author;

    private GitCommit(ObjectName name, ObjectName tree, ObjectName[] parents, byte[] author, long committedAt)
    {
        Name = name;
        Tree = tree;
        Parents = parents;
        _author = author;
        CommittedAt = committedAt;
    }

    public ObjectName Name { get; }

    public ObjectName Tree { get; }

    /// <summary>None where a shallow clone ends.</summary>
    public ObjectName[] Parents { get; }

    /// <summary>Seconds since 1970, as the committer's clock was.</summary>
    public long CommittedAt { get; }

    /// <summary>The author as the commit says, and when it was written.</summary>
    public (GitPerson Person, DateTimeOffset At) Author()
    {
        ReadOnlySpan<byte> line = _author;
        int end = line.LastIndexOf((byte)'>');
        ReadOnlySpan<byte> who = end < 0 ? line : line[..end];
        int start = who.IndexOf((byte)'<');
        GitPerson person = start < 0 ? new(Text(who), string.Empty) : new(Text(who[..start]), Text(who[(start + 1)..]));
        return (person, Moment(end < 0 ? default : line[(end + 1)..]));
    }

    /// <summary>Reads what a commit's object holds.</summary>
    /// <exception cref="FormatException">It is no commit.</exception>
    public static GitCommit Parse(ObjectName name, ReadOnlySpan<byte> bytes, bool isCut)
    {
        ReadOnlySpan<byte> tree = Header(ref bytes, "tree "u8);
        List<ObjectName> parents = new(1);
        while (bytes.StartsWith("parent "u8))
        {
            parents.Add(ObjectName.Parse(Header(ref bytes, "parent "u8)));
        }

        byte[] author = Header(ref bytes, "author "u8).ToArray();
        ReadOnlySpan<byte> committer = Header(ref bytes, "committer "u8);
        return new GitCommit(name, ObjectName.Parse(tree), isCut ? [] : [.. parents], author, Seconds(committer[(committer.LastIndexOf((byte)'>') + 1)..]));
    }

    private static ReadOnlySpan<byte> Header(ref ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> label)
    {
        int end = bytes.IndexOf((byte)'\n');
        if (end < 0 || !bytes.StartsWith(label))
        {
            throw new FormatException("A commit has no header where one must be.");
        }

        ReadOnlySpan<byte> value = bytes[label.Length..end];
        bytes = bytes[(end + 1)..];
        return value;
    }

    private static long Seconds(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text.TrimStart((byte)' '), out long seconds, out _) ? seconds : 0;

    // Git's own programs hold the years 1970 to 2099; others have written anything.
    private static DateTimeOffset Moment(ReadOnlySpan<byte> text)
    {
        long seconds = Seconds(text);
        return seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.UnixEpoch;
    }

    // UTF-8 unless it can't be.
    private static string Text(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> trimmed = bytes.Trim((byte)' ');
        return (System.Text.Unicode.Utf8.IsValid(trimmed) ? Encoding.UTF8 : Encoding.Latin1).GetString(trimmed);
    }
}
