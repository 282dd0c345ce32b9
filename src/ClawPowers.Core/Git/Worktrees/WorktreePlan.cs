using ClawPowers.Core.Errors;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>What is to be made for a request: everything that can be refused is, before anything is made.</summary>
internal sealed record WorktreePlan
{
    private const string Remote = "origin/";

    public required string Name { get; init; }

    public required string Folder { get; init; }

    /// <summary>The branch; null to check out the commit by itself.</summary>
    public required string? Branch { get; init; }

    /// <summary>Whether the branch is still to be made.</summary>
    public required bool IsNewBranch { get; init; }

    public required Commit Commit { get; init; }

    /// <summary>Finds out what to make.</summary>
    /// <exception cref="ClawException">Why it can't be made.</exception>
    public static WorktreePlan Of(Repository repository, IReadOnlyList<WorktreeEntry> there, NewWorktreeRequest request, string workingDirectory)
    {
        string name = request.Name.Trim();
        string branch = request.Branch?.Trim() ?? name;
        if (!IsName(name) || !IsName(branch))
        {
            throw WorktreeErrors.InvalidName(IsName(name) ? branch : name);
        }

        string folder = request.Path is { } path ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, workingDirectory)) : DefaultFolder(there[0], name);
        folder = WorktreePaths.Real(folder);
        WorktreeEntry? same = there.FirstOrDefault(entry => WorktreePaths.AreSame(WorktreePaths.Real(entry.Path), folder));
        if (same is not null || File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw WorktreeErrors.FolderExists(name, folder, same is not null);
        }

        if (request.Detach)
        {
            return new WorktreePlan { Name = name, Folder = folder, Branch = null, IsNewBranch = false, Commit = (request.From is { } at ? GitReferences.Find(repository, at) : Default(repository)).Commit };
        }

        if (repository.Refs[WorktreeFiles.Branches + branch] is { } existing)
        {
            if (there.FirstOrDefault(entry => entry.Branch == branch) is { IsBare: false } elsewhere)
            {
                throw WorktreeErrors.BranchInUse(branch, elsewhere.Path);
            }

            return request.From is { } from ? throw WorktreeErrors.BranchExists(branch, from)
                : new WorktreePlan { Name = name, Folder = folder, Branch = branch, IsNewBranch = false, Commit = GitReferences.Find(repository, existing.CanonicalName).Commit };
        }

        NamedCommit start = request.From is { } given ? GitReferences.Find(repository, given)
            : repository.Branches[Remote + branch]?.Tip is { } published ? new NamedCommit(Remote + branch, published)
            : Default(repository);
        return new WorktreePlan { Name = name, Folder = folder, Branch = branch, IsNewBranch = true, Commit = start.Commit };
    }

    // Of the main branch here and that of the remote the one that has the other, so that what was fetched counts; without any, what is checked out.
    private static NamedCommit Default(Repository repository)
    {
        if (GitReferences.MainBranch(repository) is not { } main)
        {
            return GitReferences.Head(repository);
        }

        return repository.Branches[Remote + main.Name]?.Tip is { } there && repository.ObjectDatabase.CalculateHistoryDivergence(there, main.Commit) is { AheadBy: > 0, BehindBy: 0 }
            ? new NamedCommit(Remote + main.Name, there)
            : main;
    }

    // Inside of the repository test runners, searches and watchers would find everything twice.
    private static string DefaultFolder(WorktreeEntry main, string name)
    {
        string leaf = main.IsBare && main.Leaf.EndsWith(".git", StringComparison.Ordinal) && main.Leaf.Length > 4 ? main.Leaf[..^4] : main.Leaf;
        string place = main.IsBare && main.Leaf is ".git" or ".bare" ? Path.GetDirectoryName(main.Path)! : main.Path;
        return Path.Combine(Path.GetDirectoryName(place) ?? place, (place == main.Path ? leaf : Path.GetFileName(place)) + ".worktrees", name.Replace('/', '-'));
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 200 && name[0] != '-' && name != "HEAD" && name != "@" && !name.Contains('\\', StringComparison.Ordinal) && Reference.IsValidName(WorktreeFiles.Branches + name);
}
