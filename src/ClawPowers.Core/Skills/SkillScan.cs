using System.Globalization;
using System.IO.Enumeration;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Skills;

/// <summary>
/// Finds the folders with a <c>SKILL.md</c> below a folder of skills, the nearest to it first; what is below one belongs to it.
/// Links to folders are followed, each folder once. A scan of strangers' folders ends.
/// </summary>
internal static class SkillScan
{
    /// <summary>How deep is looked: 1 is right in the folder of skills.</summary>
    public const int MaximumDepth = 6;

    /// <summary>How many folders are looked into.</summary>
    public const int MaximumFolders = 2_000;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>Finds folders of skills.</summary>
    /// <param name="root">The folder of skills.</param>
    /// <param name="issues">Gets what kept the scan from seeing all; may be null.</param>
    /// <param name="cancellation">Ends the scan.</param>
    public static IEnumerable<string> Folders(string root, List<SkillIssue>? issues, CancellationToken cancellation)
    {
        var waiting = new Queue<(string Folder, int Depth)>();
        HashSet<string> links = new(StringComparer.Ordinal);
        Enqueue(root, 1);
        int seen = 0;
        while (waiting.TryDequeue(out (string Folder, int Depth) next))
        {
            cancellation.ThrowIfCancellationRequested();
            if (seen++ == MaximumFolders)
            {
                issues?.Add(new SkillIssue(root, 0, string.Create(CultureInfo.InvariantCulture, $"It has more than {MaximumFolders} folders, and no more are looked into. Keep fewer skills there.")));
                yield break;
            }

            if (IsSkill(next.Folder))
            {
                yield return next.Folder;
            }
            else if (next.Depth < MaximumDepth)
            {
                Enqueue(next.Folder, next.Depth + 1);
            }
        }

        void Enqueue(string folder, int depth)
        {
            foreach ((string path, bool isLink) in Subfolders(folder))
            {
                // A link may lead up or in a circle. What it leads to is looked into once, and not at all if the scan is within it.
                if (!isLink || (RealPath.Of(path) is var target && links.Add(target) && !IsWithin(RealPath.Of(folder), target)))
                {
                    waiting.Enqueue((path, depth));
                }
            }
        }
    }

    /// <summary>Whether a folder is a skill's.</summary>
    // A link that leads nowhere is there, and worth a word.
    public static bool IsSkill(string folder)
    {
        string path = Path.Combine(folder, SkillFile.FileName);
        return File.Exists(path) || new FileInfo(path) is { LinkTarget: not null };
    }

    private static bool IsWithin(string folder, string other) =>
        folder == other || folder.StartsWith(Path.EndsInDirectorySeparator(other) ? other : other + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static (string Path, bool IsLink)[] Subfolders(string folder)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                return [];
            }

            var found = new FileSystemEnumerable<(string Path, bool IsLink)>(
                folder,
                static (ref FileSystemEntry entry) => (entry.ToSpecifiedFullPath(), entry.Attributes.HasFlag(FileAttributes.ReparsePoint)),
                Everything)
            {
                ShouldIncludePredicate = static (ref FileSystemEntry entry) => entry.IsDirectory && entry.FileName is not (".git" or "node_modules"),
            };
            (string Path, bool IsLink)[] folders = [.. found];
            Array.Sort(folders, static (a, b) => string.CompareOrdinal(a.Path, b.Path));
            return folders;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
