using System.Text;

namespace ClawPowers.Core.Git.Objects;

/// <summary>
/// A path inside a repository. Git's paths are bytes, mostly UTF-8: held with a character for each byte, none is lost, and ordinal order is Git's.
/// </summary>
/// <param name="Raw">The bytes as characters; <c>/</c> separates.</param>
internal readonly record struct GitPath(string Raw)
{
    /// <summary>The path in bytes.</summary>
    public static GitPath Of(ReadOnlySpan<byte> bytes) => new(Encoding.Latin1.GetString(bytes));

    /// <summary>The path as it is typed.</summary>
    public static GitPath Parse(string path) => Of(Encoding.UTF8.GetBytes(path));

    /// <summary>The last part.</summary>
    public string FileName => Raw[(Raw.LastIndexOf('/') + 1)..];

    /// <summary>The folder that it is in; nothing for the top one.</summary>
    public GitPath Folder => new(Raw[..Math.Max(Raw.LastIndexOf('/'), 0)]);

    /// <summary>The folders on the way to it, the nearest first, without the top one.</summary>
    public IEnumerable<GitPath> Folders()
    {
        for (GitPath folder = Folder; folder.Raw.Length > 0; folder = folder.Folder)
        {
            yield return folder;
        }
    }

    public byte[] Bytes() => Encoding.Latin1.GetBytes(Raw);

    /// <summary>A path below this one.</summary>
    public GitPath Below(GitPath name) => Raw.Length == 0 ? name : new($"{Raw}/{name.Raw}");

    /// <summary>Whether it is a folder's path or lies below it. Nothing is the top folder.</summary>
    public bool IsIn(GitPath folder) => folder.Raw.Length == 0 || Raw == folder.Raw
        || (Raw.Length > folder.Raw.Length && Raw[folder.Raw.Length] == '/' && Raw.StartsWith(folder.Raw, StringComparison.Ordinal));

    /// <summary>The path as people read it.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Bytes());
}
