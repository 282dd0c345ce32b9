using System.Security.Cryptography;
using System.Text;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Skills;

/// <summary>The bytes of one <c>SKILL.md</c>, and what follows from them alone.</summary>
internal sealed class SkillFile
{
    /// <summary>The name that the standard gives the file.</summary>
    public const string FileName = "SKILL.md";

    /// <summary>The length above which a file is not read; 50 times what the standard advises.</summary>
    public const int MaximumBytes = 1 << 20;

    private const int HashDigits = 16;

    private SkillFile(string path, byte[] bytes)
    {
        Path = path;
        Bytes = bytes;
    }

    public string Path { get; }

    /// <summary>The bytes as they are.</summary>
    public byte[] Bytes { get; }

    /// <summary>The first digits of the SHA-256 of the text.</summary>
    public string Hash => HashOf(Bytes);

    /// <summary>Reads a file; null if it is not there, empty, too long or can't be read.</summary>
    public static SkillFile? Read(string path) => Read(path, out _) is { Bytes.Length: > 0 } file ? file : null;

    /// <summary>Reads a file, and says why if it is there and can't be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="flaw">Why it can't be read; null if it is read or is not there.</param>
    public static SkillFile? Read(string path, out DocumentFlaw? flaw)
    {
        flaw = null;
        try
        {
            // A link has a length of its own. What has no length may be a device that never ends, and is not opened.
            var file = new FileInfo(path);
            if (!file.Exists && file.LinkTarget is null)
            {
                return null;
            }

            if (file.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                FileSystemInfo? target = file.ResolveLinkTarget(returnFinalTarget: true);
                if (target is not FileInfo { Exists: true } end || !IsWithin(path, end.FullName))
                {
                    flaw = new DocumentFlaw(DocumentFlawKind.LeadsOut, 1, 1, "It is a link that leads out of its folder, or nowhere, and is not read. Put the file itself into the folder, or link the whole folder.");
                    return null;
                }

                file = end;
            }

            if (file.Length > MaximumBytes)
            {
                flaw = new DocumentFlaw(DocumentFlawKind.TooLong, 1, 1, $"It has {file.Length} bytes, and a {FileName} of more than {MaximumBytes} is not read. Move what is not always needed into references/.");
                return null;
            }

            return new SkillFile(path, file.Length == 0 ? [] : File.ReadAllBytes(file.FullName));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            flaw = new DocumentFlaw(DocumentFlawKind.Unreadable, 1, 1, $"It can't be read: {exception.Message}");
            return null;
        }
    }

    // Nothing outside of a skill's folder is read through it. The folder itself may be a link.
    private static bool IsWithin(string path, string target) =>
        RealPath.Of(target).StartsWith(RealPath.Of(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The hash that stands for a text: 16 lower-case hexadecimal digits.</summary>
    public static string Digest(ReadOnlySpan<byte> text) => Convert.ToHexString(SHA256.HashData(text))[..HashDigits].ToLowerInvariant();

    /// <summary>The hash of a file's bytes, without a byte order mark and with every line ended as on Unix.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        return bytes.IndexOf((byte)'\r') < 0 ? Digest(bytes) : Digest(LineEnds.OfUnix(bytes));
    }
}
