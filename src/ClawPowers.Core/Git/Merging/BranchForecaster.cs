using ClawPowers.Core.Errors;
using ClawPowers.Core.Git.Objects;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Merging;

/// <summary>Says for each pair of branches what a merge of them would come to. Nothing is merged, and the repository stays as it is.</summary>
public sealed class BranchForecaster(ClawContext context)
{
    /// <summary>The branches of the repository, those of remotes after the others; for completion.</summary>
    public IReadOnlyList<string> Branches()
    {
        using Repository repository = GitRepositories.Open(context.WorkingDirectory);
        return [.. repository.Branches.OrderBy(static branch => branch.IsRemote).Select(static branch => branch.FriendlyName)];
    }

    /// <summary>Compares branches, each with each.</summary>
    /// <param name="branches">
    /// Branches, tags or commits. Null or none: those that are checked out in worktrees, and the main branch. One: that one with each of those.
    /// </param>
    /// <param name="cancellation">Stops the work between two pairs.</param>
    /// <returns>A forecast for each pair: conflicts first, then those that share files, then the others.</returns>
    /// <exception cref="ClawException"><c>GitReferenceNotFound</c>: a name is no commit; or the repository can't be opened or read.</exception>
    public IReadOnlyList<BranchForecast> Compare(IReadOnlyList<string>? branches, CancellationToken cancellation = default)
    {
        using Repository repository = GitRepositories.Open(context.WorkingDirectory);
        using GitObjects objects = GitObjects.Open(repository);
        MemoryObjects.Attach(repository);
        NamedCommit[] given = [.. (branches ?? []).Distinct(StringComparer.Ordinal).Select(name => GitReferences.Find(repository, name))];
        NamedCommit[] all = given.Length > 1 ? given : [.. given.Concat(CheckedOut.In(repository)).DistinctBy(static branch => branch.Name)];
        var merges = new PairMerge(repository, objects);
        List<BranchForecast> forecasts = [];
        for (int i = 0; i < (given.Length == 1 ? 1 : all.Length); i++)
        {
            foreach (NamedCommit other in all[(i + 1)..])
            {
                cancellation.ThrowIfCancellationRequested();
                forecasts.Add(merges.Forecast(all[i], other));
            }
        }

        return [.. forecasts
            .OrderBy(static forecast => forecast.IsClean)
            .ThenByDescending(static forecast => forecast.Conflicts.Count)
            .ThenByDescending(static forecast => forecast.SharedFiles.Count)];
    }
}
