using System.Security.Cryptography;
using System.Text;
using ClawPowers.Core.Errors;
using LibGit2Sharp;

namespace ClawPowers.Core.Skills.Repositories;

/// <summary>
/// Fetches one branch, tag or commit into the cache, within limits. libgit2 runs no program and no hook for it, follows a server only to another
/// address of https, and asks nobody for a password.
/// </summary>
internal sealed class RepositoryFetcher(ClawContext context, RepositoryAddress address, RepositoryLimits limits)
{
    private const string Remote = "origin";
    private const int PollMilliseconds = 50;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly RepositoryCache _cache = new(context, address);

    /// <summary>Looks up what is wanted, and fetches it unless it is there already.</summary>
    /// <param name="wanted">A branch, tag or commit; null for the main branch.</param>
    /// <param name="progress">Told how far it is; may be called from any thread.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What was found, and its commit.</returns>
    /// <exception cref="ClawException">It can't be fetched.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public (RepositoryRef Ref, string Commit) Fetch(string? wanted, Action<string>? progress, CancellationToken cancellation)
    {
        if (address.IsLocal && !IsRepository(address.Url))
        {
            throw RepositoryErrors.LocalMissing(address.Url);
        }

        IDisposable held = _cache.Take(cancellation);
        var watch = new FetchWatch(limits, progress, cancellation);

        // A call into libgit2 can't be broken off while it waits for a server: then it is left to itself, with the lock, until the server speaks or the system gives up.
        var work = Task.Run(
            () =>
            {
                using (held)
                {
                    return Run(wanted, watch);
                }
            },
            CancellationToken.None);
        while (Task.WaitAny([work], PollMilliseconds, CancellationToken.None) != 0 && !watch.IsOver)
        {
        }

        if (!work.IsCompleted && !work.ContinueWith(static _ => { }, TaskScheduler.Default).Wait(Grace, CancellationToken.None))
        {
            cancellation.ThrowIfCancellationRequested();
            throw RepositoryErrors.Unreachable(address.Url, "the server does not answer");
        }

        return work.GetAwaiter().GetResult();
    }

    private static bool IsRepository(string path) =>
        Directory.Exists(Path.Combine(path, "objects")) || Directory.Exists(Path.Combine(path, ".git")) || File.Exists(Path.Combine(path, ".git"));

