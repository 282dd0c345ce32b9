using ClawPowers.Core.Scope;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>
/// Reads the files by which Git knows its worktrees: <c>worktrees/*/{gitdir,HEAD,locked}</c>. libgit2 has calls for it, which leave out what is most
/// in need of being seen: worktrees whose folder is gone.
/// </summary>
internal static class WorktreeFiles
{
    public const string Branches = "refs/heads/";

    private const string Label = "ref:";

    /// <summary>The folder that all worktrees of a repository share.</summary>
    public static string CommonOf(Repository repository) => GitFolder.CommonOf(Path.TrimEndingDirectorySeparator(repository.Info.Path));

    /// <summary>All worktrees: the main one first, the others by their folders.</summary>
    public static IReadOnlyList<WorktreeEntry> List(string common)
    {
        string linked = Path.Combine(common, "worktrees");
        List<WorktreeEntry> entries = [];
        foreach (string folder in Directory.Exists(linked) ? Directory.EnumerateDirectories(linked) : [])
        {
            // One that is just being made or removed may be without; Git passes it over too.
            if (Read(Path.Combine(folder, "gitdir")) is { Length: > 0 } gitFile)
            {
                entries.Add(Linked(folder, Path.GetFullPath(gitFile, folder)));
            }
        }

        return [Main(common), .. entries.OrderBy(static entry => entry.Path, StringComparer.Ordinal)];
    }

    /// <summary>One line of a file; null if there is none that can be read.</summary>
    public static string? Read(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static WorktreeEntry Main(string common)
    {
        using var repository = new Repository(common);
        return With(new WorktreeEntry
        {
            GitFolder = common,
            Path = Path.TrimEndingDirectorySeparator(repository.Info.IsBare ? common : Native(repository.Info.WorkingDirectory)),
            IsMain = true,
            IsBare = repository.Info.IsBare,
        });
    }

    private static WorktreeEntry Linked(string folder, string gitFile) => With(new WorktreeEntry
    {
        GitFolder = folder,
        Path = Path.GetDirectoryName(gitFile)!,
        Lock = Read(Path.Combine(folder, "locked")),
        IsOrphaned = !PointsTo(gitFile, folder),
        CreatedAt = new DateTimeOffset(File.GetLastWriteTimeUtc(Path.Combine(folder, "commondir"))),
    });

    /// <summary>
    /// Whether the file <c>.git</c> of a worktree leads back to Git's record of it. If not, the folder is gone, or is of somebody else: what the record says must
    /// never be enough to have a folder deleted.
    /// </summary>
    public static bool PointsTo(string gitFile, string folder)
    {
        try
        {
            return File.Exists(gitFile) && GitFolder.Of(Path.GetDirectoryName(gitFile)!) is { } found && WorktreePaths.AreSame(WorktreePaths.Real(found), WorktreePaths.Real(folder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static WorktreeEntry With(WorktreeEntry entry)
    {
        string? head = Read(Path.Combine(entry.GitFolder, "HEAD"));
        return head is null ? entry
            : head.StartsWith(Label, StringComparison.Ordinal) ? entry with { Reference = head[Label.Length..].Trim() }
            : entry with { DetachedCommit = head };
    }

    private static string Native(string path) => Path.DirectorySeparatorChar == '/' ? path : path.Replace('/', Path.DirectorySeparatorChar);
}
