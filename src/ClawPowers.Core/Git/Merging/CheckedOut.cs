using ClawPowers.Core.Scope;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Merging;

/// <summary>The work that goes on in a repository: what its worktrees have checked out, and the branch they will go to.</summary>
internal static class CheckedOut
{
    private const string Label = "ref: ";
    private const string Branches = "refs/heads/";

    /// <summary>The main branch first, then the main worktree's, then the others by name; each once. What has no commit yet is passed over.</summary>
    public static IEnumerable<NamedCommit> In(Repository repository)
    {
        string common = GitFolder.CommonOf(Path.TrimEndingDirectorySeparator(repository.Info.Path));
        string linked = Path.Combine(common, "worktrees");
        IEnumerable<string> heads = Directory.Exists(linked) ? Directory.EnumerateDirectories(linked).Order(StringComparer.Ordinal) : [];
        List<NamedCommit> found = [];
        if (GitReferences.MainBranch(repository) is { } main)
        {
            found.Add(main);
        }

        foreach (string folder in heads.Prepend(common))
        {
            if (Read(Path.Combine(folder, "HEAD")) is { } head && Find(repository, head) is { } commit)
            {
                found.Add(commit);
            }
        }

        return found.DistinctBy(static branch => branch.Name);
    }

    private static NamedCommit? Find(Repository repository, string head)
    {
        if (head.StartsWith(Label, StringComparison.Ordinal))
        {
            Branch? branch = repository.Branches[head[Label.Length..]];
            return branch?.Tip is { } tip ? new NamedCommit(branch.FriendlyName, tip) : null;
        }

        return ObjectId.TryParse(head, out ObjectId id) && repository.Lookup<Commit>(id) is { } commit ? new NamedCommit(GitReferences.Short(commit), commit) : null;
    }

    // A worktree that is just being made or removed has none, or none that can be read.
    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
