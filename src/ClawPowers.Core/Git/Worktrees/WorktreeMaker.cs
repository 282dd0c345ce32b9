using ClawPowers.Core.Errors;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>
/// Makes a worktree as Git does: its record first, locked while it is being made, then the branch, then the files. libgit2's own call leaves the folder
/// empty, makes a branch whether one is wanted or not, and keeps both when it fails.
/// </summary>
internal static class WorktreeMaker
{
    private const string Initializing = "initializing";

    // Held open while a worktree is made: who can open it knows that its maker is gone. What is in it says what to undo.
    private const string Marker = "clawpowers-making";

    /// <summary>Makes it. If that fails nothing of it stays.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="plan">What to make.</param>
    /// <param name="record">What to do once it is all there and still locked; if it fails, everything is undone.</param>
    public static T Make<T>(Repository repository, WorktreePlan plan, Func<T> record)
    {
        string common = WorktreeFiles.CommonOf(repository);
        string admin = Claim(common, plan.Folder);
        bool isBranchOurs = false;
        try
        {
            using FileStream marker = Mark(admin, plan);
            if (plan is { IsNewBranch: true, Branch: { } branch })
            {
                MakeBranch(repository, branch, plan.Commit);
                isBranchOurs = true;
            }

            WriteRecord(admin, plan);
            using (var own = new Repository(plan.Folder))
            {
                own.Reset(ResetMode.Hard, own.Lookup<Commit>(plan.Commit.Id));
            }

            T result = record();

            // The lock goes while the marker is held: who then gets hold of that sees that the worktree is made.
            File.Delete(Path.Combine(admin, "locked"));
            marker.Dispose();
            ClearMarker(admin);
            return result;
        }
        catch (Exception exception)
        {
            Undo(repository, admin, plan.Folder, isBranchOurs ? plan.Branch : null, plan.Commit.Sha);
            if (exception is LibGit2SharpException or IOException or UnauthorizedAccessException)
            {
                throw WorktreeErrors.NotMade(plan.Name, plan.Folder, exception);
            }

            throw;
        }
    }

    /// <summary>Takes away what makers left that were killed.</summary>
    public static void ClearLeftovers(Repository repository)
    {
        string linked = Path.Combine(WorktreeFiles.CommonOf(repository), "worktrees");
        foreach (string admin in Directory.Exists(linked) ? Directory.GetDirectories(linked) : [])
        {
            string marker = Path.Combine(admin, Marker);
            using FileStream? held = File.Exists(marker) ? Hold(marker) : null;
            if (held is not null && WorktreeFiles.Read(Path.Combine(admin, "locked")) == Initializing && Wanted(held) is [var folder, var branch, var commit])
            {
                Undo(repository, admin, folder, branch.Length > 0 ? branch : null, commit);
            }
        }
    }

    // The name of the folder, with a number if it is taken, as Git does. Who creates the lock has it.
    private static string Claim(string common, string folder)
    {
        string name = Path.GetFileName(folder);
        for (int number = 0; ; number++)
        {
            string admin = Path.Combine(common, "worktrees", number == 0 ? name : FormattableString.Invariant($"{name}{number}"));
            if (Directory.Exists(admin) || File.Exists(admin))
            {
                continue;
            }

            try
            {
                Directory.CreateDirectory(admin);
                using var locked = new FileStream(Path.Combine(admin, "locked"), FileMode.CreateNew, FileAccess.Write);
                locked.Write("initializing"u8);
                return admin;
            }
            catch (IOException) when (File.Exists(Path.Combine(admin, "locked")))
            {
                // Another was quicker.
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw WorktreeErrors.NotMade(name, folder, exception);
            }
        }
    }

    private static FileStream Mark(string admin, WorktreePlan plan)
    {
        var marker = new FileStream(Path.Combine(admin, Marker), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        marker.Write(System.Text.Encoding.UTF8.GetBytes($"{plan.Folder}\n{(plan.IsNewBranch ? plan.Branch : null)}\n{plan.Commit.Sha}\n"));
        marker.Flush();
        return marker;
    }

    // Null while its maker, or somebody who undoes it, is at work. Windows deletes what is open only if that was said.
    private static FileStream? Hold(string marker)
    {
        try
        {
            return new FileStream(marker, FileMode.Open, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string[] Wanted(FileStream held)
    {
        using var reader = new StreamReader(held, leaveOpen: true);
        return reader.ReadToEnd().TrimEnd('\n').Split('\n');
    }

    private static void ClearMarker(string admin)
    {
        try
        {
            File.Delete(Path.Combine(admin, Marker));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody looks at it. It means nothing without the lock.
        }
    }

    private static void MakeBranch(Repository repository, string branch, Commit commit)
    {
        try
        {
            repository.Branches.Add(branch, commit);
        }
        catch (LibGit2SharpException exception)
        {
            throw WorktreeErrors.BranchNotMade(branch, exception);
        }
    }

    private static void WriteRecord(string admin, WorktreePlan plan)
    {
        static string Slashes(string path) => path.Replace('\\', '/');
        bool isWindows = OperatingSystem.IsWindows();
        string folder = isWindows ? Slashes(plan.Folder) : plan.Folder;
        File.WriteAllText(Path.Combine(admin, "commondir"), "../..\n");
        File.WriteAllText(Path.Combine(admin, "gitdir"), folder + "/.git\n");
        File.WriteAllText(Path.Combine(admin, "HEAD"), plan.Branch is null ? plan.Commit.Sha + "\n" : $"ref: {WorktreeFiles.Branches}{plan.Branch}\n");

        // Who creates this file has the folder: another process may be making a worktree there at the same time.
        Directory.CreateDirectory(plan.Folder);
        using var pointer = new FileStream(Path.Combine(plan.Folder, ".git"), FileMode.CreateNew, FileAccess.Write);
        pointer.Write(System.Text.Encoding.UTF8.GetBytes($"gitdir: {(isWindows ? Slashes(admin) : admin)}\n"));
    }

    // Only a folder that leads back here is ours, or one that is empty: another process may have made its worktree there, and a file in a repository must not be
    // enough to have a folder deleted. A branch that has moved meanwhile is somebody's.
    private static void Undo(Repository repository, string admin, string folder, string? branch, string commit)
    {
        try
        {
            if (WorktreeFiles.PointsTo(Path.Combine(folder, ".git"), admin))
            {
                FolderRemoval.Delete(folder);
            }
            else
            {
                FolderRemoval.DeleteIfEmpty(folder);
            }

            FolderRemoval.DeleteIfOurPlace(Path.GetDirectoryName(folder)!);

            FolderRemoval.Delete(admin);
            FolderRemoval.DeleteIfEmpty(Path.GetDirectoryName(admin)!);
            if (branch is not null)
            {
                BranchRemoval.Delete(repository, branch, commit);
            }
        }
        catch (Exception exception) when (exception is LibGit2SharpException or IOException or UnauthorizedAccessException)
        {
            // What failed first is what is told.
        }
    }
}
