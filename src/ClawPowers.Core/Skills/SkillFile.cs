using System.Security.Cryptography;
using System.Text;

namespace ClawPowers.Core.Skills;

/// <summary>The bytes of one <c>SKILL.md</c>, and what follows from them alone.</summary>
internal sealed class SkillFile
{
    /// <summary>The name that the standard gives the file.</summary>
    public const string FileName = "SKILL.md";

    /// <summary>The length above which a file is not read; 2,000 times what the standard advises.</summary>
    public const int MaximumBytes = 1 << 20;

    private const int HashDigits = 16;

    private readonly byte[] _text;

    private SkillFile(string path, byte[] text)
    {
        Path = path;
        _text = text;
    }

    public string Path { get; }

    /// <summary>The first digits of the SHA-256 of the text.</summary>
    public string Hash => Digest(_text);

    /// <summary>The text; bytes that are not UTF-8 become the mark for that.</summary>
    public string Text => Encoding.UTF8.GetString(_text);

    /// <summary>Reads a file; null if it is not there, empty, too long or can't be read.</summary>
    public static SkillFile? Read(string path)
    {
        try
        {
            // A link has a length of its own. What has none may be a device that never ends: a stranger's repository can link to one.
            var file = new FileInfo(path);
            FileSystemInfo? target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true);
            return target is FileInfo { Exists: true, Length: > 0 and <= MaximumBytes } ? new SkillFile(path, Plain(File.ReadAllBytes(path))) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The hash that stands for a text: 16 lower-case hexadecimal digits.</summary>
    public static string Digest(ReadOnlySpan<byte> text) => Convert.ToHexString(SHA256.HashData(text))[..HashDigits].ToLowerInvariant();

    // Without the byte order mark, and every line ended as on Unix.
    private static byte[] Plain(byte[] bytes)
    {
        ReadOnlySpan<byte> source = bytes;
        source = source.StartsWith(Encoding.UTF8.Preamble) ? source[Encoding.UTF8.Preamble.Length..] : source;
        var plain = new byte[source.Length];
        int length = 0;
        for (int i = 0; i < source.Length; i++)
        {
            if (source[i] != '\r' || i + 1 == source.Length || source[i + 1] != '\n')
            {
                plain[length++] = source[i];
            }
        }

        return plain[..length];
    }
}
