using System.Text;
using System.Text.Unicode;

namespace ClawPowers.Core.Skills.Checking;

/// <summary>Reads what lies in a skill's folder, and nothing that lies elsewhere: no link is followed.</summary>
internal static class SkillFiles
{
    private const int MaximumFiles = 500;
    private const int MaximumBytes = 1 << 20;

    private static readonly EnumerationOptions Within = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 6,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device,
    };

    /// <summary>The texts in a folder, in order of path, but for one file.</summary>
    public static IReadOnlyList<CheckedFile> Beside(string folder, string but)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFiles(folder, "*", Within)
                    .Where(path => path != but && !IsToolFolder(System.IO.Path.GetRelativePath(folder, path)))
                    .Take(MaximumFiles)
                    .Order(StringComparer.Ordinal)
                    .Select(Read)
                    .OfType<CheckedFile>(),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsToolFolder(string relative) =>
        relative.Split(System.IO.Path.DirectorySeparatorChar).Any(static part => part is ".git" or "node_modules");

    // What is no text has nothing to say to a rule.
    private static CheckedFile? Read(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Length: > 0 and <= MaximumBytes })
            {
                return null;
            }

            ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
            bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
            return !Utf8.IsValid(bytes) || bytes.Contains((byte)0) ? null
                : new CheckedFile(path, Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
