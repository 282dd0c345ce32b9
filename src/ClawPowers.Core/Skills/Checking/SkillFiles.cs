using System.IO.Enumeration;
using System.Text;
using System.Text.Unicode;

namespace ClawPowers.Core.Skills.Checking;

/// <summary>A file that rules don't see, and why.</summary>
/// <param name="Path">The file or folder, in full.</param>
/// <param name="Why">Why, as the end of a sentence.</param>
internal sealed record UnreadFile(string Path, string Why);

/// <summary>What lies in a skill's folder, and nothing that lies elsewhere: no link is followed.</summary>
/// <param name="Files">The texts, in order of path.</param>
/// <param name="Unread">What an agent may read or run and no rule sees: who hides something hides it there.</param>
internal sealed record SkillFiles(IReadOnlyList<CheckedFile> Files, IReadOnlyList<UnreadFile> Unread)
{
    private const int MaximumFiles = 500;
    private const int MaximumBytes = 1 << 20;

    private static readonly SkillFiles None = new([], []);

    // What is run or read as instructions; pictures, archives and data are none of a rule's matter.
    private static readonly HashSet<string> Instructions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".md", ".sh", ".bash", ".zsh", ".fish", ".ps1", ".psm1", ".py", ".js", ".mjs", ".cjs", ".ts", ".rb", ".pl", ".php", ".lua", ".bat", ".cmd", ".vbs",
    };

    private static readonly EnumerationOptions Within = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 16,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Device,
    };

    /// <summary>Looks into a folder.</summary>
    /// <param name="folder">The skill's folder.</param>
    /// <param name="but">The file that is left out.</param>
    public static SkillFiles Beside(string folder, string but)
    {
        try
        {
            return Read(folder, but);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    /// <summary>Looks at files that are on no disk.</summary>
    /// <param name="all">The files by their paths.</param>
    /// <param name="but">The file that is left out.</param>
    public static SkillFiles Of(IReadOnlyDictionary<string, byte[]> all, string but)
    {
        List<CheckedFile> files = [];
        List<UnreadFile> unread = [];
        string[] paths = [.. all.Keys.Where(path => path != but).Order(StringComparer.Ordinal)];
        foreach (string path in paths.Take(MaximumFiles))
        {
            Add(path, all[path].Length, () => all[path], files, unread);
        }

        if (paths.Length > MaximumFiles)
        {
            unread.Add(new UnreadFile(but, $"it has more than {MaximumFiles} files beside it, and no more are looked into"));
        }

        return new SkillFiles(files, unread);
    }

    private static SkillFiles Read(string folder, string but)
    {
        var entries = new FileSystemEnumerable<(string Path, bool IsLink)>(
            folder,
            static (ref FileSystemEntry entry) => (entry.ToFullPath(), IsLink(ref entry)),
            Within)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory || IsLink(ref entry) || entry.FileName is "node_modules",
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => !IsLink(ref entry) && entry.FileName is not (".git" or "node_modules"),
        };
        List<CheckedFile> files = [];
        List<UnreadFile> unread = [];
        (string Path, bool IsLink)[] found = [.. entries.Where(entry => entry.Path != but).Take(MaximumFiles + 1)];
        foreach ((string path, bool isLink) in found.Take(MaximumFiles).OrderBy(static entry => entry.Path, StringComparer.Ordinal))
        {
            if (isLink)
            {
                unread.Add(new UnreadFile(path, "it is a link, and none is followed"));
            }
            else if (Path.GetFileName(path) == "node_modules" && Directory.Exists(path))
            {
                unread.Add(new UnreadFile(path, "it is made by a tool, and may hold thousands of files"));
            }
            else
            {
                Add(path, length: null, () => File.ReadAllBytes(path), files, unread);
            }
        }

        if (found.Length > MaximumFiles)
        {
            unread.Add(new UnreadFile(but, $"it has more than {MaximumFiles} files beside it, and no more are looked into"));
        }

        return new SkillFiles(files, unread);
    }

    private static void Add(string path, long? length, Func<byte[]> read, List<CheckedFile> files, List<UnreadFile> unread)
    {
        try
        {
            length ??= new FileInfo(path).Length;
            if (length is 0 or > MaximumBytes)
            {
                Unread(length > 0 && Instructions.Contains(Path.GetExtension(path)), "it is longer than 1 MiB");
                return;
            }

            ReadOnlySpan<byte> bytes = read();
            bool isScript = bytes.StartsWith("#!"u8) || Instructions.Contains(Path.GetExtension(path));
            bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
            if (!Utf8.IsValid(bytes) || bytes.Contains((byte)0))
            {
                Unread(isScript, "it is not UTF-8");
                return;
            }

            files.Add(new CheckedFile(path, Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Unread(isMeant: true, "it can't be read");
        }

        void Unread(bool isMeant, string why)
        {
            if (isMeant)
            {
                unread.Add(new UnreadFile(path, why));
            }
        }
    }

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
