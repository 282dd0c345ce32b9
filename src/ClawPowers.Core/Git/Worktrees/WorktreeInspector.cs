using ClawPowers.Core.Errors;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>Finds out how worktrees stand. Nothing is changed.</summary>
/// <param name="repository">The repository that they belong to, of this thread.</param>
internal sealed class WorktreeInspector(Repository repository)
{
    private const int MostFilesLookedAt = 1000;

    private static readonly StatusOptions Options = new()
    {
        DetectRenamesInIndex = true,
        DetectRenamesInWorkDir = false,
        RecurseUntrackedDirs = false,
        IncludeIgnored = true, // libgit2 takes repositories that are no submodules for ignored
        IncludeUnaltered = false,
    };

    private readonly BaseHistory _history = new();
    private readonly (string Name, ObjectId Id)[] _bases = [.. BasesIn(repository)];

    /// <summary>Looks at several, at the same time where that is possible.</summary>
    public IReadOnlyList<ClawWorktree> Look(IReadOnlyList<WorktreeEntry> entries, CancellationToken cancellation)
    {
        var found = new ClawWorktree[entries.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 8), CancellationToken = cancellation };
        Parallel.For(0, entries.Count, options, i => found[i] = Look(entries[i], cancellation));
        return found;
    }

    /// <summary>The commits that work goes to: the main branch here and that of the remote.</summary>
    public static IEnumerable<(string Name, ObjectId Id)> BasesIn(Repository repository)
    {
        const string remote = "origin/";
        if (GitReferences.MainBranch(repository) is not { } main)
        {
            yield break;
        }

        yield return (main.Name, main.Commit.Id);
        if (!main.Name.StartsWith(remote, StringComparison.Ordinal) && repository.Branches[remote + main.Name]?.Tip is { } there)
        {
            yield return (remote + main.Name, there.Id);
        }
    }

    private ClawWorktree Look(WorktreeEntry entry, CancellationToken cancellation)
    {
        var worktree = new ClawWorktree
        {
            Name = entry.Leaf,
            Path = entry.Path,
            Branch = entry.Branch,
            IsMain = entry.IsMain,
            IsBare = entry.IsBare,
            IsDetached = entry.Reference is null && !entry.IsBare,
            IsOrphaned = entry.IsOrphaned,
            IsLocked = entry.Lock is not null,
            LockReason = entry.Lock is { Length: > 0 } reason ? reason : null,
            CreatedAt = entry.CreatedAt,
            LastActivity = entry.CreatedAt,
        };
        try
        {
            // The folder may be of a submodule or have been moved: what Git keeps of it is what decides.
            using Repository own = entry.IsOrphaned ? new Repository(WorktreeFiles.CommonOf(repository)) : Open(entry);
            worktree = WithHead(worktree, own, entry, cancellation);
            return entry.IsBare || entry.IsOrphaned ? worktree : WithStatus(worktree, own, entry);
        }
        catch (ClawException exception)
        {
            return worktree with { Problem = exception.Message };
        }
        catch (Exception exception) when (exception is LibGit2SharpException or IOException or UnauthorizedAccessException)
        {
            return worktree with { Problem = exception.Message };
        }
    }

    private static Repository Open(WorktreeEntry entry)
    {
        try
        {
            return new Repository(entry.IsMain ? entry.GitFolder : entry.Path);
        }
        catch (LibGit2SharpException exception)
        {
            throw exception.ToOpenError(entry.Path);
        }
    }

    private ClawWorktree WithHead(ClawWorktree worktree, Repository own, WorktreeEntry entry, CancellationToken cancellation)
    {
        string? id = entry.DetachedCommit ?? (entry.Reference is { } reference ? own.Refs[reference]?.ResolveToDirectReference()?.TargetIdentifier : null);
        if (id is null)
        {
            return worktree; // nothing is committed yet
        }

        if (own.Lookup<Commit>(id) is not { } tip)
        {
            return worktree with { Commit = id, Problem = $"The commit {id} is not in the repository. git fsck says more." };
        }

        worktree = worktree with { Commit = tip.Sha, LastActivity = Latest(worktree.LastActivity, tip.Committer.When, LastMove(entry)) };
        (string Name, ObjectId Id)[] bases = [.. _bases.Where(candidate => candidate.Name != entry.Branch)];
        List<(string Name, int? Ahead, int? Behind, WorktreeMerge Merge)> found = [];
        var shallow = ShallowHistory.Of(own);
        foreach ((string name, ObjectId other) in bases)
        {
            if (own.Lookup<Commit>(other) is not { } commit)
            {
                continue;
            }

            if (shallow?.Distance(tip, commit, cancellation) is (var ahead, var behind))
            {
                // What was changed before the history ends is not known: only commits can tell.
                found.Add((name, ahead, behind, ahead == 0 ? WorktreeMerge.Merge : WorktreeMerge.None));
            }
            else
            {
                HistoryDivergence apart = own.ObjectDatabase.CalculateHistoryDivergence(tip, commit);
                found.Add((name, apart.AheadBy, apart.BehindBy, _history.MergeOf(own, tip, commit, apart, cancellation)));
            }
        }

        // The one that has it, else the one that has more of it.
        return found.OrderBy(static candidate => candidate.Merge == WorktreeMerge.None).ThenBy(static candidate => candidate.Ahead).ToArray() is [var nearest, ..]
            ? worktree with { Base = nearest.Name, Ahead = nearest.Ahead, Behind = nearest.Behind, MergedBy = nearest.Merge }
            : worktree;
    }

    private static ClawWorktree WithStatus(ClawWorktree worktree, Repository own, WorktreeEntry entry)
    {
        int changes = 0;
        DateTimeOffset? last = worktree.LastActivity;
        foreach (string file in Changed(own, entry))
        {
            if (changes++ < MostFilesLookedAt)
            {
                string path = Path.Combine(worktree.Path, file);
                last = Latest(last, File.Exists(path) || Directory.Exists(path) ? new DateTimeOffset(File.GetLastWriteTimeUtc(path)) : null);
            }
        }

        return worktree with { Changes = changes, LastActivity = last };
    }

    /// <summary>The files, and folders of new files, that have changes: as <c>git status</c> lists them.</summary>
    public static IEnumerable<string> Changed(Repository own, WorktreeEntry entry)
    {
        IReadOnlySet<string> skipped = SparseFiles.In(entry.GitFolder);
        return own.RetrieveStatus(Options)
            .Where(file => file.State == FileStatus.Ignored
                ? HasRepository(own, entry.Path, file.FilePath)
                : file.State != FileStatus.Unaltered && !(file.State == FileStatus.DeletedFromWorkdir && skipped.Contains(file.FilePath)))
            .Select(static file => file.FilePath);
    }

    // Whether a folder is or has another repository that no rule ignores.
    private static bool HasRepository(Repository own, string top, string path)
    {
        if (!path.EndsWith('/') || own.Ignore.IsPathIgnored(path))
        {
            return false;
        }

        string folder = Path.Combine(top, path);
        return Path.Exists(Path.Combine(folder, ".git"))
            || new DirectoryInfo(folder).EnumerateDirectories().Any(inner => inner.LinkTarget is null && HasRepository(own, top, path + inner.Name + "/"));
    }

    // The last line of its own log of what was checked out: "<old> <new> <who> <seconds> <zone>\t<what>".
    private static DateTimeOffset? LastMove(WorktreeEntry entry)
    {
        string? log = WorktreeFiles.Read(Path.Combine(entry.GitFolder, "logs", "HEAD"));
        if (log is null or "")
        {
            return null;
        }

        string line = log[(log.LastIndexOf('\n') + 1)..];
        int tab = line.IndexOf('\t', StringComparison.Ordinal);
        string[] words = (tab < 0 ? line : line[..tab]).Split(' ');
        return words.Length > 2 && long.TryParse(words[^2], System.Globalization.CultureInfo.InvariantCulture, out long seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
    }

    private static DateTimeOffset? Latest(params ReadOnlySpan<DateTimeOffset?> moments)
    {
        DateTimeOffset? latest = null;
        foreach (DateTimeOffset? moment in moments)
        {
            latest = latest is null || moment > latest ? moment ?? latest : latest;
        }

        return latest?.ToUniversalTime();
    }
}
