using System.Globalization;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Git.Objects;
using ClawPowers.Core.Storage;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Reviewing;

/// <summary>Finds who knows the lines that a change touches. Reads the repository, and changes nothing.</summary>
public sealed class ReviewerFinder(ClawContext context)
{
    /// <summary>Finds them.</summary>
    /// <param name="question">Which change.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ClawException">
    /// <c>GitReferenceNotFound</c>: a name is no commit, or no base is plain; <c>GitPathOutside</c>: a path is not in the repository; or the repository can't be opened or read.
    /// </exception>
    public ReviewAnswer Find(ReviewQuestion question, CancellationToken cancellation = default)
    {
        using Repository repository = GitRepositories.Open(context.WorkingDirectory);
        NamedCommit head = question.Head is null ? GitReferences.Head(repository) : GitReferences.Find(repository, question.Head);
        NamedCommit start = question.Base is null ? GitReferences.BaseOf(repository, head) : GitReferences.Find(repository, question.Base);
        Commit fork = repository.ObjectDatabase.FindMergeBase(head.Commit, start.Commit)
            ?? throw GitErrors.NoCommonHistory(head.Name, start.Name, repository.Info.IsShallow);
        GitPath[]? wanted = question.Paths is null ? null : [.. question.Paths.Select(path => PathIn(repository, path))];

        using GitObjects objects = GitObjects.Open(repository);
        var renames = new Renames(objects);
        GitCommit before = objects.Commit(ObjectName.Parse(fork.Sha));
        IReadOnlyList<ChangedFile> files = ChangedFile.Between(
            objects,
            renames,
            before,
            objects.Commit(ObjectName.Parse(head.Commit.Sha)),
            path => wanted is null || Array.Exists(wanted, path.IsIn));

        var mailmap = Mailmap.Of(repository);
        var knowledge = new Knowledge(mailmap, context.Time.GetUtcNow());
        var paths = new TreePaths(objects);
        foreach (ChangedFile file in files)
        {
            knowledge.Add(file, FileHistory.Of(objects, paths, renames, before, file.Path, file.Lines, cancellation));
        }

        ChangeAuthors authors = ChangeAuthors.Of(repository, head.Commit, start.Commit, mailmap);
        IReadOnlyList<ClawReviewer> reviewers = knowledge.Rank(person => authors.Include(person) || Bots.Include(person));
        return new ReviewAnswer(
            [.. reviewers.Take(question.First)],
            Summary(head, start, fork, files, knowledge.Lines),
            Notice(repository, head, start, files, reviewers, wanted is not null));
    }

    private static string Summary(NamedCommit head, NamedCommit start, Commit fork, IReadOnlyList<ChangedFile> files, int lines) => string.Create(
        CultureInfo.InvariantCulture,
        $"{head.Name} since it left {start.Name} at {GitReferences.Short(fork)}: {files.Count} file{(files.Count == 1 ? string.Empty : "s")}, {lines} line{(lines == 1 ? string.Empty : "s")} as they were before.");

    private static string? Notice(Repository repository, NamedCommit head, NamedCommit start, IReadOnlyList<ChangedFile> files, IReadOnlyList<ClawReviewer> reviewers, bool isNarrowed)
    {
        if (files.Count == 0)
        {
            return $"'{head.Name}' has changed nothing{(isNarrowed ? " there" : string.Empty)} since '{start.Name}', or only put new files into the top folder. What is not committed is not looked at.";
        }

        if (reviewers.Count == 0)
        {
            return "Nobody but the authors of the change, and programs, has ever worked on these files.";
        }

        return repository.Info.IsShallow ? "This clone is shallow: what is older than its first commits is booked to them. The whole history comes with: git fetch --unshallow" : null;
    }

    private GitPath PathIn(Repository repository, string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, context.WorkingDirectory));
        string? top = repository.Info.WorkingDirectory;
        if (top is null)
        {
            // A bare repository has no folders: paths are those of its trees.
            return GitPath.Parse((Path.IsPathRooted(path) ? Path.GetRelativePath(context.WorkingDirectory, path) : path).Replace('\\', '/').Trim('/'));
        }

        // Git knows the real path of the top; a person may come by a link. The last part may be a link that Git keeps.
        string? parent = Path.GetDirectoryName(full);
        string real = parent is null || RealPath.Of(full) == RealPath.Of(Path.TrimEndingDirectorySeparator(top)) ? RealPath.Of(full) : Path.Combine(RealPath.Of(parent), Path.GetFileName(full));
        string relative = Path.GetRelativePath(RealPath.Of(Path.TrimEndingDirectorySeparator(top)), real);
        if (relative == ".")
        {
            return new GitPath(string.Empty);
        }

        return relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? throw GitErrors.PathOutside(path, GitReferences.Folder(repository))
            : GitPath.Parse(relative.Replace(Path.DirectorySeparatorChar, '/'));
    }
}
