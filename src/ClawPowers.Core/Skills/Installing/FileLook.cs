using System.Security.Cryptography;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>What is found where a file is expected.</summary>
internal enum FileKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A file.</summary>
    File,

    /// <summary>Something else, or a file that can't be read: it is not ours.</summary>
    Other,

    /// <summary>A folder on the way is a link or no folder: what is behind it is not looked at.</summary>
    Unreachable,
}

/// <summary>A look at one file of an installed skill. Follows no link.</summary>
/// <param name="Kind">What is there.</param>
/// <param name="Hash">Its SHA-256; null if it is no file.</param>
/// <param name="PlainHash">The same with lines ended by line feeds: a checkout by Git may have turned them.</param>
/// <param name="Executable">Whether its owner may run it.</param>
internal readonly record struct FileLook(FileKind Kind, string? Hash = null, string? PlainHash = null, bool Executable = false)
{
    private const UnixFileMode Run = UnixFileMode.UserExecute;

    /// <summary>Whether its text is the one with a hash.</summary>
    public bool Has(string? hash) => hash is not null && (Hash == hash || PlainHash == hash);

    /// <summary>The hash of a text: SHA-256 in lower-case hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();

    /// <summary>Looks at a file.</summary>
    /// <param name="folder">The skill's folder.</param>
    /// <param name="path">The file in it, with <c>/</c>.</param>
    public static FileLook At(string folder, string path)
    {
        string here = folder;
        foreach (string part in path.Split('/'))
        {
            var parent = new DirectoryInfo(here);
            if (parent.LinkTarget is not null || File.Exists(here))
            {
                return new FileLook(FileKind.Unreachable);
            }

            if (!parent.Exists)
            {
                return new FileLook(FileKind.Missing);
            }

            here = Path.Combine(here, part);
        }

        return Of(new FileInfo(here));
    }

    /// <summary>Whether its owner may run a file.</summary>
    public static bool IsExecutable(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Run) != UnixFileMode.None;

    private static FileLook Of(FileInfo file)
    {
        if (file.LinkTarget is not null || Directory.Exists(file.FullName))
        {
            return new FileLook(FileKind.Other);
        }

        if (!file.Exists)
        {
            return new FileLook(FileKind.Missing);
        }

        try
        {
            // What has no length may be a device or a pipe, which never ends.
            byte[] bytes = file.Length == 0 ? [] : File.ReadAllBytes(file.FullName);
            return new FileLook(FileKind.File, HashOf(bytes), HashOf(LineEnds.OfUnix(bytes)), IsExecutable(file.FullName));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FileLook(FileKind.Other);
        }
    }
}
