using ClawPowers.Core.Errors;
using LibGit2Sharp;

namespace ClawPowers.Core.Git;

/// <summary>A commit by the name that was given or found for it.</summary>
/// <param name="Name">A branch such as <c>main</c> or <c>origin/main</c>, a tag, or a commit's digits.</param>
/// <param name="Commit">The commit.</param>
internal sealed record NamedCommit(string Name, Commit Commit);

/// <summary>Finds commits by name, and the branch that others build on.</summary>
internal static class GitReferences
{
    private static readonly string[] UsualNames = ["main", "master", "trunk"];

    /// <summary>The commit of a name, as Git reads names: branches, tags, <c>HEAD~2</c>, digits.</summary>
    /// <exception cref="ClawException"><c>GitReferenceNotFound</c>.</exception>
    public static NamedCommit Find(Repository repository, string name)
    {
        try
        {
            // What "refs/heads/x" and "x" mean is not always one thing: as in Git, a tag comes before a branch.
            return repository.Lookup(name)?.Peel<Commit>() is { } commit
                ? new NamedCommit(name, commit)
                : throw GitErrors.ReferenceNotFound(name, Folder(repository));
        }
        catch (AmbiguousSpecificationException)
        {
            throw GitErrors.ReferenceAmbiguous(name, Folder(repository));
        }
        catch (Exception exception) when (exception is LibGit2SharpException or ArgumentException)
        {
            throw GitErrors.ReferenceNotFound(name, Folder(repository));
        }
    }

    /// <summary>The commit that is checked out.</summary>
    /// <exception cref="ClawException"><c>GitReferenceNotFound</c>: there is none yet.</exception>
    public static NamedCommit Head(Repository repository) => repository.Head.Tip is { } tip
        ? new NamedCommit(repository.Info.IsHeadDetached ? Short(tip) : repository.Head.FriendlyName, tip)
        : throw GitErrors.NoCommit(Folder(repository));

    /// <summary>
    /// The local branch that others build on: the one that the remote <c>origin</c> names its first (<c>origin/HEAD</c>), else main, master or trunk;
    /// the remote's, where there is no local one. Null if there is none of these.
    /// </summary>
    public static NamedCommit? MainBranch(Repository repository) => MainBranches(repository).FirstOrDefault();

    /// <summary>
    /// What a branch was cut from: of the main branch here and that of <c>origin</c>, the one it has more in common with. Either may be behind, and a branch is
    /// no base of itself.
    /// </summary>
    /// <exception cref="ClawException"><c>GitReferenceNotFound</c>: there is no main branch.</exception>
    public static NamedCommit BaseOf(Repository repository, NamedCommit head)
    {
        NamedCommit[] candidates = MainBranches(repository);
        if (candidates.Length > 1)
        {
            candidates = [.. candidates.Where(candidate => candidate.Name != head.Name)];
        }

        return candidates.MinBy(candidate => repository.ObjectDatabase.CalculateHistoryDivergence(head.Commit, candidate.Commit).AheadBy ?? int.MaxValue)
            ?? throw GitErrors.NoMainBranch(Folder(repository));
    }

    /// <summary>A commit's first digits, for people.</summary>
    public static string Short(Commit commit) => commit.Sha[..10];

    /// <summary>The folder that a repository is named by in messages.</summary>
    public static string Folder(Repository repository) =>
        Path.TrimEndingDirectorySeparator(repository.Info.WorkingDirectory ?? repository.Info.Path);

    private static NamedCommit[] MainBranches(Repository repository)
    {
        const string remotes = "refs/remotes/origin/";
        string? named = (repository.Refs[remotes + "HEAD"] as SymbolicReference)?.TargetIdentifier;
        string? first = named?.StartsWith(remotes, StringComparison.Ordinal) == true ? named[remotes.Length..] : null;
        foreach (string name in first is null ? UsualNames : [first, .. UsualNames])
        {
            NamedCommit[] found = [.. new[] { name, "origin/" + name }
                .Select(candidate => (Name: candidate, repository.Branches[candidate]?.Tip))
                .Where(static candidate => candidate.Tip is not null)
                .Select(static candidate => new NamedCommit(candidate.Name, candidate.Tip!))];
            if (found.Length > 0)
            {
                return found;
            }
        }

        return [];
    }
}
