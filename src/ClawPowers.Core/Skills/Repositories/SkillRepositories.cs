using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Installing;
using LibGit2Sharp;

namespace ClawPowers.Core.Skills.Repositories;

/// <summary>Git repositories that skills come from. What one command fetches and reads, it fetches and reads once.</summary>
internal sealed class SkillRepositories(ClawContext context, RepositoryLimits limits)
{
    private readonly Dictionary<(string Url, string? Ref), (RepositoryCommit? Commit, ClawException? Failure)> _fetched = [];
    private readonly Dictionary<(string Commit, string Path), LoadedSkill> _loaded = [];

    /// <summary>Whether the user has named an address before.</summary>
    public bool Knows(RepositoryAddress address) => new RepositoryCache(context, address).IsKnown;

    /// <summary>Remembers that the user has named an address.</summary>
    public void MakeKnown(RepositoryAddress address) => new RepositoryCache(context, address).MakeKnown();

    /// <summary>Looks up a branch, tag or commit, and fetches it. A commit that is there already is not looked up.</summary>
    /// <exception cref="ClawException">It can't be had; the same failure each time.</exception>
    public RepositoryCommit Fetch(RepositoryAddress address, string? wanted, Action<string>? progress, CancellationToken cancellation)
    {
        if (!_fetched.TryGetValue((address.Url, wanted), out (RepositoryCommit? Commit, ClawException? Failure) known))
        {
            try
            {
                known = (Cached(address, wanted) ?? Fetched(address, wanted, progress, cancellation), null);
            }
            catch (ClawException failure)
            {
                known = (null, failure);
            }

            _fetched.Add((address.Url, wanted), known);
        }

        return known.Commit ?? throw known.Failure!;
    }

    /// <summary>The skills of a commit below some folders.</summary>
    public ILookup<string, FoundSkill> Find(RepositoryCommit commit, IReadOnlyCollection<string>? folders) =>
        Open(commit.Address, (repository, tree) => SkillsOf(tree, commit.Address, commit.Id).Find(folders));

    /// <summary>Reads and checks a skill.</summary>
    public LoadedSkill Load(RepositoryCommit commit, FoundSkill found, CancellationToken cancellation)
    {
        if (!_loaded.TryGetValue((commit.Id, found.Path), out LoadedSkill? loaded))
        {
            loaded = Open(commit.Address, (repository, tree) => Load(tree, commit, found, cancellation));
            _loaded.Add((commit.Id, found.Path), loaded);
        }

        return loaded;
    }

    /// <summary>Where an installed skill is in a commit; null if it is not, with whether there are others.</summary>
    public (FoundSkill? Skill, bool HasOthers) Find(RepositoryCommit commit, string name, string path) => Open(
        commit.Address,
        (repository, tree) => SkillsOf(tree, commit.Address, commit.Id) is var skills && skills.Find(name, path) is { } found ? (found, true) : (null, skills.HasSkills()));

    /// <summary>Whether what is installed leads to a new commit.</summary>
    public bool Follows(RepositoryAddress address, string from, string to) => Open(address, (repository, tree) => new SkillHistory(repository, tree, limits).Follows(from, to));

    /// <summary>Adds to a review what has changed since a commit.</summary>
    public SkillReview Compare(RepositoryAddress address, SkillPin before, LoadedSkill now) => Open(address, (repository, tree) =>
    {
        var history = new SkillHistory(repository, tree, limits);
        return now.Review with
        {
            From = before.Commit,
            IsRewritten = !history.Follows(before.Commit, now.Pin.Commit),
            Commits = history.Between(before.Commit, now.Pin.Commit, now.Pin.Path),
            Difference = Installed(tree, address, before, now.Source.Name) is { } old ? history.Difference(old, now.Source) : string.Empty,
        };
    });

    private RepositoryCommit? Cached(RepositoryAddress address, string? wanted) =>
        wanted is not null && RepositoryRef.IsCommitName(wanted) && new RepositoryCache(context, address).Open() is { } opened
            ? Using(opened, repository => CommitTree.Peel(repository, wanted, limits) == wanted ? new RepositoryCommit(address, new RepositoryRef(wanted, wanted), wanted) : null)
            : null;

    private RepositoryCommit Fetched(RepositoryAddress address, string? wanted, Action<string>? progress, CancellationToken cancellation)
    {
        (RepositoryRef found, string commit) = new RepositoryFetcher(context, address, limits).Fetch(wanted, progress, cancellation);
        return new RepositoryCommit(address, found, commit);
    }

    private CommitSkills SkillsOf(CommitTree tree, RepositoryAddress address, string commit) =>
        new(tree, tree.Commit(commit) ?? throw RepositoryErrors.Unsafe(address.Url, $"commit {commit} is missing from it"), address, limits);

    private LoadedSkill Load(CommitTree tree, RepositoryCommit commit, FoundSkill found, CancellationToken cancellation)
    {
        SkillCommit told = SkillHistory.Told(tree.Commit(commit.Id)!);
        SourceSkill source = SkillsOf(tree, commit.Address, commit.Id).Read(found) with
        {
            Pin = new SkillPin
            {
                Repository = commit.Address.Url,
                Ref = commit.Ref.FullName,
                Commit = commit.Id,
                Path = found.Path,
                Tree = found.Tree.Sha,
                Author = told.Author,
                CommittedAt = told.CommittedAt.AddTicks(-(told.CommittedAt.Ticks % TimeSpan.TicksPerSecond)),
            },
        };
        return LoadedSkill.Of(source, found.Path, told, Path.Combine(new RepositoryCache(context, commit.Address).Folder, "skills"), cancellation);
    }

    // What was installed then; null if the repository has it no more, or nobody would take it today.
    private SourceSkill? Installed(CommitTree tree, RepositoryAddress address, SkillPin before, string name)
    {
        try
        {
            return tree.Commit(before.Commit) is { } commit && tree.Folder(commit, before.Path) is { } folder
                ? new CommitSkills(tree, commit, address, limits).Read(new FoundSkill(name, before.Path, folder))
                : null;
        }
        catch (ClawException)
        {
            return null;
        }
    }

    private T Open<T>(RepositoryAddress address, Func<Repository, CommitTree, T> work)
    {
        Repository repository = new RepositoryCache(context, address).Open() ?? throw RepositoryErrors.Unsafe(address.Url, "what was fetched of it is gone");
        try
        {
            return Using(repository, opened => work(opened, new CommitTree(opened, address.Url, limits)));
        }
        catch (LibGit2SharpException exception)
        {
            // An object that is none, or is missing: Git's own tools would refuse it too.
            throw RepositoryErrors.Unsafe(address.Url, exception.Message, exception);
        }
    }

    private static T Using<T>(Repository repository, Func<Repository, T> work)
    {
        using (repository)
        {
            return work(repository);
        }
    }
}

/// <summary>A commit that was fetched.</summary>
/// <param name="Address">Its repository.</param>
/// <param name="Ref">What led to it.</param>
/// <param name="Id">Its 40 digits.</param>
internal sealed record RepositoryCommit(RepositoryAddress Address, RepositoryRef Ref, string Id);
