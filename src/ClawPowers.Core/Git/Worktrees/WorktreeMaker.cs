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

            Directory.CreateDirectory(plan.Folder);
            WriteRecord(admin, plan);
            using (var own = new Repository(plan.Folder))
            {
                own.Reset(ResetMode.Hard, own.Lookup<Commit>(plan.Commit.Id));
            }

            T result = record();
            marker.Dispose();
            File.Delete(Path.Combine(admin, Marker));
            File.Delete(Path.Combine(admin, "locked"));
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
            if (File.Exists(marker) && WorktreeFiles.Read(Path.Combine(admin, "locked")) == Initializing && Abandoned(marker) is [var folder, var branch, var commit])
            {
                // Only what leads back here is ours, or is empty: a file in a repository must not be enough to have a folder deleted.
                bool isOurs = WorktreeFiles.PointsTo(Path.Combine(folder, ".git"), admin);
                if (!isOurs)
                {
                    FolderRemoval.DeleteIfEmpty(folder);
                }

                Undo(repository, admin, isOurs ? folder : null, branch.Length > 0 ? branch : null, commit);
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

    private static string[]? Abandoned(string marker)
    {
        try
        {
            using var held = new FileStream(marker, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            using var reader = new StreamReader(held);
            return reader.ReadToEnd().TrimEnd('\n').Split('\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // its maker is at work
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
        File.WriteAllText(Path.Combine(plan.Folder, ".git"), $"gitdir: {(isWindows ? Slashes(admin) : admin)}\n");
    }

    // A branch that has moved meanwhile is somebody's.
    private static void Undo(Repository repository, string admin, string? folder, string? branch, string commit)
    {
        try
        {
            if (folder is not null)
            {
                FolderRemoval.Delete(folder);
                FolderRemoval.DeleteIfOurPlace(Path.GetDirectoryName(folder)!);
            }

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