    private (RepositoryRef Ref, string Commit) Run(string? wanted, FetchWatch watch)
    {
        try
        {
            using Repository repository = _cache.OpenOrMake();
            Dictionary<string, string> offered = Offered(repository);
            watch.Heard();
            RepositoryRef chosen = RepositoryRef.Choose(address.Url, wanted, offered);
            string? commit = chosen.IsCommit ? FetchCommit(repository, chosen, offered, watch) : FetchRef(repository, chosen, watch);
            return (chosen, commit ?? throw RepositoryErrors.RefNotFound(address.Url, wanted ?? chosen.FullName, [.. offered.Keys.Where(RepositoryRef.IsPossible).Select(RepositoryRef.Short).Order(StringComparer.Ordinal)]));
        }
        catch (UserCancelledException exception)
        {
            watch.Cancellation.ThrowIfCancellationRequested();
            throw watch.Refusal is { } refusal ? RepositoryErrors.TooLarge(address.Url, refusal) : RepositoryErrors.Unreachable(address.Url, exception.Message, exception);
        }
        catch (LibGit2SharpException exception)
        {
            throw Failed(exception);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            // What a server sent that LibGit2Sharp does not expect, such as the same name twice.
            throw RepositoryErrors.Unreachable(address.Url, exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw RepositoryErrors.CacheFailed(_cache.Folder, exception);
        }
    }

    private Dictionary<string, string> Offered(Repository repository)
    {
        // The address is the only thing in the cache's configuration, and nothing secret is ever in it.
        Remote remote = repository.Network.Remotes[Remote] ?? repository.Network.Remotes.Add(Remote, address.FetchUrl, "+refs/heads/none:refs/claw/none");
        return repository.Network.ListReferences(remote).ToDictionary(static found => found.CanonicalName, static found => found.TargetIdentifier, StringComparer.Ordinal);
    }

    private static string? FetchRef(Repository repository, RepositoryRef chosen, FetchWatch watch)
    {
        if (CommitTree.Peel(repository, chosen.Target, watch.Limits) is { } known)
        {
            return known;
        }

        string kept = Kept(chosen.FullName);
        Fetch(repository, [$"+{chosen.FullName}:{kept}"], watch);
        return repository.Refs[kept]?.ResolveToDirectReference()?.TargetIdentifier is { } target ? CommitTree.Peel(repository, target, watch.Limits) : null;
    }

    // Only what belongs to a branch or tag: a server that shares its objects between repositories gives out commits of others too.
    private static string? FetchCommit(Repository repository, RepositoryRef chosen, Dictionary<string, string> offered, FetchWatch watch)
    {
        RepositoryRef[] all = [.. RepositoryRef.All(offered).Take(watch.Limits.MostRefs)];
        foreach (RepositoryRef[] some in new[] { all.Take(1).ToArray(), [.. all.Skip(1)] })
        {
            if (CommitTree.Peel(repository, chosen.Target, watch.Limits) is { } known)
            {
                return known;
            }

            if (some.Length > 0)
            {
                Fetch(repository, [.. some.Select(static found => $"+{found.FullName}:{Kept(found.FullName)}")], watch);
            }
        }

        return CommitTree.Peel(repository, chosen.Target, watch.Limits);
    }

    private static void Fetch(Repository repository, string[] specs, FetchWatch watch) =>
        LibGit2Sharp.Commands.Fetch(repository, Remote, specs, new FetchOptions { TagFetchMode = TagFetchMode.None, OnTransferProgress = watch.Goes, OnProgress = watch.Says }, logMessage: null);

    // Under a name of ours: theirs may be none that a file system takes.
    private static string Kept(string name) => "refs/claw/" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name))).ToLowerInvariant()[..32];

    private ClawException Failed(LibGit2SharpException exception)
    {
        string message = exception.Message;
        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
        return address.IsLocal && Says("not owned by") ? RepositoryErrors.Unreachable(address.Url, $"it belongs to another user; if you trust it, run: git config --global --add safe.directory '{address.Url}'", exception)
            : Says("authentication") || Says("401") || Says("403") || Says("credentials") || Says("404") ? RepositoryErrors.NeedsLogin(address.Url, exception)
            : RepositoryErrors.Unreachable(address.Url, message, exception);
    }
}

/// <summary>Watches a fetch, and ends it where it passes a limit.</summary>
internal sealed class FetchWatch(RepositoryLimits limits, Action<string>? progress, CancellationToken cancellation)
{
    private readonly long _started = Environment.TickCount64;
    private long _heard = Environment.TickCount64;
    private string? _refusal;

    public RepositoryLimits Limits => limits;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Why it was ended; null if it was not.</summary>
    public string? Refusal => Volatile.Read(ref _refusal);

    /// <summary>Whether there is nothing more to wait for.</summary>
    public bool IsOver => cancellation.IsCancellationRequested || IsLate || Environment.TickCount64 - Volatile.Read(ref _heard) > limits.LongestSilence.TotalMilliseconds;

    private bool IsLate => Environment.TickCount64 - _started > limits.Longest.TotalMilliseconds;

    /// <summary>The server has said something.</summary>
    public void Heard() => Volatile.Write(ref _heard, Environment.TickCount64);

    /// <summary>Told by libgit2 as objects arrive. Gives whether it may go on.</summary>
    public bool Goes(TransferProgress state)
    {
        Heard();
        string? refusal = state.ReceivedBytes > limits.MostBytes ? $"it is larger than {limits.MostBytes >> 20} MiB"
            : state.TotalObjects > limits.MostObjects ? FormattableString.Invariant($"it has {state.TotalObjects} objects, more than {limits.MostObjects}")
            : IsLate ? $"it took longer than {limits.Longest.TotalMinutes:0} minutes"
            : null;
        if (refusal is not null)
        {
            Volatile.Write(ref _refusal, refusal);
        }

        progress?.Invoke(FormattableString.Invariant($"{state.ReceivedObjects} of {state.TotalObjects} objects, {state.ReceivedBytes >> 10} KiB"));
        return refusal is null && !cancellation.IsCancellationRequested;
    }

    /// <summary>Told what the server says in words, which nobody is shown.</summary>
    public bool Says(string words)
    {
        Heard();
        return !cancellation.IsCancellationRequested && !IsLate;
    }
}
